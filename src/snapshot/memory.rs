//! Files that never were on disk: tests, pages, unsaved editors.

use crate::snapshot::{File, Snapshot};

/// A snapshot of paths and what is in them.
#[must_use]
pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Snapshot {
    let files = texts.into_iter().map(|(path, bytes)| File::new(path.into(), bytes.into()));
    Snapshot::new(String::new(), String::new(), files.collect(), Vec::new())
}
