//! Which goals serve which.

use crate::model::{Goal, Side, Status};
use crate::plan::{Graph, Plan};

impl Plan<'_> {
    /// Goals by their positions, each leading to the goals it supports.
    pub fn alignment(&self) -> &Graph {
        self.reasoned.alignment.get_or_init(|| {
            let links = self.goals.iter().enumerate().flat_map(|(position, goal)| {
                goal.supports.iter().filter_map(move |above| Some((position, above.found()?)))
            });
            Graph::new(self.goals.len(), links)
        })
    }

    /// The same among open goals alone: whatever is a draft, or closed, leads nowhere.
    pub fn open_alignment(&self) -> &Graph {
        self.reasoned.open_alignment.get_or_init(|| {
            let is_open = |position: &usize| self.goals[*position].is_open();
            let links = (0..self.goals.len()).filter(is_open).flat_map(|position| {
                let above = self.alignment().from(position).filter(is_open);
                above.map(move |above| (position, above))
            });
            Graph::new(self.goals.len(), links)
        })
    }

    /// Whether an open goal, by its position, supports one of a lower level, which is not closed.
    #[must_use]
    pub fn is_upside_down(&self, goal: usize, supported: usize) -> bool {
        let (goal, below) = (&self.goals[goal], &self.goals[supported]);
        let levels = goal.level.value().zip(below.level.value());
        goal.is_open()
            && !below.status.value().is_some_and(Status::is_closed)
            && levels.is_some_and(|(level, lower)| level < lower)
    }

    /// Whether any goal says which one it supports.
    #[must_use]
    pub fn uses_supports(&self) -> bool {
        self.goals.iter().any(|goal| !goal.supports.is_empty())
    }
}

impl Goal<'_> {
    /// Whether each goal it supports is known, so that it may be said what it does not support.
    #[must_use]
    pub fn knows_what_it_supports(&self) -> bool {
        self.supports.is_whole() && self.supports.iter().all(|above| above.found().is_some())
    }

    /// The side with the last word; business where nothing is said.
    #[must_use]
    pub fn lead(&self) -> Side {
        self.owners.lead.value().unwrap_or(Side::Business)
    }
}
