//! The files of a plan as they were at one moment.
//!
//! Knows which paths belong to a plan and nothing of what the files say.

// What was written by others brings no panic.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)
)]

mod clean;
mod compared;
mod discover;
mod history;
mod hooks;
mod index;
mod layout;
mod limits;
mod memory;
mod moved_plan;
mod next_commit;
mod object_id;
mod objects;
mod ordinary;
mod range;
mod raw_tree;
mod repository;
mod revision;
mod room;
mod shown_path;
mod signature;
mod staged;
mod touched;
mod trailers;
mod tree;
mod uncommitted;
mod watch;
mod within;
mod worktree;

pub use compared::side_by_side;
pub use discover::{CONFIG, NoPlan, find_root};
pub use history::History;
pub use layout::{Layout, layout};
pub use limits::{HIGHEST, HIGHEST_FILE_MIB, Limits};
pub use memory::from_texts;
pub use next_commit::{LeftBehind, NextCommit, TouchedPlan};
pub use ordinary::open_ordinary;
pub use repository::Repository;
pub use revision::{Commit, Parent, Revision};
pub use shown_path::shown_path;
pub use signature::Signature;
pub use touched::{Comparer, Touched};
pub use trailers::signers;
pub use uncommitted::Uncommitted;
pub use watch::Watch;
pub use within::At;
pub use worktree::read;

use object_id::object_id;
use repository::CODEOWNERS;

use std::path::PathBuf;
use std::sync::Arc;

use git2::{ObjectType, Oid};
use rayon::prelude::*;

use crate::text::FileId;

/// One file.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the root of the repository (of the plan, outside a repository), with `/`.
    pub path: String,
    /// Whether `path` is its very name, or only shows one that is not UTF-8.
    pub has_utf8_name: bool,
    /// Whether Git has two sides of it that are not merged yet, and so no content.
    pub is_unmerged: bool,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Where it lies on disk, where it does.
    pub on_disk: Option<PathBuf>,
    /// The name that Git has for what is in it, where that is known already.
    blob: Option<Oid>,
}

impl File {
    /// An ordinary file that does not lie on disk.
    pub(crate) fn new(path: String, bytes: Vec<u8>) -> Self {
        let (has_utf8_name, is_unmerged, on_disk, blob) = (true, false, None, None);
        Self { path, has_utf8_name, is_unmerged, bytes, on_disk, blob }
    }

    /// The name that Git has for what is in it: the hash of its bytes.
    fn blob(&self) -> Option<Oid> {
        self.blob.or_else(|| object_id(ObjectType::Blob, &self.bytes))
    }
}

/// A file of the plan that could not be read.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Its path, as in [`File::path`].
    pub path: String,
    /// Why, as it ends the sentence "… was not read: …".
    pub why: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// The files of a plan at one moment.
///
/// Two snapshots that are compared share one list of files, so that a [`FileId`] means the same to both, and so does each place in
/// their plans: what both have stands there once.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Which moment it shows: `worktree`, `index`, or the hash of a commit; empty where the files never were on disk.
    pub moment: String,
    /// The plan's folder from the root of the repository: empty, or ending in `/`.
    pub prefix: String,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// The repository's CODEOWNERS file.
    pub codeowners: Option<FileId>,
    /// Every file at hand, by path.
    at_hand: Arc<Vec<File>>,
    /// Those that it has itself, in the same order.
    own: Vec<FileId>,
}

impl Snapshot {
    /// The snapshot of some files, in whatever order.
    #[must_use]
    pub fn new(moment: String, prefix: String, files: Vec<File>, unread: Vec<Unread>) -> Self {
        let mut snapshot = Self { moment, prefix, unread, ..Self::default() };
        snapshot.unread.sort_by(|one, other| one.path.cmp(&other.path));
        snapshot.fill(files);
        snapshot
    }

    /// Puts files into it, which has none.
    fn fill(&mut self, mut files: Vec<File>) {
        files.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
        let own = (0..files.len()).map(FileId::at).collect();
        self.take_part_in(Arc::new(files), own);
    }

    /// Makes `own` of the files `at_hand` its own.
    fn take_part_in(&mut self, at_hand: Arc<Vec<File>>, own: Vec<FileId>) {
        (self.at_hand, self.own) = (at_hand, own);
        self.codeowners = CODEOWNERS.into_iter().find_map(|path| self.find(path));
    }

    /// Takes its files out of it; it shares them with no other.
    fn take_files(&mut self) -> Vec<File> {
        self.own.clear();
        std::mem::take(Arc::make_mut(&mut self.at_hand))
    }

    /// The files, by path.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.own.iter().map(|id| self.file(*id))
    }

    /// Their positions, by path.
    #[must_use]
    pub fn ids(&self) -> &[FileId] {
        &self.own
    }

    /// One file, of this snapshot or of that which it is compared with.
    #[must_use]
    #[cfg_attr(
        not(test),
        expect(clippy::indexing_slicing, reason = "only a file that is there has an id")
    )]
    pub fn file(&self, id: FileId) -> &File {
        &self.at_hand[id.index()]
    }

    /// The file at `path`, from the root of the repository.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<FileId> {
        let at = self.own.binary_search_by(|id| self.file(*id).path.as_str().cmp(path)).ok()?;
        self.own.get(at).copied()
    }

    /// Whether `file` is there in `other` as well, the same to the byte.
    #[must_use]
    pub fn shares(&self, file: FileId, other: &Self) -> bool {
        let has = |snapshot: &Self| snapshot.own.binary_search(&file).is_ok();
        Arc::ptr_eq(&self.at_hand, &other.at_hand) && has(self) && has(other)
    }

    /// The path of a file within the plan.
    #[must_use]
    pub fn within_plan<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(&self.prefix).unwrap_or(path)
    }

    /// The text of a file, up to the first byte that is not UTF-8.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        let bytes = &self.file(file).bytes;
        std::str::from_utf8(bytes)
            .unwrap_or_else(|_| bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid()))
    }

    /// The path of a file, as it is shown.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        &self.file(file).path
    }

    /// Puts `bytes` in the place of what a file holds; gives what it held.
    pub fn replace(&mut self, file: FileId, bytes: Vec<u8>) -> Vec<u8> {
        let Some(file) = Arc::make_mut(&mut self.at_hand).get_mut(file.index()) else {
            return Vec::new();
        };
        file.blob = None;
        std::mem::replace(&mut file.bytes, bytes)
    }

    /// Puts `bytes` in the place of what the file at `path` holds; adds the file where there is none.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(file) = self.find(path) {
            self.replace(file, bytes);
            return;
        }
        let mut files = self.take_files();
        files.push(File::new(path.to_owned(), bytes));
        self.fill(files);
    }
}
