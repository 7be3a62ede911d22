//! Which roadmap items wait for which.

use crate::model::{Entry, Item, Roadmap};
use crate::plan::{Graph, Plan};
use crate::text::Spanned;

impl<'s> Plan<'s> {
    /// Items by their positions among all of the plan, each leading to those it waits for: what it comes after, and what gives it what
    /// it needs.
    pub fn dependencies(&self) -> &Graph {
        self.reasoned.dependencies.get_or_init(|| {
            let links = self.items().enumerate().flat_map(|(position, (_, item))| {
                let givers = item.needs.iter().filter_map(|need| need.item.get());
                item.after
                    .iter()
                    .map(|before| &before.value)
                    .chain(givers)
                    .filter_map(move |before| Some((position, before.found()?)))
            });
            Graph::new(self.items.len(), links)
        })
    }

    /// The item at a position among all of the plan, and its roadmap.
    pub fn item_at(
        &self,
        position: usize,
    ) -> Option<(&Entry<'s, Roadmap<'s>>, &Spanned<Item<'s>>)> {
        let (roadmap, item) = self.items.get(position)?;
        let roadmap = self.roadmaps.get(*roadmap as usize)?;
        Some((roadmap, roadmap.items.get(*item as usize)?))
    }
}
