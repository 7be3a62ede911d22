//! The entries whose files somebody wants to know of.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::kind::{EntryName, Kind};
use crate::snapshot::Layout;

/// The entries whose files are looked at.
#[derive(Debug, Clone)]
pub enum Watch {
    /// All of a kind.
    All(Kind),
    /// These, by their ids; no kind without one.
    Only(BTreeMap<Kind, FxHashSet<String>>),
}

impl FromIterator<EntryName> for Watch {
    fn from_iter<T: IntoIterator<Item = EntryName>>(names: T) -> Self {
        let mut ids: BTreeMap<Kind, FxHashSet<String>> = BTreeMap::new();
        for EntryName { kind, id } in names {
            ids.entry(kind).or_default().insert(id);
        }
        Self::Only(ids)
    }
}

impl Watch {
    /// Whether no entry is looked at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Only(ids) if ids.is_empty())
    }

    /// Looks at an entry no longer, where single ones are.
    pub fn forget(&mut self, name: &EntryName) {
        if let Self::Only(ids) = self
            && let Some(of_kind) = ids.get_mut(&name.kind)
            && of_kind.remove(&name.id)
            && of_kind.is_empty()
        {
            ids.remove(&name.kind);
        }
    }

    /// Whether some entry of `kind` is looked at.
    #[must_use]
    pub fn has_kind(&self, kind: Kind) -> bool {
        match self {
            Self::All(its) => *its == kind,
            Self::Only(ids) => ids.contains_key(&kind),
        }
    }

    /// Whether an entry is looked at.
    #[must_use]
    pub fn has(&self, kind: Kind, id: &str) -> bool {
        match self {
            Self::All(its) => *its == kind,
            Self::Only(ids) => ids.get(&kind).is_some_and(|ids| ids.contains(id)),
        }
    }

    /// Whether a file may hold an entry that is looked at.
    pub(super) fn wants(&self, layout: &Layout) -> bool {
        match layout {
            Layout::Tables(kind) => self.has_kind(*kind),
            Layout::Entry(kind, id) => self.has(*kind, id),
            _ => false,
        }
    }
}
