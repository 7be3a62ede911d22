//! A plan as a commit has it; the working tree is not looked at.

use std::path::Path;

use git2::{Commit, ErrorCode, ObjectType, Oid, Tree, TreeEntry};

use crate::snapshot::layout::near_kind;
use crate::snapshot::limits::{DEEPEST, no_file, too_deep};
use crate::snapshot::objects::Collector;
use crate::snapshot::raw_tree::{RawEntry, RawTree};
use crate::snapshot::repository::CODEOWNERS;
use crate::snapshot::shown_path::shown_name;
use crate::snapshot::{Layout, Repository, Snapshot, Unread, layout};

/// What Git calls the mode of a symbolic link.
pub(super) const LINK: i32 = 0o120_000;

impl Repository {
    /// The plan in the folder `prefix` (empty, or ending in `/`) as the commit `id` has it; empty where it has no such folder.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects.
    pub(super) fn read_commit(&self, id: Oid, prefix: &str) -> Result<Snapshot, Unread> {
        self.read_commit_but(id, prefix, |_, _| false)
    }

    /// The same, but for the blobs that `is_known` says are at hand: their paths and ids.
    pub(super) fn read_commit_but(
        &self,
        id: Oid,
        prefix: &str,
        is_known: impl FnMut(&str, Oid) -> bool,
    ) -> Result<Snapshot, Unread> {
        let root = self.tree_of(id)?;
        let mut reader = Reader {
            repository: self,
            collector: Collector::new(self, id.to_string(), prefix.to_owned()),
            is_known,
            seen: 0,
        };
        reader.read_codeowners(&root)?;
        if let Some(plan) = self.folder(&root, prefix)? {
            reader.read(plan)?;
        }
        reader.collector.finish()
    }

    /// The tree of a commit.
    pub(super) fn tree_of(&self, id: Oid) -> Result<Tree<'_>, Unread> {
        let commit = self.find_commit(id)?;
        commit.tree().map_err(|error| self.missing(&commit.tree_id().to_string(), &error))
    }

    /// The tree of a folder below `root`, where there is one.
    pub(super) fn folder(&self, root: &Tree<'_>, prefix: &str) -> Result<Option<Tree<'_>>, Unread> {
        self.folder_id(root.id(), prefix)?.map(|id| self.find_tree(id)).transpose()
    }

    /// The plan's folder in a commit, where it has one; where that is the root, nothing is read for it.
    pub(super) fn plan_tree(
        &self,
        commit: &Commit<'_>,
        prefix: &str,
    ) -> Result<Option<Oid>, Unread> {
        self.folder_id(commit.tree_id(), prefix)
    }

    fn folder_id(&self, root: Oid, prefix: &str) -> Result<Option<Oid>, Unread> {
        let mut folder = root;
        for name in prefix.split('/').filter(|name| !name.is_empty()) {
            let tree = RawTree::read(self, folder)?;
            let found = tree.entries().find(|entry| entry.name == name.as_bytes());
            match found.filter(RawEntry::is_folder).and_then(|entry| entry.oid()) {
                Some(below) => folder = below,
                None => return Ok(None),
            }
        }
        Ok(Some(folder))
    }

    pub(super) fn find_tree(&self, id: Oid) -> Result<Tree<'_>, Unread> {
        self.git.find_tree(id).map_err(|error| self.missing(&id.to_string(), &error))
    }
}

/// Reads the blobs of a tree that belong to a plan.
struct Reader<'r, F> {
    repository: &'r Repository,
    collector: Collector<'r>,
    /// Whether a blob is at hand already, by its path and id.
    is_known: F,
    /// How many entries have been looked at.
    seen: u64,
}

impl<'r, F: FnMut(&str, Oid) -> bool> Reader<'r, F> {
    fn read_codeowners(&mut self, root: &Tree<'_>) -> Result<(), Unread> {
        for path in CODEOWNERS {
            match root.get_path(Path::new(path)) {
                Ok(entry) if entry.kind() == Some(ObjectType::Blob) && entry.filemode() != LINK => {
                    if (self.is_known)(path, entry.id()) {
                        return Ok(());
                    }
                    return self.collector.take(entry.id(), path.to_owned(), path.as_bytes());
                }
                Ok(_) => {}
                Err(error) if error.code() == ErrorCode::NotFound => {}
                Err(error) => return Err(self.repository.missing(path, &error)),
            }
        }
        Ok(())
    }

    /// Reads the plan whose folder is `plan`.
    fn read(&mut self, plan: Tree<'r>) -> Result<(), Unread> {
        // The path within the plan of each tree that is to be read, and how deep it lies.
        let mut waiting = vec![(String::new(), plan, 0_usize)];
        while let Some((path, tree, depth)) = waiting.pop() {
            for entry in &tree {
                self.seen = self.seen.saturating_add(1);
                if self.seen > self.repository.limits.entries {
                    return Err(self.repository.limits.too_many_entries());
                }
                let name = entry.name_bytes();
                if name.starts_with(b".") {
                    continue;
                }
                let within = format!("{path}{}", shown_name(name));
                if entry.kind() != Some(ObjectType::Tree) {
                    self.read_entry(&entry, &within)?;
                    continue;
                }
                if depth == 0 && near_kind(&within).is_none() {
                    continue;
                }
                let below = depth.saturating_add(1);
                if below == DEEPEST {
                    let path = format!("{}{within}", self.collector.prefix());
                    self.collector.leave(too_deep(path));
                    continue;
                }
                let tree = self.repository.find_tree(entry.id())?;
                waiting.push((format!("{within}/"), tree, below));
            }
        }
        Ok(())
    }

    /// Reads what is no folder, where it belongs to the plan.
    fn read_entry(&mut self, entry: &TreeEntry<'_>, within: &str) -> Result<(), Unread> {
        let is_link = entry.filemode() == LINK;
        let is_file = entry.kind() == Some(ObjectType::Blob) && !is_link;
        if !belongs(within, is_file) {
            return Ok(());
        }
        let path = format!("{}{within}", self.collector.prefix());
        if is_file {
            if (self.is_known)(&path, entry.id()) {
                return Ok(());
            }
            return self.collector.take(entry.id(), path, entry.name_bytes());
        }
        self.collector
            .leave(no_file(path, if is_link { "a symbolic link" } else { "a submodule" }));
        Ok(())
    }
}

/// Whether an entry that is no folder belongs to a plan: also a link in the place of a kind's folder, which hides a whole kind.
pub(super) fn belongs(within: &str, is_file: bool) -> bool {
    let hides_a_kind = !is_file && !within.contains('/') && near_kind(within).is_some();
    layout(within) != Layout::Foreign || hides_a_kind
}
