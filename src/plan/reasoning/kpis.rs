//! What a KPI's numbers can be, and where they shall go.

use crate::decode::Range;
use crate::model::{Direction, Kpi};
use crate::text::Spanned;

impl Kpi<'_> {
    /// The values it can take, and the place that says so: its `range`, or 0 to 100 for a `%` that has none.
    #[must_use]
    pub fn bounds(&self) -> Option<Spanned<Range>> {
        let unit = self.unit.spanned().filter(|unit| unit.trim() == "%" && self.range.is_absent());
        let percentage =
            unit.map(|unit| Spanned { value: Range { low: 0.0, high: 100.0 }, at: unit.at });
        self.range.spanned().copied().or(percentage)
    }

    /// Whether it can take `value`, as far as is known.
    #[must_use]
    pub fn can_be(&self, value: f64) -> bool {
        self.bounds().is_none_or(|bounds| (bounds.low..=bounds.high).contains(&value))
    }
}

impl Direction {
    /// Whether `value` is at or past `end`. What shall stay where it is never arrives.
    #[must_use]
    pub fn has_reached(self, value: f64, end: f64) -> bool {
        match self {
            Self::Increase => value >= end,
            Self::Decrease => value <= end,
            Self::Maintain => false,
        }
    }
}
