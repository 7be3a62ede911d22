//! The Git repository around a plan: its root, and what it ignores.

use std::path::{Path, PathBuf};

use git2::Repository;

/// Where GitHub looks for CODEOWNERS, first to last.
pub(super) const CODEOWNERS: [&str; 3] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/// The repository whose working tree a plan lies in.
pub(super) struct Around {
    repository: Repository,
    index: Option<git2::Index>,
    /// The root of the working tree, links resolved.
    pub(super) root: PathBuf,
}

impl Around {
    /// The repository around `plan`; `None` outside of one, or where it says that its working tree is elsewhere.
    pub(super) fn discover(plan: &Path) -> Option<Self> {
        let repository = Repository::discover(plan).ok()?;
        let root = repository.workdir()?.canonicalize().ok()?;
        let index = repository.index().ok();
        plan.starts_with(&root).then_some(Self { repository, index, root })
    }

    /// Whether Git ignores `path` (from the root): what is tracked is not ignored, whatever the patterns say.
    pub(super) fn ignores(&self, path: &Path) -> bool {
        let tracked = self.index.as_ref().is_some_and(|index| index.get_path(path, 0).is_some());
        !tracked && self.repository.is_path_ignored(path).unwrap_or(false)
    }
}
