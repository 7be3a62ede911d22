//! Words for how far two days are apart.

use crate::day::Day;
use crate::text::plural;

/// "12 days", whichever of the two comes first.
pub(super) fn days_between(one: Day, other: Day) -> String {
    plural(one.days_until(other).unsigned_abs() as usize, "day")
}
