//! The history that some rules read: only where one of them is asked for, and where there is one.

use git2::Oid;

use crate::cli::opened::Opened;
use crate::cli::output::remark;
use crate::config::Rulebook;
use crate::log::{self, Log};
use crate::model::Status;
use crate::plan::Plan;
use crate::rules;
use crate::snapshot::Unread;

/// What became of the committed goals of `plan`; `None` where no rule asks for it, or where there is no repository, which is said.
pub(super) fn log(
    opened: &Opened,
    plan: &Plan<'_>,
    rulebook: &Rulebook,
    quiet: bool,
) -> Result<Option<Log>, Unread> {
    if !is_asked(rulebook) {
        return Ok(None);
    }
    let say = |text: &str| {
        if !quiet {
            remark(text);
        }
    };
    let Some(repository) = &opened.repository else {
        // Where nothing is committed to, nothing is missed; where something was not read, that is said.
        let is_missed = plan.goals.iter().any(|goal| goal.is(Status::Committed));
        if is_missed && plan.unread.is_empty() {
            say("this is no Git repository, so the rules that read the history were not run");
        }
        return Ok(None);
    };
    let head = match opened.commit {
        Some(commit) => Some(commit),
        None => repository.head()?,
    };
    let log = log::needed(repository, head, plan)?;
    if log.is_shallow {
        say(
            "this clone is shallow, so the rules that read the history saw only what is here; `git fetch --unshallow` \
             fetches the rest",
        );
    }
    Ok(Some(log))
}

/// Whether some rule that reads the history runs.
pub(super) fn is_asked(rulebook: &Rulebook) -> bool {
    rules::all().any(|(_, rule)| rule.needs_log() && rulebook.severity(rule).is_some())
}

/// The same of the base, for a report that is held against it.
pub(super) fn log_at(
    opened: &Opened,
    base: Option<Oid>,
    plan: &Plan<'_>,
) -> Result<Option<Log>, Unread> {
    opened.repository.as_ref().map(|repository| log::needed(repository, base, plan)).transpose()
}
