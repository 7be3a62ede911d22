//! A report held against the same plan at its base.

use std::mem::ManuallyDrop;

use crate::check::{Report, check};
use crate::cli::history;
use crate::cli::opened::Opened;
use crate::config::Rulebook;
use crate::plan;
use crate::rules::Past;
use crate::snapshot::{Changed, Unread};

/// Tells what is new in `report` from what the base has as well, judged by the same rules on the same day. Where there is no plan in
/// the base, everything is new. `has_log` tells whether the rules that read the history ran.
pub(super) fn compare(
    report: &mut Report<'_>,
    changed: &Changed,
    opened: &Opened,
    rulebook: &Rulebook,
    has_log: bool,
) -> Result<(), Unread> {
    // As in `check`, what was loaded is not freed: the process is about to end.
    let snapshot = ManuallyDrop::new(changed.whole(&opened.snapshot));
    let plan = ManuallyDrop::new(plan::load(&snapshot));
    let log = if has_log { history::log_at(opened, opened.base, &plan)? } else { None };
    let past = Past { log: log.as_ref(), ..Past::default() };
    let mut before = check(&plan, rulebook, opened.today, past);
    opened.narrow(&mut before);
    report.compare(&before);
    Ok(())
}
