//! What a KPI's numbers can be, and where they shall go.

use std::borrow::Cow;

use crate::model::{Direction, Kpi};
use crate::text::Place;

/// The lowest and the highest value a KPI can take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
    /// Where they are written; `None` where they are those of any `%`.
    pub at: Option<Place>,
}

impl Bounds {
    /// Whether `value` lies within.
    #[must_use]
    pub fn hold(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

impl Kpi<'_> {
    /// Its unit, where one is known.
    #[must_use]
    pub fn unit_name(&self) -> Option<&str> {
        self.unit.get().map(Cow::as_ref)
    }

    /// The values it can take: its `range`, or 0 to 100 for a `%` without one.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        match self.range.spanned() {
            Some(range) => Some(Bounds { low: range.low, high: range.high, at: Some(range.at) }),
            None if self.range.is_absent() && self.unit_name() == Some("%") => {
                Some(Bounds { low: 0.0, high: 100.0, at: None })
            }
            None => None,
        }
    }

    /// Whether it can take `value`, as far as is known.
    #[must_use]
    pub fn can_be(&self, value: f64) -> bool {
        self.bounds().is_none_or(|bounds| bounds.hold(value))
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
