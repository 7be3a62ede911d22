//! The files of a plan as they were at one moment.
//!
//! Knows which paths belong to a plan and nothing of what the files say.

mod discover;
mod layout;
mod memory;
mod repository;
mod worktree;

pub use discover::{CONFIG, NoPlan, find_root};
pub use layout::{Layout, layout};
pub use memory::from_texts;
pub use worktree::read;

use std::path::PathBuf;

/// One file.
#[derive(Debug)]
pub struct File {
    /// Its path from the root of the repository (of the plan, outside a repository), with `/`.
    pub path: String,
    /// Whether `path` is its very name, or only shows one that is not UTF-8.
    pub has_utf8_name: bool,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Where it lies on disk, where it does.
    pub on_disk: Option<PathBuf>,
}

/// A file of the plan that could not be read.
#[derive(Debug)]
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
    /// The plan's folder from the root of the repository: empty, or ending in `/`.
    pub prefix: String,
    /// All files, by path.
    pub files: Vec<File>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// The repository's CODEOWNERS file, by its position in `files`.
    pub codeowners: Option<crate::text::FileId>,
}

impl Snapshot {
    /// The path of a file within the plan.
    #[must_use]
    pub fn within_plan<'a>(&self, path: &'a str) -> &'a str {
        path.strip_prefix(&self.prefix).unwrap_or(path)
    }

    /// The text of a file, up to the first byte that is not UTF-8.
    #[must_use]
    pub fn text(&self, file: crate::text::FileId) -> &str {
        let bytes = self.files.get(file.index()).map_or(&[][..], |file| &file.bytes);
        bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
    }

    /// The path of a file, as it is shown.
    #[must_use]
    pub fn path(&self, file: crate::text::FileId) -> &str {
        self.files.get(file.index()).map_or("", |file| &file.path)
    }
}
