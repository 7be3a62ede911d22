//! Values that a KPI cannot take.

use crate::model::Kpi;
use crate::rules::amounts::amount;
use crate::text::{Place, number};

/// How a value lies outside of what its KPI can take.
pub(super) struct Beyond {
    /// By how much, and over or under what: "12 over the KPI's highest value, 100 %".
    pub(super) words: String,
    /// What to do.
    pub(super) help: &'static str,
    /// Where the bounds stand.
    pub(super) at: Place,
    /// What they are.
    pub(super) bounds: String,
}

/// How `value` lies outside of what `kpi` can take; `its` is "its" or "the KPI's".
pub(super) fn beyond(value: f64, kpi: &Kpi<'_>, its: &str) -> Option<Beyond> {
    let bounds = kpi.bounds()?;
    let (low, high) = (bounds.low, bounds.high);
    let words = if value > high {
        format!("{} over {its} highest value, {}", number(value - high), amount(high, kpi))
    } else if value < low {
        format!("{} under {its} lowest value, {}", number(low - value), amount(low, kpi))
    } else {
        return None;
    };
    let (why, help) = if kpi.range.is_set() {
        ("its `range`", "correct the number, or the `range` of the KPI")
    } else {
        (
            "a `%` without a `range`",
            "correct the number; if the KPI can take such a value, give it `range = [<lowest>, <highest>]`",
        )
    };
    let bounded = format!("{why} is {} to {}", number(low), amount(high, kpi));
    Some(Beyond { words, help, at: bounds.at, bounds: bounded })
}
