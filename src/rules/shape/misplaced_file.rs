use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "misplaced-file",
    level: Level::Warning,
    page: include_str!("misplaced_file.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::Misplaced { found, expected } = &defect.fault else { continue };
        let expected = format!("{}{expected}", cx.plan.snapshot.prefix);
        out.report(
            None,
            defect.at,
            format!("`{found}` is not read: what it holds belongs in `{expected}`"),
        )
        .help(format!("move it to `{expected}`"));
    }
}
