//! What two trees of a plan have otherwise, file by file: folders that are equal are passed over by their ids.

use std::cmp::Ordering;
use std::rc::Rc;

use git2::Oid;
use rustc_hash::FxHashMap;

use crate::kind::Kind;
use crate::snapshot::discover::CONFIG;
use crate::snapshot::limits::{DEEPEST, MOST_ENTRIES, too_long};
use crate::snapshot::raw_tree::{RawEntry, RawTree};
use crate::snapshot::{Layout, Repository, Unread, Watch, layout};

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
    trees: FxHashMap<Oid, Rc<RawTree>>,
    /// How many entries have been looked at.
    seen: usize,
}

impl<'r> Comparer<'r> {
    /// For the plan in the folder `prefix`: empty, or ending in `/`.
    pub fn new(repository: &'r Repository, prefix: &str) -> Self {
        Self { repository, prefix: prefix.to_owned(), trees: FxHashMap::default(), seen: 0 }
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
        let mut kept = FxHashMap::default();
        let mut seen_here = 0_usize;
        let mut waiting = vec![(String::new(), before, after, 0_usize)];
        while let Some((folder, before, after, depth)) = waiting.pop() {
            let (was, is) = (self.tree(before)?, self.tree(after)?);
            let entries: usize = [&was, &is].into_iter().flatten().map(|tree| tree.len()).sum();
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
            for Differing { name, is_folder, before, after } in
                differing(was.as_deref(), is.as_deref())
            {
                if is_folder {
                    let within = format!("{folder}{name}/");
                    if is_wanted(&within, depth, watch) {
                        waiting.push((within, before, after, depth.saturating_add(1)));
                    }
                    continue;
                }
                let path = [self.prefix.as_str(), &folder, name].concat();
                let layout = layout(path.get(self.prefix.len()..).unwrap_or_default());
                if watch.wants(&layout) {
                    touched.push(Touched { path, layout, before, after });
                }
            }
            kept.extend(before.zip(was).into_iter().chain(after.zip(is)));
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

    /// Whether a folder is that of a plan: it has a goalpact.toml.
    pub(super) fn has_plan(&mut self, folder: Option<Oid>) -> Result<bool, Unread> {
        let tree = self.tree(folder)?;
        let is_plan = tree.iter().any(|tree| tree.entries().any(|it| it.name == CONFIG.as_bytes()));
        if let Some((folder, tree)) = folder.zip(tree) {
            self.trees.insert(folder, tree);
        }
        Ok(is_plan)
    }

    fn tree(&self, id: Option<Oid>) -> Result<Option<Rc<RawTree>>, Unread> {
        let Some(id) = id else { return Ok(None) };
        match self.trees.get(&id) {
            Some(tree) => Ok(Some(Rc::clone(tree))),
            None => RawTree::read(self.repository, id).map(|tree| Some(Rc::new(tree))),
        }
    }
}

/// Whether a folder, so many folders below the plan's own, may hold what is watched.
fn is_wanted(within: &str, depth: usize, watch: &Watch) -> bool {
    let name = within.trim_end_matches('/');
    if let Some(kind) = Kind::from_plural(name) {
        return watch.has_kind(kind);
    }
    let own = name.rsplit('/').next().unwrap_or(name);
    depth > 0 && depth < DEEPEST.saturating_sub(1) && !own.starts_with('.')
}

/// A file or a folder that differs between two trees.
struct Differing<'t> {
    name: &'t str,
    is_folder: bool,
    before: Option<Oid>,
    after: Option<Oid>,
}

/// What differs between two trees, whose entries are in order.
fn differing<'t>(
    before: Option<&'t RawTree>,
    after: Option<&'t RawTree>,
) -> impl Iterator<Item = Differing<'t>> {
    let mut before = before.into_iter().flat_map(RawTree::entries).peekable();
    let mut after = after.into_iter().flat_map(RawTree::entries).peekable();
    std::iter::from_fn(move || {
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(was), Some(is)) if was == is => {
                    before.next();
                    after.next();
                    continue;
                }
                (Some(was), Some(is)) => was.in_tree_order(is),
            };
            let was = before.next_if(|_| order.is_le());
            let is = after.next_if(|_| order.is_ge());
            let id = |entry: &Option<RawEntry<'_>>| entry.filter(RawEntry::holds_files)?.oid();
            let (from, to) = (id(&was), id(&is));
            let Some(entry) = was.or(is).filter(|_| from != to) else { continue };
            // A name that is not UTF-8 is no entry's.
            if let Ok(name) = std::str::from_utf8(entry.name) {
                let is_folder = entry.is_folder();
                return Some(Differing { name, is_folder, before: from, after: to });
            }
        }
    })
}
