//! Which roadmap items wait for which.
//!
//! What is done or dropped keeps nobody waiting, and waits no more.

use crate::day::Day;
use crate::model::{Entry, Item, ItemRef, Roadmap};
use crate::plan::{Graph, Plan};
use crate::text::{Place, Spanned};

impl<'s> Plan<'s> {
    /// Items by their positions among all of the plan, each leading to those it waits for: what it comes after, and what gives it what
    /// it needs.
    pub fn dependencies(&self) -> &Graph {
        self.reasoned.dependencies.get_or_init(|| {
            let open = self.items().enumerate().filter(|(_, (_, item))| item.is_open());
            let links = open.flat_map(|(position, (_, item))| {
                item.waits_for()
                    .filter(|before| self.item(before).is_some_and(|(_, before)| before.is_open()))
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

    /// The day that `before` is due, where the item at `position` comes after it, both are open, and the item starts
    /// earlier than that; `None` within a circle, in which no days can be right.
    pub fn starts_before(
        &self,
        position: usize,
        before: &ItemRef<'s>,
    ) -> Option<(&Spanned<Item<'s>>, Spanned<Day>)> {
        let (_, item) = self.item_at(position)?;
        let (_, giver) = self.item(before).filter(|(_, giver)| giver.is_open())?;
        let (start, due) = (item.days().first?, giver.days().last?);
        let is_early = item.is_open() && start.value < due.value;
        (is_early && !self.dependencies().is_knotted(position, before.found()?))
            .then_some((giver, due))
    }
}

impl<'s> Item<'s> {
    /// The items it waits for, as written: what it comes after, then what gives it what it needs.
    pub fn waits_for(&self) -> impl Iterator<Item = &ItemRef<'s>> {
        let givers = self.needs.iter().filter_map(|need| need.item.get());
        self.after.iter().map(|before| &before.value).chain(givers)
    }

    /// Where it says that it waits for the item at `position`.
    #[must_use]
    pub fn waits_at(&self, position: usize) -> Option<Place> {
        self.waits_for().find(|before| before.found() == Some(position)).map(ItemRef::at)
    }
}
