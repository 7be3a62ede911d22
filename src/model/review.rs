//! Reviews: post-mortems and check-ins.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{List, Slot, choice, record};
use crate::model::{FunctionRef, GoalRef, KpiRef, PersonRef};

choice! {
    /// What a review is.
    pub enum ReviewKind {
        /// A look back at a goal that is closed.
        PostMortem = "post-mortem",
        /// A look at a goal on its way.
        CheckIn = "check-in",
    }
}

record! {
    /// A look at a goal by those who work on it.
    pub struct Review<'s> {
        /// The goal.
        [Required] goal: Slot<GoalRef<'s>>,
        /// The day.
        [Required] on: Slot<Day>,
        /// What it is; `post-mortem` where nothing is said.
        kind: Slot<ReviewKind>,
        /// The person who led it.
        facilitator: Slot<PersonRef<'s>>,
        /// The people who were there.
        present: List<PersonRef<'s>>,
        /// What went badly.
        pain_points: List<Cow<'s, str>>,
        /// What went well.
        bright_spots: List<Cow<'s, str>>,
        /// What shall be different next time.
        opportunities: List<Cow<'s, str>>,
        /// What each function had planned and what came of it.
        figures = "figure": List<Figure<'s>>,
    }
}

record! {
    /// What a function had planned and what came of it.
    pub struct Figure<'s> {
        /// The function that reports it.
        [Required] function: Slot<FunctionRef<'s>>,
        /// What was counted.
        what: Slot<Cow<'s, str>>,
        /// The KPI it is, where it is one.
        kpi: Slot<KpiRef<'s>>,
        /// What was planned, in `unit`.
        planned: Slot<f64>,
        /// What came of it, in `unit`.
        actual: Slot<f64>,
        /// The unit of both numbers.
        unit: Slot<Cow<'s, str>>,
    }
}
