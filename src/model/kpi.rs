//! KPIs: what is measured.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{Map, Range, Slot, choice, record};
use crate::model::PersonRef;

choice! {
    /// Which way a measure shall move.
    pub enum Direction {
        /// More is better.
        Increase = "increase",
        /// Less is better.
        Decrease = "decrease",
        /// It shall stay where it is.
        Maintain = "maintain",
    }
}

choice! {
    /// What a measure tells about.
    pub enum Measures {
        /// What changed for the customer or the business.
        Outcome = "outcome",
        /// What was done or delivered.
        Output = "output",
        /// What may not get worse while something else gets better.
        Guardrail = "guardrail",
    }
}

choice! {
    /// How often something is measured, or a body meets.
    pub enum Cadence {
        /// Every 7 days.
        Weekly = "weekly",
        /// Every 30.4 days.
        Monthly = "monthly",
        /// Every 91.3 days.
        Quarterly = "quarterly",
        /// Every 365.25 days.
        Yearly = "yearly",
    }
}

impl Cadence {
    /// Its length in days.
    #[must_use]
    pub fn days(self) -> f64 {
        match self {
            Self::Weekly => 7.0,
            Self::Monthly => 30.4,
            Self::Quarterly => 91.3,
            Self::Yearly => 365.25,
        }
    }

    /// Once and a half its length in days, rounded up: after that something is late.
    #[must_use]
    pub fn days_and_a_half(self) -> i64 {
        (self.days() * 1.5).ceil() as i64
    }
}

record! {
    /// A measure: what is counted, in which unit, and which way it shall move.
    pub struct Kpi<'s> {
        /// What people call it.
        [Required] title: Slot<Cow<'s, str>>,
        /// What exactly is counted, in a sentence.
        means: Slot<Cow<'s, str>>,
        /// The unit of its numbers, such as `%`, `EUR` or `days`.
        [Required] unit: Slot<Cow<'s, str>>,
        /// Which way it shall move.
        [Required] direction: Slot<Direction>,
        /// What it tells about.
        measures: Slot<Measures>,
        /// The system or report its numbers come from.
        source: Slot<Cow<'s, str>>,
        /// How it is computed.
        formula: Slot<Cow<'s, str>>,
        /// The person who answers for its numbers.
        owner: Slot<PersonRef<'s>>,
        /// How often it is measured.
        cadence: Slot<Cadence>,
        /// The lowest and highest value it can take, such as `[0, 100]`.
        range: Slot<Range>,
        /// What was measured: a day as each key, a number as each value.
        actuals: Map<Day, f64>,
    }
}
