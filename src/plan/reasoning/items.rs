//! What items and phases are called, how far an item is, and what it is part of.

use crate::decode::{Ref, Slot};
use crate::model::{Item, ItemStatus, Phase, Roadmap, Status};
use crate::plan::Plan;
use crate::text::Spanned;

impl<'s> Item<'s> {
    /// Its id; a question mark where it has none that could be read.
    #[must_use]
    pub fn shown_id(&self) -> &str {
        self.id.get().map_or("?", |id| id.0.as_ref())
    }

    /// Whether it is still to be delivered: planned, as it is where nothing is said, or under way.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.status.value() {
            Some(status) => matches!(status, ItemStatus::Planned | ItemStatus::Doing),
            None => self.status.is_absent(),
        }
    }

    /// Whether it is no longer wanted.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        self.status.value() == Some(ItemStatus::Dropped)
    }

    /// Its phase, which is one of its own roadmap's.
    pub fn phase_in<'p>(&self, roadmap: &'p Roadmap<'s>) -> Option<&'p Spanned<Phase<'s>>> {
        roadmap.phases.get(self.phase.get().and_then(Ref::found)?)
    }

    /// Whether it is marked as a quick win, or something unreadable stands there.
    #[must_use]
    pub fn may_be_quick_win(&self) -> bool {
        self.quick_win.value().unwrap_or(matches!(self.quick_win, Slot::Broken))
    }
}

impl Phase<'_> {
    /// Its id; a question mark where it has none that could be read.
    #[must_use]
    pub fn shown_id(&self) -> &str {
        self.id.get().map_or("?", |id| id.0.as_ref())
    }
}

impl<'s> Plan<'s> {
    /// Whether the goal that an item works towards is still being written.
    #[must_use]
    pub fn is_for_draft(&self, item: &Item<'s>) -> bool {
        self.named(&item.goal).is_some_and(|goal| goal.is(Status::Draft))
    }
}
