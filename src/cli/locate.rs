//! Where the plan is that a path belongs to, or why there is none.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::finding::Help;
use crate::snapshot::{self, At, NoPlan, Repository};

/// The folder of the plan that `path` belongs to.
pub(super) fn find(path: &Path) -> Result<PathBuf, Failure> {
    snapshot::find_root(path).map_err(no_plan_here)
}

/// The folder of the plan that `place` (links resolved) belongs to in the index or a commit, from the root of the repository.
pub(super) fn find_in(repository: &Repository, at: At, place: &Path) -> Result<String, Failure> {
    let folder = place.parent().filter(|_| place.is_file()).unwrap_or(place);
    repository.demand_name(folder).map_err(Failure::unread)?;
    let inside = repository.inside(place).unwrap_or_default();
    repository.find_plan(at, &inside).map_err(Failure::unread)?.map_err(no_plan_here)
}

fn no_plan_here(no_plan: NoPlan) -> Failure {
    let failure = Failure::new(no_plan.to_string());
    match no_plan {
        NoPlan::Missing(_) => failure,
        NoPlan::Above { below, .. } if below.is_empty() => {
            failure.help("`goalpact init` writes a small plan to begin with")
        }
        NoPlan::Above { below, .. } => {
            let plans = below.iter().map(|plan| format!("goalpact check {}", plan.display()));
            failure.help(Help::with("there are plans below; check one of them:", plans))
        }
    }
}
