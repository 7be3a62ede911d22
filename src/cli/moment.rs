//! Which moment of a plan is meant: the files on disk, what is staged, or a commit; and what it is compared with.

use git2::Oid;

use crate::cli::failure::Failure;
use crate::cli::opened::no_repository;
use crate::snapshot::{At, Repository, Unread};

/// Which moment of the plan, and compared with which.
#[derive(Debug, Default, clap::Args)]
pub(super) struct MomentArgs {
    /// Check what is staged, compared with the last commit
    #[arg(long)]
    pub(super) staged: bool,
    /// Check the plan as a commit has it
    #[arg(long, value_name = "REV", conflicts_with = "staged")]
    pub(super) rev: Option<String>,
    /// Compare with the newest commit that this revision and the plan have in common
    #[arg(long, value_name = "REV")]
    pub(super) base: Option<String>,
    /// Show only the findings that the base does not have
    #[arg(long)]
    pub(super) new_only: bool,
}

impl MomentArgs {
    /// Whether the files on disk are meant.
    pub(super) fn is_on_disk(&self) -> bool {
        !self.staged && self.rev.is_none()
    }

    /// Whether a commit is meant to be compared with.
    pub(super) fn is_compared(&self) -> bool {
        self.base.is_some() || self.staged
    }

    /// What Git keeps that is meant, where it is not the files on disk.
    pub(super) fn at(&self, repository: &Repository) -> Result<At, Failure> {
        match &self.rev {
            Some(name) => repository.commit(name).map(At::Commit).map_err(Failure::unread),
            None => Ok(At::Index),
        }
    }

    /// The last commit of what is meant; what lies on disk or is staged goes beyond it. `None` where nothing is committed yet.
    pub(super) fn head(&self, repository: &Repository) -> Result<Option<Oid>, Unread> {
        match &self.rev {
            Some(name) => repository.commit(name).map(Some),
            None => repository.head(),
        }
    }

    /// The commit to compare with, where one is meant.
    pub(super) fn base(&self, repository: Option<&Repository>) -> Result<Option<Oid>, Failure> {
        if !self.is_compared() {
            let is_lone = self.new_only;
            let failure = || {
                Failure::new("`--new-only` compares with a base, and none is named")
                    .help("add `--staged`, or `--base REV`, such as `--base origin/main`")
            };
            return if is_lone { Err(failure()) } else { Ok(None) };
        }
        let repository = repository.ok_or_else(no_repository)?;
        let find = || match (&self.base, self.head(repository)?) {
            (None, head) => Ok(head),
            (Some(name), None) => repository.commit(name).map(Some),
            (Some(name), Some(head)) => {
                let base = repository.commit(name)?;
                repository.merge_base((name, base), head).map(Some)
            }
        };
        find().map_err(Failure::unread)
    }
}
