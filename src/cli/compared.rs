//! A report held against the same plan at its base.

use std::mem::ManuallyDrop;

use crate::check::{Report, check};
use crate::cli::opened::Opened;
use crate::config::Rulebook;
use crate::plan;
use crate::rules::Past;
use crate::snapshot::Changed;

/// Tells what is new in `report` from what the base has as well, judged by the same rules on the same day. Where there is no plan in
/// the base, everything is new.
pub(super) fn compare(
    report: &mut Report<'_>,
    changed: &Changed,
    opened: &Opened,
    rulebook: &Rulebook,
) {
    // As in `check`, what was loaded is not freed: the process is about to end.
    let snapshot = ManuallyDrop::new(changed.whole(&opened.snapshot));
    let plan = ManuallyDrop::new(plan::load(&snapshot));
    let mut before = check(&plan, rulebook, opened.today, Past::default());
    opened.narrow(&mut before);
    report.compare(&before);
}
