//! What two trees of a plan have otherwise, file by file: folders that are equal are passed over by their ids.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use git2::{ObjectType, Oid, Tree, TreeEntry};

use crate::kind::{EntryName, Kind};
use crate::snapshot::limits::{DEEPEST, MOST_ENTRIES, too_long};
use crate::snapshot::tree::LINK;
use crate::snapshot::{Layout, Repository, Unread, layout};

/// The entries whose files are looked at.
#[derive(Debug, Clone)]
pub enum Watch {
    /// All of a kind.
    All(Kind),
    /// These.
    Only(HashSet<EntryName>),
}

impl Watch {
    /// Whether no entry is looked at.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Only(names) if names.is_empty())
    }

    /// Looks at an entry no longer, where single ones are.
    pub fn forget(&mut self, name: &EntryName) {
        if let Self::Only(names) = self {
            names.remove(name);
        }
    }

    /// Whether some entry of `kind` is looked at.
    #[must_use]
    pub fn has_kind(&self, kind: Kind) -> bool {
        match self {
            Self::All(its) => *its == kind,
            Self::Only(names) => names.iter().any(|name| name.kind == kind),
        }
    }

    /// Whether an entry is looked at.
    #[must_use]
    pub fn has(&self, name: &EntryName) -> bool {
        match self {
            Self::All(its) => *its == name.kind,
            Self::Only(names) => names.contains(name),
        }
    }

    /// Whether a file may hold an entry that is looked at.
    pub(super) fn wants(&self, layout: &Layout) -> bool {
        match layout {
            Layout::Tables(kind) => self.has_kind(*kind),
            Layout::Entry(kind, id) => self.has(&EntryName { kind: *kind, id: id.clone() }),
            _ => false,
        }
    }
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its path from the root of the repository.
    pub path: String,
    /// What it is for.
    pub layout: Layout,
    /// What was in it; `None` where it was not there.
    pub before: Option<Oid>,
    /// What is in it; `None` where it is gone.
    pub after: Option<Oid>,
}

/// Compares trees. The trees it looked at last are kept: what was after one change is mostly what was before the next.
pub(super) struct Comparer<'r> {
    repository: &'r Repository,
    prefix: String,
    trees: HashMap<Oid, Tree<'r>>,
    /// How many entries have been looked at.
    seen: usize,
}

impl<'r> Comparer<'r> {
    /// For the plan in the folder `prefix`: empty, or ending in `/`.
    pub(super) fn new(repository: &'r Repository, prefix: &str) -> Self {
        Self { repository, prefix: prefix.to_owned(), trees: HashMap::new(), seen: 0 }
    }

    /// The files of `watch` that two trees of the plan have otherwise.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the trees, or there is more to look at than is looked at.
    pub(super) fn compare(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
        watch: &Watch,
    ) -> Result<Vec<Touched>, Unread> {
        let mut touched = Vec::new();
        let mut kept = HashMap::new();
        let mut seen_here = 0_usize;
        let mut waiting = vec![(String::new(), before, after, 0)];
        while let Some((folder, before, after, depth)) = waiting.pop() {
            let (was, is) = (self.take(before)?, self.take(after)?);
            let entries: usize =
                [&was, &is].map(|tree| tree.as_ref().map_or(0, Tree::len)).iter().sum();
            seen_here = entries.saturating_add(seen_here);
            self.seen = self.seen.saturating_add(entries);
            // Both trees together.
            let limits = &self.repository.limits;
            if seen_here as u64 > limits.entries.saturating_mul(2) {
                return Err(limits.too_many_entries());
            }
            if self.seen > MOST_ENTRIES {
                return Err(too_long());
            }
            for differing in differing(was.as_ref(), is.as_ref()) {
                let Differing { name, is_folder, before, after } = differing;
                let within = format!("{folder}{name}");
                if is_folder {
                    let is_wanted = match Kind::from_plural(&within) {
                        Some(kind) => watch.has_kind(kind),
                        None => depth > 0 && depth + 1 < DEEPEST && !name.starts_with('.'),
                    };
                    if is_wanted {
                        waiting.push((format!("{within}/"), before, after, depth + 1));
                    }
                    continue;
                }
                let layout = layout(&within);
                if watch.wants(&layout) {
                    let path = format!("{}{within}", self.prefix);
                    touched.push(Touched { path, layout, before, after });
                }
            }
            kept.extend(was.into_iter().chain(is).map(|tree| (tree.id(), tree)));
        }
        self.trees = kept;
        touched.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(touched)
    }

    fn take(&mut self, id: Option<Oid>) -> Result<Option<Tree<'r>>, Unread> {
        let Some(id) = id else { return Ok(None) };
        match self.trees.remove(&id) {
            Some(tree) => Ok(Some(tree)),
            None => self.repository.find_tree(id).map(Some),
        }
    }
}

/// A file or a folder that differs between two trees.
struct Differing {
    name: String,
    is_folder: bool,
    before: Option<Oid>,
    after: Option<Oid>,
}

/// What differs between two trees, whose entries are in order.
fn differing(before: Option<&Tree<'_>>, after: Option<&Tree<'_>>) -> Vec<Differing> {
    let mut differing = Vec::new();
    let (mut at_before, mut at_after) = (0, 0);
    loop {
        let was = before.and_then(|tree| tree.get(at_before));
        let is = after.and_then(|tree| tree.get(at_after));
        if let (Some(was), Some(is)) = (&was, &is)
            && was.id() == is.id()
            && was.name_bytes() == is.name_bytes()
        {
            (at_before, at_after) = (at_before + 1, at_after + 1);
            continue;
        }
        let order = match (&was, &is) {
            (None, None) => return differing,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => in_tree_order(was, is),
        };
        let was = was.filter(|_| order.is_le());
        let is = is.filter(|_| order.is_ge());
        at_before += usize::from(was.is_some());
        at_after += usize::from(is.is_some());
        let id = |entry: &Option<TreeEntry<'_>>| {
            entry.as_ref().filter(|entry| holds_files(entry)).map(TreeEntry::id)
        };
        let (from, to) = (id(&was), id(&is));
        let Some(entry) = was.or(is).filter(|_| from != to) else { continue };
        // A name that is not UTF-8 is no entry's.
        if let Ok(name) = entry.name() {
            let is_folder = entry.kind() == Some(ObjectType::Tree);
            let name = name.to_owned();
            differing.push(Differing { name, is_folder, before: from, after: to });
        }
    }
}

/// Git orders a folder as if its name ended in `/`.
fn in_tree_order(one: &TreeEntry<'_>, other: &TreeEntry<'_>) -> Ordering {
    fn key<'e>(entry: &'e TreeEntry<'_>) -> impl Iterator<Item = &'e u8> {
        let end = (entry.kind() == Some(ObjectType::Tree)).then_some(&b'/');
        entry.name_bytes().iter().chain(end)
    }
    if one.name_bytes() == other.name_bytes() && one.kind() == other.kind() {
        return Ordering::Equal;
    }
    key(one).cmp(key(other))
}

/// Whether an entry is a file or a folder: neither a link nor a submodule.
fn holds_files(entry: &TreeEntry<'_>) -> bool {
    match entry.kind() {
        Some(ObjectType::Tree) => true,
        Some(ObjectType::Blob) => entry.filemode() != LINK,
        _ => false,
    }
}
