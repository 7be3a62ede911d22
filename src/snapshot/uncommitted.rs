//! Single files of a plan, from Git's objects; and what of a plan is not committed yet.

use git2::Oid;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::snapshot::objects::Collector;
use crate::snapshot::touched::Comparer;
use crate::snapshot::{File, Repository, Snapshot, Unread, Watch, layout};

/// The watched files of a plan, held against a commit.
pub struct Uncommitted {
    /// Those that differ, as the commit has them.
    pub before: Snapshot,
    /// Those that differ, as they are.
    pub after: Snapshot,
    /// Those that are as the commit has them: their paths from the root of the repository, and their blobs.
    pub same: FxHashMap<String, Oid>,
}

impl Repository {
    /// A snapshot of single files, by their paths from the root of the repository and their blobs.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects.
    pub fn read_files<'a>(
        &self,
        prefix: &str,
        files: impl IntoIterator<Item = (&'a str, Oid)>,
    ) -> Result<Snapshot, Unread> {
        let mut collector = Collector::new(self, String::new(), prefix.to_owned()).past();
        for (path, id) in files {
            collector.take(id, path.to_owned(), path.as_bytes())?;
        }
        collector.finish()
    }

    /// The files of a plan's folder `tree` that are watched: their paths from the root of the repository, and their blobs.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the trees.
    pub fn watched_files(
        &self,
        prefix: &str,
        tree: Option<Oid>,
        watch: &Watch,
    ) -> Result<Vec<(String, Oid)>, Unread> {
        Comparer::new(self, prefix).files(tree, watch)
    }

    /// The watched files of `snapshot`, held against the commit `head`; all of them differ where nothing is committed yet.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects.
    pub fn uncommitted(
        &self,
        head: Option<Oid>,
        snapshot: &Snapshot,
        watch: &Watch,
        comparer: &mut Comparer<'_>,
    ) -> Result<Uncommitted, Unread> {
        let prefix = snapshot.prefix.as_str();
        let tree = match head {
            Some(head) => self.plan_tree(&self.find_commit(head)?, prefix)?,
            None => None,
        };
        let mut before: FxHashMap<String, Oid> = comparer.files(tree, watch)?.into_iter().collect();
        let is_wanted = |file: &&File| {
            !file.is_unmerged && watch.wants(&layout(snapshot.within_plan(&file.path)))
        };
        let is_same = |file: &&File| {
            let blob = file.blob();
            blob.is_some() && blob == before.get(&file.path).copied()
        };
        let files: Vec<&File> = snapshot.files().filter(is_wanted).collect();
        let (same, after): (Vec<&File>, Vec<&File>) = files.into_par_iter().partition(is_same);
        let same = same.iter().filter_map(|file| before.remove_entry(&file.path)).collect();
        let before = before.iter().map(|(path, blob)| (path.as_str(), *blob));
        let before = self.read_files(prefix, before)?;
        let after = after.into_iter().cloned().collect();
        let after = Snapshot::new(String::new(), prefix.to_owned(), after, Vec::new());
        Ok(Uncommitted { before, after, same })
    }
}
