//! What may be missing from a plan because a file of it could not be read.

use std::collections::BTreeSet;

use crate::kind::Kind;

/// What may be missing from a plan, so that an unknown id of it proves nothing.
#[derive(Default)]
pub(in crate::plan) struct Incomplete {
    /// Kinds some of whose entries may be missing.
    pub(in crate::plan) kinds: BTreeSet<Kind>,
    /// Entries that are there and could not be read.
    pub(in crate::plan) ids: BTreeSet<(Kind, String)>,
    /// Whether some roadmap items may be missing.
    pub(in crate::plan) items: bool,
}

impl Incomplete {
    /// Some entries of a kind may be missing.
    pub(in crate::plan) fn lose_kind(&mut self, kind: Kind) {
        self.items |= kind == Kind::Roadmap;
        self.kinds.insert(kind);
    }

    /// One entry could not be read.
    pub(in crate::plan) fn lose_entry(&mut self, kind: Kind, id: &str) {
        self.items |= kind == Kind::Roadmap;
        self.ids.insert((kind, id.to_owned()));
    }

    /// Whether entries of a kind may be missing.
    pub(in crate::plan) fn may_lack(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind) || self.ids.iter().any(|(lost, _)| *lost == kind)
    }

    /// What `other` lacks is lacking too.
    pub(in crate::plan) fn extend(&mut self, other: Self) {
        self.kinds.extend(other.kinds);
        self.ids.extend(other.ids);
        self.items |= other.items;
    }
}
