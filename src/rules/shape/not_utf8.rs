use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "not-utf8",
    level: Level::Error,
    page: include_str!("not_utf8.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::NotUtf8 { looks_like, line } = &defect.fault else { continue };
        let seems =
            looks_like.map_or(String::new(), |encoding| format!("; it looks like {encoding}"));
        out.report(None, defect.at, format!("the file is not UTF-8 from line {line} on{seems}"))
            .help("save it as UTF-8: in most editors under \"Save as\" or \"Save with encoding\"");
    }
}
