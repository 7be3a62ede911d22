//! What two trees of a plan have otherwise, file by file: folders that are equal are passed over by their ids.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use git2::{ObjectType, Oid, Tree, TreeEntry};
use rustc_hash::FxHashSet;

use crate::kind::{EntryName, Kind};
use crate::snapshot::limits::{DEEPEST, MOST_ENTRIES, too_long};
use crate::snapshot::tree::LINK;
use crate::snapshot::{Layout, Repository, Unread, layout};

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
pub struct Comparer<'r> {
    pub(super) repository: &'r Repository,
    pub(super) prefix: String,
    trees: HashMap<Oid, Tree<'r>>,
    /// How many entries have been looked at.
    seen: usize,
}

impl<'r> Comparer<'r> {
    /// For the plan in the folder `prefix`: empty, or ending in `/`.
    pub fn new(repository: &'r Repository, prefix: &str) -> Self {
        Self { repository, prefix: prefix.to_owned(), trees: HashMap::new(), seen: 0 }
    }

    /// The files of `watch` that two trees of the plan have otherwise.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the trees, or there is more to look at than is looked at.
    pub fn compare(
        &mut self,
        before: Option<Oid>,
        after: Option<Oid>,
        watch: &Watch,
    ) -> Result<Vec<Touched>, Unread> {
        let mut touched = Vec::new();
        let mut kept = HashMap::new();
        let mut seen_here = 0_usize;
        let mut waiting = vec![(String::new(), before, after, 0_usize)];
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
                        None => {
                            depth > 0 && depth < DEEPEST.saturating_sub(1) && !name.starts_with('.')
                        }
                    };
                    if is_wanted {
                        waiting.push((
                            format!("{within}/"),
                            before,
                            after,
                            depth.saturating_add(1),
                        ));
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

    /// The files of `watch` in a tree of the plan: their paths from the root of the repository, and their blobs.
    pub(super) fn files(
        &mut self,
        tree: Option<Oid>,
        watch: &Watch,
    ) -> Result<Vec<(String, Oid)>, Unread> {
        let files = self.compare(None, tree, watch)?;
        Ok(files.into_iter().filter_map(|file| Some((file.path, file.after?))).collect())
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
    let mut before = before.into_iter().flat_map(Tree::iter).peekable();
    let mut after = after.into_iter().flat_map(Tree::iter).peekable();
    loop {
        let order = match (before.peek(), after.peek()) {
            (None, None) => return differing,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(was), Some(is)) => in_tree_order(was, is),
        };
        let was = before.next_if(|_| order.is_le());
        let is = after.next_if(|_| order.is_ge());
        if let (Some(was), Some(is)) = (&was, &is)
            && was.id() == is.id()
        {
            continue;
        }
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
