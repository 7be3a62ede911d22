use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "body-without-chair",
    level: Level::Warning,
    page: include_str!("body_without_chair.md"),
    reads: &[Reads::Bodies],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let bodies = &cx.plan.bodies;
    if !bodies.iter().any(|body| body.chair.is_set()) {
        return;
    }
    for body in bodies.iter().filter(|body| body.chair.is_absent()) {
        out.report(body.name(), body.at, format!("body `{}` has no chair", body.id))
            .help("add `chair = \"<person>\"`, the person who calls its meetings and sees that it decides");
    }
}
