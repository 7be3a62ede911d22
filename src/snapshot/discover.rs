//! Where a plan is: the nearest goalpact.toml at or above a path.

use std::fmt;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// The name of the file that makes a folder a plan.
pub const CONFIG: &str = "goalpact.toml";

/// How far below a place plans are looked for, to be named in an error.
pub(super) const DEPTH: usize = 4;

/// How many of them are named.
pub(super) const MOST_NAMED: usize = 10;

/// No plan at or above a place.
#[derive(Debug)]
pub enum NoPlan {
    /// The place itself does not exist.
    Missing(PathBuf),
    /// None above it; those below, if any.
    Above {
        /// The place.
        place: PathBuf,
        /// The plans below it, at most ten.
        below: Vec<PathBuf>,
    },
}

impl fmt::Display for NoPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "`{}` does not exist", path.display()),
            Self::Above { place, .. } => {
                write!(f, "no plan here: no {CONFIG} in `{}` or above it", place.display())
            }
        }
    }
}

/// The folder of the plan that `path` belongs to, links resolved.
///
/// # Errors
///
/// Where `path` does not exist, or no goalpact.toml lies in it or above it.
pub fn find_root(path: &Path) -> Result<PathBuf, NoPlan> {
    let place = path.canonicalize().map_err(|_| NoPlan::Missing(path.to_owned()))?;
    let folder = if place.is_dir() { place.as_path() } else { place.parent().unwrap_or(&place) };
    if let Some(root) = folder.ancestors().find(|folder| folder.join(CONFIG).is_file()) {
        return Ok(root.to_owned());
    }
    let below = WalkDir::new(folder)
        .max_depth(DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
        })
        .filter_map(Result::ok)
        .filter(|entry| entry.depth() > 1 && entry.file_name() == CONFIG)
        .filter_map(|entry| Some(path.join(entry.path().parent()?.strip_prefix(folder).ok()?)))
        .take(MOST_NAMED)
        .collect();
    Err(NoPlan::Above { place: path.to_owned(), below })
}
