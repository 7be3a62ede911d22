//! How a report is looked at: from which folder, how wide, in colour or not.

use std::path::{Path, PathBuf};

use crate::text::Line;

/// How a report is looked at.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// The root that paths in the report start from, and the folder the reader stands in; paths are shown as they are
    /// where this is not known.
    pub from: Option<(PathBuf, PathBuf)>,
    /// Whether to use colours.
    pub color: bool,
    /// Whether the screen can show more than ASCII.
    pub unicode: bool,
    /// The width of the screen in columns.
    pub width: usize,
    /// The most findings that are shown; all where there is none.
    pub most: Option<usize>,
}

impl View {
    /// A path of the report as the reader would type it.
    #[must_use]
    pub fn path(&self, path: &str) -> Line {
        let Some((root, reader)) = &self.from else { return path.into() };
        let relative = pathdiff::diff_paths(root.join(path), reader)
            .unwrap_or_else(|| Path::new(path).to_owned());
        let relative = relative.to_string_lossy();
        if cfg!(windows) { relative.replace('\\', "/").into() } else { relative.into() }
    }
}
