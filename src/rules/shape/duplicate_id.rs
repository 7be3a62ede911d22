use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-id",
    level: Level::Error,
    page: include_str!("duplicate_id.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::DuplicateId { noun, id, first } = &defect.fault else { continue };
        out.report(defect.entry.clone(), defect.at, format!("{noun} `{id}` is there twice"))
            .about(*noun)
            .help("keep one of the two, or give one another id: whatever names it now means the first")
            .label(*first, "the first one");
    }
}
