//! Where the plan is that a path belongs to, or why there is none.

use std::path::{Path, PathBuf};

use crate::cli::failure::Failure;
use crate::snapshot::{self, NoPlan};

/// The folder of the plan that `path` belongs to.
pub(super) fn find(path: &Path) -> Result<PathBuf, Failure> {
    snapshot::find_root(path).map_err(|no_plan| {
        let failure = Failure::new(no_plan.to_string());
        match no_plan {
            NoPlan::Missing(_) => failure,
            NoPlan::Above { below, .. } if below.is_empty() => {
                failure.help("`goalpact init` writes a small plan to begin with")
            }
            NoPlan::Above { below, .. } => {
                let plans: Vec<String> =
                    below.iter().map(|plan| format!("goalpact check {}", plan.display())).collect();
                failure.help(format!(
                    "there are plans below; check one of them:\n{}",
                    plans.join("\n")
                ))
            }
        }
    })
}
