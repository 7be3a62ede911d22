//! A report held against the same plan at its base.

use std::collections::HashSet;

use crate::check::{Report, check};
use crate::cli::history;
use crate::cli::opened::Opened;
use crate::config::Rulebook;
use crate::plan::Plan;
use crate::rules::{self, Past};
use crate::snapshot::Unread;

/// How much is asked of the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// Which findings are new: only rules that have found something need be heard.
    New,
    /// And how many of the base's findings are mended: every rule is heard.
    NewAndMended,
}

/// Tells what is new in `report` from what the plan `before` has as well, judged by the same rules on the same day. Where there is no
/// plan in the base, everything is new. `has_log` tells whether the rules that read the history ran.
pub(super) fn compare(
    report: &mut Report<'_>,
    before: &Plan<'_>,
    asked: Asked,
    opened: &Opened,
    rulebook: &Rulebook,
    has_log: bool,
) -> Result<(), Unread> {
    let rulebook = match asked {
        Asked::New => &rulebook.narrowed(&spoke(report)),
        Asked::NewAndMended => rulebook,
    };
    let log = if has_log && history::is_asked(rulebook) {
        history::log_at(opened, opened.base, before)?
    } else {
        None
    };
    let past = Past { log: log.as_ref(), ..Past::default() };
    let mut known = check(before, rulebook, opened.today, past);
    opened.narrow(&mut known);
    let mended = report.compare(&known);
    report.mended = (asked == Asked::NewAndMended).then_some(mended);
    Ok(())
}

/// The rules that have found something. Those about allows need all others, to know what is silenced.
fn spoke(report: &Report<'_>) -> HashSet<&'static str> {
    let spoke: HashSet<&'static str> =
        report.findings.iter().map(|reported| reported.finding.rule).collect();
    let is_about_allows = rules::all()
        .any(|(family, rule)| rules::is_about_allows(family) && spoke.contains(rule.name));
    if is_about_allows { rules::all().map(|(_, rule)| rule.name).collect() } else { spoke }
}
