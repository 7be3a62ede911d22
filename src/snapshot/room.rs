//! How many bytes of a plan are read so far, by however many threads.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::snapshot::limits::Limits;

/// The room that the files of one plan share.
pub(super) struct Room {
    taken: AtomicU64,
    most: u64,
}

impl Room {
    pub(super) fn of(limits: &Limits) -> Self {
        Self { taken: AtomicU64::new(0), most: limits.plan_bytes() }
    }

    /// Takes the room that a file of so many bytes needs, and tells whether there was enough of it.
    pub(super) fn take(&self, bytes: u64) -> bool {
        self.taken.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes) <= self.most
    }

    /// Gives back what was taken for a file that is not read after all.
    pub(super) fn give_back(&self, bytes: u64) {
        self.taken.fetch_sub(bytes, Ordering::Relaxed);
    }

    /// Whether more was asked for than there is, whoever asked first.
    pub(super) fn is_exceeded(&self) -> bool {
        self.taken.load(Ordering::Relaxed) > self.most
    }
}
