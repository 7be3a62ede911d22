//! Where a plan was before a commit moved it as a whole.

use std::collections::HashSet;

use git2::Oid;

use crate::snapshot::discover::CONFIG;
use crate::snapshot::{At, Repository, Unread, Watch};

impl Repository {
    /// The folder in which the commit `before` had the plan that `after` has in the folder `tree`: of those that were plans and are none
    /// any more, the one with most of its watched files. `None` where it is new.
    pub(super) fn moved_from(
        &self,
        before: Oid,
        after: Oid,
        tree: Oid,
        watch: &Watch,
    ) -> Result<Option<String>, Unread> {
        let files: HashSet<String> = self.paths_in(tree, watch)?.collect();
        let root = self.tree_of(before)?;
        let mut best: Option<(usize, String)> = None;
        for folder in self.committed_plans(before, "")? {
            let prefix = if folder.is_empty() { folder } else { folder + "/" };
            if self.has(At::Commit(after), &format!("{prefix}{CONFIG}"))? {
                continue;
            }
            let Some(was) = self.folder(&root, &prefix)? else { continue };
            let common =
                self.paths_in(was.id(), watch)?.filter(|path| files.contains(path)).count();
            if common > best.as_ref().map_or(0, |(most, _)| *most) {
                best = Some((common, prefix));
            }
        }
        Ok(best.map(|(_, prefix)| prefix))
    }

    /// The watched files in the folder of a plan, by their paths within it.
    fn paths_in(&self, tree: Oid, watch: &Watch) -> Result<impl Iterator<Item = String>, Unread> {
        Ok(self.watched_files("", Some(tree), watch)?.into_iter().map(|(path, _)| path))
    }
}
