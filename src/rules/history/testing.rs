//! A goal whose goalposts move: for the rules that guard them.

use crate::rules::Rule;
use crate::rules::testing::said_since;

/// A committed goal, and one target of it.
pub(super) const GOAL: &str = "status = \"committed\"\ndue = 2026-12-31\n\
    [[target]]\nkpi = \"k\"\nfrom = 10\nto = 20\nby = 2026-12-31\n";

/// What `rule` says where `old` in the goal has become `new`.
pub(super) fn goal_says(rule: &Rule, old: &str, new: &str) -> Vec<String> {
    assert!(GOAL.contains(old));
    said_since(rule, &[("goals/a.toml", GOAL)], &[("goals/a.toml", &GOAL.replace(old, new))])
}
