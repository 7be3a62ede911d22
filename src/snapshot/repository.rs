//! The Git repository around a plan: its root, and what it ignores.

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Repository};

use crate::snapshot::shown_path::shown_path;

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
    ///
    /// # Errors
    ///
    /// Why Git cannot read the repository that is there, with a way out.
    pub(super) fn discover(plan: &Path) -> Result<Option<Self>, String> {
        let repository = match Repository::discover(plan) {
            Ok(repository) => repository,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(plan, &error)),
        };
        let root = repository.workdir().and_then(|root| root.canonicalize().ok());
        let Some(root) = root.filter(|root| plan.starts_with(root)) else { return Ok(None) };
        let index = repository.index().ok();
        Ok(Some(Self { repository, index, root }))
    }

    /// The repository itself.
    pub(super) fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The folder `plan` from the root: empty, or ending in `/`.
    pub(super) fn prefix(&self, plan: &Path) -> String {
        let prefix = shown_path(plan.strip_prefix(&self.root).unwrap_or(plan));
        if prefix.is_empty() { prefix } else { prefix + "/" }
    }

    /// Whether Git ignores `path` (from the root): what is tracked is not ignored, whatever the patterns say.
    pub(super) fn ignores(&self, path: &Path) -> bool {
        let tracked = self.index.as_ref().is_some_and(|index| index.get_path(path, 0).is_some());
        !tracked && self.repository.is_path_ignored(path).unwrap_or(false)
    }
}

fn unreadable(plan: &Path, error: &git2::Error) -> String {
    if error.code() == ErrorCode::Owner {
        let trust = format!("git config --global --add safe.directory {}", plan.display());
        return format!("it belongs to another user; if you trust it, run `{trust}`");
    }
    error.message().to_owned()
}
