//! How far a target has come, held against the straight line from where it begins to where it shall end.

use crate::day::Day;
use crate::model::{Entry, Goal, Kpi, Target};
use crate::plan::{Actual, Plan};
use crate::text::Spanned;

/// The straight line of a target, and its last measurement.
pub struct Course<'p, 's> {
    /// What is measured.
    pub kpi: &'p Entry<'s, Kpi<'s>>,
    /// The target.
    pub target: &'p Spanned<Target<'s>>,
    /// Where the line begins.
    pub begin: (Day, f64),
    /// Where the line ends.
    pub end: (Day, f64),
    /// The last measurement, taken after the line began.
    pub actual: Actual,
}

impl Course<'_, '_> {
    /// The progress made: 0 at the beginning of the line, 1 at its end.
    #[must_use]
    pub fn progress(&self) -> f64 {
        (self.actual.value - self.begin.1) / (self.end.1 - self.begin.1)
    }

    /// The progress that was due on the day of the measurement.
    #[must_use]
    pub fn progress_due(&self) -> f64 {
        let days = |day: Day| self.begin.0.days_until(day) as f64;
        (days(self.actual.on.value) / days(self.end.0)).min(1.0)
    }

    /// Whether less than `percent` of the progress that was due is made.
    #[must_use]
    pub fn is_behind(&self, percent: f64) -> bool {
        // Exactly enough is enough, whatever the last binary digit says.
        self.progress() + 1e-9 < self.progress_due() * percent / 100.0
    }
}

impl<'s> Goal<'s> {
    /// The earlier step of the same KPI that ends at the very value where `target` begins.
    pub fn step_before(&self, target: &Target<'s>) -> Option<&Spanned<Target<'s>>> {
        let (kpi, from, by) = (target.kpi.get()?, target.from.value()?, target.by.value()?);
        self.targets.iter().find(|step| {
            step.to.value() == Some(from)
                && step.by.value().is_some_and(|earlier| earlier < by)
                && step.kpi.get().is_some_and(|other| other.names_same(kpi))
        })
    }
}

impl<'s> Plan<'s> {
    /// The course of a target up to `today`; `None` where there is no line, where nothing was measured on it yet, and
    /// where a number on it is a finding already.
    pub fn course<'p>(
        &'p self,
        goal: &'p Goal<'s>,
        target: &'p Spanned<Target<'s>>,
        today: Day,
    ) -> Option<Course<'p, 's>> {
        if !target.confidential.is_absent() {
            return None;
        }
        let kpi = self.named(&target.kpi)?;
        let (from, to, by) = (target.from.value()?, target.to.value()?, target.by.value()?);
        let leads_nowhere =
            kpi.direction.value().is_some_and(|direction| direction.has_reached(from, to));
        if from == to || leads_nowhere || !kpi.can_be(from) || !kpi.can_be(to) {
            return None;
        }
        let start = match goal.step_before(target) {
            Some(step) => step.by.value()?,
            None => goal.start.value()?,
        };
        let actual = kpi.last_actual(today).filter(|actual| actual.on.value > start)?;
        (start < by).then_some(Course { kpi, target, begin: (start, from), end: (by, to), actual })
    }
}
