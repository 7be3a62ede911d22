//! Which goals serve which.

use crate::model::{Goal, Side};
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
}

impl Goal<'_> {
    /// The side with the last word; business where nothing is said.
    #[must_use]
    pub fn lead(&self) -> Side {
        self.owners.lead.value().unwrap_or(Side::Business)
    }
}
