//! The words for the day from which a goal is held to its word.

use crate::finding::Finding;
use crate::model::Goal;

/// Shows that day.
pub(super) fn show_agreed_day(goal: &Goal<'_>, finding: &mut Finding) {
    if let Some(day) = goal.agreed_day() {
        let what = if goal.agreed.on.is_set() { "was agreed" } else { "starts" };
        finding.label(day.at, format!("the goal {what} on {}", day.value));
    }
}
