//! Words for targets.

use crate::model::{Entry, Goal, Target};

/// "the target for `churn` of goal `retention`".
pub(super) fn the_target(goal: &Entry<'_, Goal<'_>>, target: &Target<'_>) -> String {
    match target.kpi.get() {
        Some(kpi) => format!("the target for `{}` of goal `{}`", kpi.id(), goal.id),
        None => format!("a target of goal `{}`", goal.id),
    }
}
