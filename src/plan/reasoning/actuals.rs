//! What was measured last, and which goals rest on it.

use crate::day::Day;
use crate::decode::Ref;
use crate::model::{Entry, Goal, Kpi, Status, Target};
use crate::plan::Plan;
use crate::text::{Place, Spanned};

/// One measurement.
#[derive(Debug, Clone, Copy)]
pub struct Actual {
    /// The day.
    pub on: Spanned<Day>,
    /// What was measured.
    pub value: f64,
    /// Where the number stands.
    pub at: Place,
}

/// A committed goal's target, as its KPI sees it.
#[derive(Debug, Clone, Copy)]
pub struct Use<'p, 's> {
    /// The goal.
    pub goal: &'p Entry<'s, Goal<'s>>,
    /// Its target.
    pub target: &'p Spanned<Target<'s>>,
}

impl Kpi<'_> {
    /// The last measurement on or before `day`; `None` also where it cannot be relied on, which is a finding already:
    /// some measurement could not be read, or the KPI cannot take that value.
    #[must_use]
    pub fn last_actual(&self, day: Day) -> Option<Actual> {
        let until = self.actuals.iter().filter(|(on, _)| on.value <= day);
        self.relied_on(until.max_by_key(|(on, _)| on.value)?)
    }

    /// The measurement that tells how it stood on `day`: the last by then, or, where there is none, the first after it up
    /// to `today`; `None` also where that one cannot be relied on.
    #[must_use]
    pub fn actual_of(&self, day: Day, today: Day) -> Option<Actual> {
        let day = day.min(today);
        if self.actuals.iter().any(|(on, _)| on.value <= day) {
            return self.last_actual(day);
        }
        let after = self.actuals.iter().filter(|(on, _)| on.value <= today);
        self.relied_on(after.min_by_key(|(on, _)| on.value)?)
    }

    fn relied_on(&self, (on, number): &(Spanned<Day>, Spanned<f64>)) -> Option<Actual> {
        let is_reliable = self.actuals.is_whole() && self.can_be(number.value);
        is_reliable.then_some(Actual { on: *on, value: number.value, at: number.at })
    }
}

impl<'s> Plan<'s> {
    /// The targets of open committed goals, by the position of their KPI.
    #[must_use]
    pub fn committed_uses(&self) -> Vec<Vec<Use<'_, 's>>> {
        let mut uses: Vec<Vec<Use<'_, 's>>> = vec![Vec::new(); self.kpis.len()];
        for goal in self.goals.iter().filter(|goal| goal.is(Status::Committed)) {
            for target in &goal.targets {
                if let Some(kpi) = target.kpi.get().and_then(Ref::found) {
                    uses[kpi].push(Use { goal, target });
                }
            }
        }
        uses
    }
}
