//! What became of each entry, commit by commit: what was done to it, when, by whom, and who agreed.
//!
//! A [`Log`] knows nothing of Git; only `read` and `needed` do, which make one from a repository.

mod compared;
mod moves;
mod needed;
mod read;
mod settled;
mod versions;

pub use needed::{needed, settings};
pub use read::{Extent, read};
pub use settled::Settled;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::day::Day;
use crate::diff::Tone;
use crate::kind::EntryName;
use crate::model::Status;
use crate::snapshot::Commit;
use crate::text::Line;

/// What became of entries, as far as somebody has asked.
#[derive(Debug, Clone, Default)]
pub struct Log {
    lives: BTreeMap<EntryName, Vec<Step>>,
    /// Whether the clone is shallow, so that what was before is not known.
    pub is_shallow: bool,
}

/// What one commit has done to an entry.
#[derive(Debug, Clone)]
pub struct Step {
    /// The commit; `None` for what is not committed yet.
    pub commit: Option<Arc<Commit>>,
    /// What has moved, in the order of its fields; never empty.
    pub moves: Vec<Move>,
}

/// One thing that has moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The path of the field; `entry` for the entry as a whole.
    pub field: String,
    /// Whether it asks less of people than before, or more.
    pub tone: Tone,
    /// What has moved, in words.
    pub text: Line,
    /// What has moved, where somebody counts it.
    pub what: Moved,
}

/// What has moved, as far as rules count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// The entry is new.
    Created {
        /// The status of a goal.
        status: Option<Status>,
    },
    /// The status of a goal.
    Status {
        /// How it is.
        to: Status,
    },
    /// The day a goal is due.
    Due {
        /// How it was.
        from: Option<Day>,
        /// How it is.
        to: Option<Day>,
    },
    /// Anything else.
    Other,
}

impl Step {
    /// Whether the entry is new.
    #[must_use]
    pub fn is_creation(&self) -> bool {
        self.moves.iter().any(Move::is_creation)
    }
}

impl Log {
    /// Adds what came next in the life of an entry.
    pub fn add(&mut self, name: EntryName, step: Step) {
        self.lives.entry(name).or_default().push(step);
    }

    /// What became of an entry, oldest first; nothing where it is not known.
    #[must_use]
    pub fn life(&self, name: &EntryName) -> &[Step] {
        self.lives.get(name).map_or(&[], Vec::as_slice)
    }

    /// All entries of which something is known.
    pub fn names(&self) -> impl Iterator<Item = &EntryName> {
        self.lives.keys()
    }
}
