//! The files of a plan as they were at one moment.
//!
//! Knows which paths belong to a plan and nothing of what the files say.

mod changed;
mod discover;
mod history;
mod hooks;
mod index;
mod layout;
mod limits;
mod memory;
mod next_commit;
mod objects;
mod range;
mod repository;
mod revision;
mod shown_path;
mod signature;
mod staged;
mod touched;
mod trailers;
mod tree;
mod uncommitted;
mod within;
mod worktree;

pub use changed::Changed;
pub use discover::{CONFIG, NoPlan, find_root};
pub use history::History;
pub use layout::{Layout, layout};
pub use memory::from_texts;
pub use next_commit::{LeftBehind, NextCommit, TouchedPlan};
pub use repository::Repository;
pub use revision::{Commit, Parent, Revision};
pub use signature::Signature;
pub use touched::{Touched, Watch};
pub use trailers::signers;
pub use within::At;
pub use worktree::read;

use std::path::PathBuf;

use crate::text::{FileId, Place};

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
}

impl File {
    /// An ordinary file that does not lie on disk.
    pub(crate) fn new(path: String, bytes: Vec<u8>) -> Self {
        Self { path, has_utf8_name: true, is_unmerged: false, bytes, on_disk: None }
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
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Which moment it shows: `worktree`, `index`, or the hash of a commit; empty where the files never were on disk.
    pub moment: String,
    /// The plan's folder from the root of the repository: empty, or ending in `/`.
    pub prefix: String,
    /// All files, by path.
    pub files: Vec<File>,
    /// The files of the base that differ or are gone; their positions go on from those of `files`, so that a finding can stand where
    /// something is no more.
    pub gone: Vec<File>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// The repository's CODEOWNERS file, by its position in `files`.
    pub codeowners: Option<FileId>,
}

impl Snapshot {
    /// The path of a file within the plan.
    #[must_use]
    pub fn within_plan<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(&self.prefix).unwrap_or(path)
    }

    /// The text of a file, up to the first byte that is not UTF-8.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        let bytes = self.file(file).map_or(&[][..], |file| &file.bytes);
        std::str::from_utf8(bytes)
            .unwrap_or_else(|_| bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid()))
    }

    /// Puts `bytes` in the place of what the file at `path` holds; adds the file where there is none.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        match self.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
            Ok(index) => self.files[index].bytes = bytes,
            Err(index) => {
                self.files.insert(index, File::new(path.to_owned(), bytes));
                let moved = |id: FileId| if id.index() >= index { FileId(id.0 + 1) } else { id };
                self.codeowners = self.codeowners.map(moved);
            }
        }
    }

    /// The path of a file, as it is shown.
    #[must_use]
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// Where a place of the base stands among [`Snapshot::gone`].
    #[must_use]
    pub fn gone_place(&self, at: Place) -> Place {
        let before = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        Place { file: FileId(at.file.0.saturating_add(before)), ..at }
    }

    fn file(&self, id: FileId) -> Option<&File> {
        let gone = id.index().checked_sub(self.files.len());
        self.files.get(id.index()).or_else(|| self.gone.get(gone?))
    }
}
