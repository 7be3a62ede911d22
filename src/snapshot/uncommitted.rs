//! Single files of a plan, from Git's objects; and what of a plan is not committed yet.

use std::collections::{HashMap, HashSet};

use git2::{ObjectType, Oid};
use rayon::prelude::*;

use crate::snapshot::objects::Collector;
use crate::snapshot::touched::{Comparer, Watch};
use crate::snapshot::{File, Repository, Snapshot, Unread, layout};

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
        let touched = Comparer::new(self, prefix).compare(None, tree, watch)?;
        Ok(touched.into_iter().filter_map(|file| Some((file.path, file.after?))).collect())
    }

    /// The watched files that `snapshot` has otherwise than the commit `head`: as they were, and as they are. All of them, where nothing
    /// is committed yet.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects.
    pub fn uncommitted(
        &self,
        head: Option<Oid>,
        snapshot: &Snapshot,
        watch: &Watch,
    ) -> Result<(Snapshot, Snapshot), Unread> {
        let prefix = snapshot.prefix.as_str();
        let tree = match head {
            Some(head) => self.plan_tree(&self.find_commit(head)?, prefix)?,
            None => None,
        };
        let before = self.watched_files(prefix, tree, watch)?;
        let by_path: HashMap<&str, Oid> =
            before.iter().map(|(path, id)| (path.as_str(), *id)).collect();
        let is_wanted = |file: &&File| {
            !file.is_unmerged && watch.wants(&layout(snapshot.within_plan(&file.path)))
        };
        let same = |file: &File| {
            Oid::hash_object(ObjectType::Blob, &file.bytes).ok()
                == by_path.get(&*file.path).copied()
        };
        let files: Vec<&File> = snapshot.files().filter(is_wanted).collect();
        let (same, after): (Vec<&File>, Vec<&File>) =
            files.into_par_iter().partition(|file| same(file));
        let same: HashSet<&str> = same.iter().map(|file| file.path.as_str()).collect();
        let before = before.iter().map(|(path, id)| (path.as_str(), *id));
        let before = self.read_files(prefix, before.filter(|(path, _)| !same.contains(path)))?;
        let after = after.into_iter().cloned().collect();
        Ok((before, Snapshot::new(String::new(), prefix.to_owned(), after, Vec::new())))
    }
}
