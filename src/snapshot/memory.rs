//! Files that never were on disk: tests, pages, unsaved editors.

use crate::snapshot::{File, Snapshot};
use crate::text::FileId;

/// A snapshot of paths and what is in them.
#[must_use]
pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Snapshot {
    let mut files: Vec<File> =
        texts.into_iter().map(|(path, bytes)| File::new(path.into(), bytes.into())).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let codeowners =
        files.iter().position(|file| super::repository::CODEOWNERS.contains(&file.path.as_str()));
    let codeowners = codeowners.and_then(|at| u32::try_from(at).ok()).map(FileId);
    Snapshot { files, codeowners, ..Snapshot::default() }
}
