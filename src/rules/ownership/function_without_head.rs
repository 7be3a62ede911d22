use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "function-without-head",
    level: Level::Note,
    page: include_str!("function_without_head.md"),
    reads: &[Reads::Functions],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let functions = &cx.plan.functions;
    if !functions.iter().any(|function| function.head.is_set()) {
        return;
    }
    for function in functions.iter().filter(|function| function.head.is_absent()) {
        out.report(function.name(), function.at, format!("function `{}` has no head", function.id))
            .help("add `head = \"<person>\"`, the person who leads it and settles what its people cannot");
    }
}
