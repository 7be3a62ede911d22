//! How a check ends.

use crate::check::Report;
use crate::cli::args::FailOn;
use crate::cli::failure::Failure;
use crate::kind::Kind;
use crate::level::Severity;
use crate::plan::Plan;
use crate::text::plural;

/// How a command ended where nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Everything asked for was judged, and nothing is loud enough to fail: exit code 0.
    Passed,
    /// There are findings at or above the level, or `--diff` shows something: exit code 1.
    Found,
}

/// The verdict on a plan, or what kept it from being judged whole.
pub(super) fn verdict(
    plan: &Plan<'_>,
    report: &Report<'_>,
    fail_on: FailOn,
) -> Result<Verdict, Failure> {
    demand_whole(plan)?;
    let threshold = match fail_on {
        FailOn::Error => Severity::Error,
        FailOn::Warning => Severity::Warning,
        FailOn::Note => Severity::Note,
        FailOn::Never => return Ok(Verdict::Passed),
    };
    let fails = report.findings.iter().any(|reported| reported.severity >= threshold);
    Ok(if fails { Verdict::Found } else { Verdict::Passed })
}

/// Fails where a file of the plan was not read, or there is no goal in it.
pub(super) fn demand_whole(plan: &Plan<'_>) -> Result<(), Failure> {
    if let [first, others @ ..] = plan.unread.as_slice() {
        let mut failure = Failure::unread((*first).clone());
        for unread in others.iter().take(9) {
            failure = failure.and(format!("`{}` was not read: {}", unread.path, unread.why));
        }
        if others.len() > 9 {
            failure = failure.and(format!("nor were {}", plural(others.len() - 9, "more file")));
        }
        return Err(failure);
    }
    if plan.count(Kind::Goal) == 0 {
        return Err(Failure::new("the plan has no goal, so there is nothing to check")
            .help("write the first one with `goalpact new goal <id>`"));
    }
    Ok(())
}
