//! Words for targets and for what they measure.

use crate::model::{Entry, Goal, Kpi, Target};
use crate::text::quantity;

/// "the target for `churn` of goal `retention`".
pub(super) fn the_target(goal: &Entry<'_, Goal<'_>>, target: &Target<'_>) -> String {
    match target.kpi.get() {
        Some(kpi) => format!("the target for `{}` of goal `{}`", kpi.id(), goal.id),
        None => format!("a target of goal `{}`", goal.id),
    }
}

/// A value of a KPI, with its unit: "2.5 %".
pub(super) fn amount(value: f64, kpi: &Kpi<'_>) -> String {
    quantity(value, kpi.unit.get().map(AsRef::as_ref))
}
