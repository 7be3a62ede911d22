//! A report held against the same plan at its base.

use crate::check::{Report, check};
use crate::cli::history;
use crate::cli::opened::Opened;
use crate::config::Rulebook;
use crate::plan::Plan;
use crate::rules::Past;
use crate::snapshot::Unread;

/// Tells what is new in `report` from what the plan `before` has as well, judged by the same rules on the same day. Where there is no
/// plan in the base, everything is new. `has_log` tells whether the rules that read the history ran.
pub(super) fn compare(
    report: &mut Report<'_>,
    before: &Plan<'_>,
    opened: &Opened,
    rulebook: &Rulebook,
    has_log: bool,
) -> Result<(), Unread> {
    let log = if has_log { history::log_at(opened, opened.base, before)? } else { None };
    let past = Past { log: log.as_ref(), ..Past::default() };
    let mut known = check(before, rulebook, opened.today, past);
    opened.narrow(&mut known);
    report.compare(&known);
    Ok(())
}
