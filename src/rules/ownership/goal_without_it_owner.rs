use crate::finding::Findings;
use crate::level::Level;
use crate::model::Side;
use crate::rules::ownership::missing_owner;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-it-owner",
    level: Level::Error,
    page: include_str!("goal_without_it_owner.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    missing_owner::report(Side::It, cx, out);
}
