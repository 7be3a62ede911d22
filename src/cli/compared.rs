//! A report held against the same plan at its base.

use std::mem::ManuallyDrop;

use crate::check::{Report, check};
use crate::cli::failure::Failure;
use crate::cli::opened::Opened;
use crate::config::Rulebook;
use crate::plan;
use crate::snapshot::At;

/// Tells what is new in `report` from what the base of `opened` has as well. Where there is no base, or no plan in it, everything is
/// new.
pub(super) fn compare(
    report: &mut Report<'_>,
    opened: &Opened,
    rulebook: &Rulebook,
) -> Result<(), Failure> {
    let (Some(repository), Some(base)) = (&opened.repository, opened.base) else { return Ok(()) };
    report.base = Some(base.to_string());
    let snapshot =
        repository.read(At::Commit(base), &opened.snapshot.prefix).map_err(Failure::unread)?;
    // As in `check`, what was loaded is not freed: the process is about to end.
    let snapshot = ManuallyDrop::new(snapshot);
    let plan = ManuallyDrop::new(plan::load(&snapshot));
    let mut before = check(&plan, rulebook, opened.today);
    opened.narrow(&mut before);
    report.compare(&before);
    Ok(())
}
