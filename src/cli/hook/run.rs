//! `goalpact hook run`: what the next commit does to the plans of the repository.
//!
//! A plan that the commit leaves alone cannot have a finding that the last commit does not have, so it is not read.

use std::path::PathBuf;

use git2::Oid;

use crate::cli::args::{CheckArgs, FailOn, PlanArgs};
use crate::cli::check::judge;
use crate::cli::config_from::ConfigFrom;
use crate::cli::failure::Failure;
use crate::cli::hook::{named, repository};
use crate::cli::limits;
use crate::cli::moment::MomentArgs;
use crate::cli::opened::{Opened, open_staged};
use crate::cli::output::{self, ColorChoice, say};
use crate::cli::profile::Profile;
use crate::cli::verdict::Verdict;
use crate::cli::watchdog::Watchdog;
use crate::finding::Help;
use crate::snapshot::{LeftBehind, Repository, TouchedPlan};
use crate::text::{cut, plural};

/// Set by pre-commit where it is run for a range of commits.
const RANGE_BEGIN: &str = "PRE_COMMIT_FROM_REF";

pub(super) fn run() -> Result<Verdict, Failure> {
    // Git tells each of its hooks which index is being committed; a shell or a CI job has no such thing.
    let is_commit = std::env::var_os("GIT_INDEX_FILE").is_some();
    match judge_all(is_commit) {
        Ok(Verdict::Found) if is_commit => {
            output::remark(
                "nothing was committed; `git commit --no-verify` commits without this check",
            );
            Ok(Verdict::Found)
        }
        Err(failure) if is_commit => {
            let skip = "commit without this check: `git commit --no-verify`";
            let help = match &failure.help {
                Some(Help { sentence, lines }) => {
                    let or = [format!("or {skip}").into()];
                    Help { sentence: sentence.clone(), lines: [lines.as_slice(), &or].concat() }
                }
                None => skip.into(),
            };
            Err(failure.help(help))
        }
        ended => ended,
    }
}

/// Judges every plan that the next commit changes. Where nothing is staged and no commit is being made, as in CI, it is every plan: what
/// it has that the range of commits that pre-commit was called for has brought, else everything in it.
fn judge_all(is_commit: bool) -> Result<Verdict, Failure> {
    let watchdog = Watchdog::start(&limits::asked()?);
    let repository = repository()?;
    let head = repository.head().map_err(Failure::unread)?;
    let mut next = repository.next_commit(head).map_err(Failure::unread)?;
    let is_whole = next.is_empty && !is_commit;
    let since = if is_whole { range_begin(&repository)? } else { None };
    let profile = if is_whole && since.is_none() { None } else { Some(Profile::Commit) };
    if is_whole {
        let whole = |plan: String| TouchedPlan { before: plan.clone(), prefix: plan };
        next.touched = next.plans.drain(..).map(whole).collect();
    }
    if is_whole && next.touched.is_empty() {
        return Err(Failure::new("no plan is under Git here, so there is nothing to check")
            .help("`goalpact init` writes a small plan to begin with"));
    }
    drop(watchdog);
    let mut failures: Vec<Failure> = next.left_behind.iter().map(left_behind).collect();
    let mut is_found = false;
    for plan in &next.touched {
        if next.touched.len() > 1 {
            say(format!("plan {}", named(&plan.prefix)))?;
        }
        match judge_one(plan, profile, since) {
            Ok(verdict) => is_found |= verdict == Verdict::Found,
            Err(failure) => failures.push(failure),
        }
    }
    match failures.pop() {
        Some(last) => {
            failures.iter().for_each(output::error);
            Err(last)
        }
        None if is_found => Ok(Verdict::Found),
        None => Ok(Verdict::Passed),
    }
}

/// Where the range begins that `pre-commit run --from-ref … --to-ref …` was called for: it leaves the end checked out.
fn range_begin(repository: &Repository) -> Result<Option<Oid>, Failure> {
    let Some(name) = std::env::var_os(RANGE_BEGIN) else { return Ok(None) };
    let name = name.to_string_lossy();
    let find = || {
        let begin = repository.commit(&name)?;
        let head = repository.head()?;
        head.map(|head| repository.merge_base((&name, begin), head)).transpose()
    };
    find().map_err(Failure::unread)
}

/// Judges one plan as it is staged, compared with the commit `since`, else with the last one.
fn judge_one(
    plan: &TouchedPlan,
    profile: Option<Profile>,
    since: Option<Oid>,
) -> Result<Verdict, Failure> {
    let args = CheckArgs {
        plan: PlanArgs::default(),
        moment: MomentArgs::default(),
        config_from: ConfigFrom::Head,
        approvals: None,
        profile,
        format: None,
        report: Vec::<(_, PathBuf)>::new(),
        fail_on: FailOn::Error,
        quiet: false,
        stdin_filename: None,
        color: ColorChoice::Auto,
    };
    let opened = open_staged(repository()?, &plan.prefix, &plan.before)?;
    judge(Opened { base: since, ..opened }, &args)
}

/// What is said of files that belonged to a plan and belong to none any more: nobody would ever check them again.
fn left_behind(plan: &LeftBehind) -> Failure {
    let first = plan.files.first().map_or("", String::as_str);
    let others = match plan.files.len() {
        0 | 1 => String::new(),
        count => format!(" and {}", plural(count - 1, "more file")),
    };
    let message = format!(
        "the plan {} loses its goalpact.toml, and leaves `{}`{others} to no plan",
        named(&plan.prefix),
        cut(first)
    );
    Failure::new(message)
        .help("keep goalpact.toml, which may be empty, or take the files away as well")
}
