//! What items need from other teams, and what stands behind each need.

use crate::model::{Entry, Item, Need, Roadmap};
use crate::plan::Plan;
use crate::text::Spanned;

/// A need of an item that is still to be delivered.
pub struct OpenNeed<'p, 's> {
    /// The roadmap of the item.
    pub roadmap: &'p Entry<'s, Roadmap<'s>>,
    /// The item.
    pub item: &'p Spanned<Item<'s>>,
    /// What it needs.
    pub need: &'p Spanned<Need<'s>>,
    /// What gives it.
    pub giver: Giver<'p, 's>,
}

/// What stands behind a need.
pub enum Giver<'p, 's> {
    /// No item is named.
    Nobody,
    /// An item of another team than the one that shall give it.
    OtherTeam(&'p Spanned<Item<'s>>),
    /// An item that is no longer wanted.
    Dropped(&'p Spanned<Item<'s>>),
    /// An item that is still to be delivered.
    Open(&'p Spanned<Item<'s>>),
    /// An item that is delivered.
    Done,
    /// An item that the needing one comes after as well, or is in a circle with: its days are told of there.
    Told,
    /// It cannot be told, which is a finding already.
    Unclear,
}

impl<'s> Plan<'s> {
    /// The needs of all items that are still to be delivered.
    pub fn open_needs(&self) -> impl Iterator<Item = OpenNeed<'_, 's>> {
        let open = self.items().enumerate().filter(|(_, (_, item))| item.is_open());
        open.flat_map(move |(position, (roadmap, item))| {
            item.needs.iter().map(move |need| {
                let giver = self.giver(position, item, need);
                OpenNeed { roadmap, item, need, giver }
            })
        })
    }

    fn giver(&self, position: usize, item: &Item<'s>, need: &Need<'s>) -> Giver<'_, 's> {
        if need.item.is_absent() {
            return Giver::Nobody;
        }
        let Some(named) = need.item.get() else { return Giver::Unclear };
        let (Some(found), Some((_, giver))) = (named.found(), self.item(named)) else {
            return Giver::Unclear;
        };
        let (Some(from), Some(team)) = (need.from.get(), giver.team.get()) else {
            return Giver::Unclear;
        };
        if !from.names_same(team) {
            let are_known = from.found().is_some() && team.found().is_some();
            return if are_known { Giver::OtherTeam(giver) } else { Giver::Unclear };
        }
        if giver.is_dropped() {
            return Giver::Dropped(giver);
        }
        if !giver.is_open() {
            return if giver.status.is_set() { Giver::Done } else { Giver::Unclear };
        }
        let is_early = || {
            let mut after = item.after.iter().filter(|before| before.found() == Some(found));
            after.any(|before| self.starts_before(position, before).is_some())
        };
        if self.dependencies().is_knotted(position, found) || is_early() {
            return Giver::Told;
        }
        Giver::Open(giver)
    }
}
