//! Where a plan is within a repository: in the index, or in a commit, whatever lies on disk.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, ObjectType, Oid};

use crate::snapshot::discover::{CONFIG, DEPTH, MOST_NAMED};
use crate::snapshot::limits::not_utf8;
use crate::snapshot::shown_path::shown_path;
use crate::snapshot::{NoPlan, Repository, Snapshot, Unread};

/// What Git keeps of a repository's files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// What the next commit will have.
    Index,
    /// What a commit has.
    Commit(Oid),
}

impl Repository {
    /// Reads the plan in the folder `prefix` (empty, or ending in `/`) as it is there.
    ///
    /// # Errors
    ///
    /// Where the index or an object cannot be read, with the command that mends it.
    pub fn read(&self, at: At, prefix: &str) -> Result<Snapshot, Unread> {
        match at {
            At::Index => self.read_index(prefix),
            At::Commit(id) => self.read_commit(id, prefix),
        }
    }

    /// A path on disk as one from the root of the repository, with `/`; `None` where it lies outside.
    #[must_use]
    pub fn inside(&self, path: &Path) -> Option<String> {
        match &self.root {
            Some(root) => path.strip_prefix(root).ok().map(shown_path),
            // In a bare repository paths begin at its root.
            None => Some(String::new()),
        }
    }

    /// Fails where a path within the repository is not UTF-8: a plan there could not be named.
    ///
    /// # Errors
    ///
    /// Where that is so.
    pub fn demand_name(&self, path: &Path) -> Result<(), Unread> {
        let within = self.root.as_ref().and_then(|root| path.strip_prefix(root).ok());
        match within.filter(|within| within.to_str().is_none()) {
            Some(within) => Err(not_utf8(shown_path(within))),
            None => Ok(()),
        }
    }

    /// Where a folder of the repository lies on disk, or would.
    #[must_use]
    pub fn on_disk(&self, prefix: &str) -> PathBuf {
        let root = self.root.as_deref().unwrap_or_else(|| self.git.path());
        root.join(prefix.trim_end_matches('/'))
    }

    /// The folder of the plan that `place` (from the root, with `/`) belongs to there: empty, or ending in `/`.
    ///
    /// # Errors
    ///
    /// Where no goalpact.toml lies in it or above it, with the plans below; or where the repository cannot be read.
    pub fn find_plan(&self, at: At, place: &str) -> Result<Result<String, NoPlan>, Unread> {
        let mut folder = place.trim_end_matches('/');
        loop {
            let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
            if self.has(at, &format!("{prefix}{CONFIG}"))? {
                return Ok(Ok(prefix));
            }
            if folder.is_empty() {
                break;
            }
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
        let below = self.plans_below(at, place.trim_end_matches('/'))?;
        let place = if place.is_empty() { "." } else { place };
        Ok(Err(NoPlan::Above { place: place.into(), below }))
    }

    pub(super) fn has(&self, at: At, path: &str) -> Result<bool, Unread> {
        match at {
            At::Index => {
                let index = self.open_index()?;
                Ok((0..4).any(|stage| index.get_path(Path::new(path), stage).is_some()))
            }
            At::Commit(id) => match self.tree_of(id)?.get_path(Path::new(path)) {
                Ok(entry) => Ok(entry.kind() == Some(ObjectType::Blob)),
                Err(error) if error.code() == ErrorCode::NotFound => Ok(false),
                Err(error) => Err(self.missing(path, &error)),
            },
        }
    }

    /// The folders of plans below `folder`, to be named in an error.
    fn plans_below(&self, at: At, folder: &str) -> Result<Vec<PathBuf>, Unread> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut plans = match at {
            At::Index => self.staged_plans(&prefix)?,
            At::Commit(id) => self.committed_plans(id, &prefix)?,
        };
        plans.sort_unstable();
        plans.truncate(MOST_NAMED);
        Ok(plans.into_iter().map(Into::into).collect())
    }

    pub(super) fn committed_plans(&self, id: Oid, prefix: &str) -> Result<Vec<String>, Unread> {
        let root = self.tree_of(id)?;
        let mut plans = Vec::new();
        let Some(tree) = self.folder(&root, prefix)? else { return Ok(plans) };
        let mut waiting = vec![(prefix.trim_end_matches('/').to_owned(), tree, 1_usize)];
        let mut seen = 0_u64;
        while let Some((path, tree, depth)) = waiting.pop() {
            for entry in &tree {
                seen = seen.saturating_add(1);
                if seen > self.limits.entries {
                    return Err(self.limits.too_many_entries());
                }
                let Ok(name) = entry.name() else { continue };
                if name == CONFIG && entry.kind() == Some(ObjectType::Blob) {
                    plans.push(path.clone());
                } else if entry.kind() == Some(ObjectType::Tree)
                    && depth < DEPTH
                    && !name.starts_with('.')
                {
                    let below =
                        if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
                    waiting.push((below, self.find_tree(entry.id())?, depth.saturating_add(1)));
                }
            }
        }
        Ok(plans)
    }
}
