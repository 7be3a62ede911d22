//! What goals measure, and which way they want it to go.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::decode::Ref;
use crate::model::{Entry, Goal, Kpi, Target};
use crate::plan::Plan;
use crate::text::{Place, Spanned};

impl<'s> Plan<'s> {
    /// The targets of open goals, each with its goal.
    pub fn open_targets(
        &self,
    ) -> impl Iterator<Item = (&Entry<'s, Goal<'s>>, &Spanned<Target<'s>>)> {
        self.open_goals().flat_map(|goal| goal.targets.iter().map(move |target| (goal, target)))
    }

    /// The KPIs that a goal has targets for, each once, with the place that first names it.
    ///
    /// `None` where there is none, or where one of them cannot be told, so that nothing is said of them all.
    #[must_use]
    pub fn measured_by<'p>(
        &'p self,
        goal: &'p Goal<'s>,
    ) -> Option<Vec<(&'p Entry<'s, Kpi<'s>>, Place)>> {
        if goal.targets.is_empty() || !goal.targets.is_whole() {
            return None;
        }
        let mut seen = BTreeSet::new();
        let mut kpis = Vec::new();
        for target in &goal.targets {
            let kpi = target.kpi.get()?;
            if seen.insert(kpi.found()?) {
                kpis.push((self.entry(kpi)?, kpi.at()));
            }
        }
        Some(kpis)
    }
}

impl Target<'_> {
    /// Where its value to reach lies, seen from its baseline; `None` where one of the two is not there.
    #[must_use]
    pub fn way(&self) -> Option<Ordering> {
        self.to.get()?.partial_cmp(self.from.get()?)
    }

    /// The id of its KPI, as written; empty where it has none.
    #[must_use]
    pub fn kpi_id(&self) -> &str {
        self.kpi.get().map_or("", Ref::id)
    }
}
