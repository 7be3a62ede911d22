//! `goalpact log`: what became of a goal, commit by commit.

use std::path::PathBuf;

use clap::ValueEnum;
use git2::Oid;

use crate::cli::args::PlanArgs;
use crate::cli::failure::Failure;
use crate::cli::moment::MomentArgs;
use crate::cli::opened::{no_repository, open_at};
use crate::cli::output::{ColorChoice, print, remark, view};
use crate::cli::verdict::Verdict;
use crate::kind::{EntryName, Kind};
use crate::log::{self, Extent, Log, Settled};
use crate::plan::{self, Plan};
use crate::render;
use crate::snapshot::{History, Repository, Unread, Watch};
use crate::text::nearest;

/// A goal and where its history begins.
#[derive(Debug, clap::Args)]
pub(super) struct LogArgs {
    /// The id of the goal; also of one that is gone
    #[arg(value_name = "GOAL")]
    goal: String,
    /// The plan, or a path in it [default: the plan here or above]
    #[arg(long, value_name = "PATH")]
    plan: Option<PathBuf>,
    /// The commit to go back from
    #[arg(long, value_name = "REV", default_value = "HEAD")]
    rev: String,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: LogFormat,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

/// How a history is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LogFormat {
    /// Words, oldest first
    Human,
    /// JSON
    Json,
}

pub(super) fn run(args: &LogArgs) -> Result<Verdict, Failure> {
    let moment = MomentArgs { rev: Some(args.rev.clone()), ..MomentArgs::default() };
    let opened = open_at(&PlanArgs::of(args.plan.clone()), &moment)?;
    // A long life takes long to tell.
    opened.watchdog.let_go();
    let repository = opened.repository.as_ref().ok_or_else(no_repository)?;
    let head = repository.commit(&args.rev).map_err(Failure::unread)?;
    let plan = plan::load(&opened.snapshot);
    let name = EntryName { kind: Kind::Goal, id: args.goal.clone() };
    let watch = Watch::from_iter([name.clone()]);
    let log = read(repository, head, &plan, watch, &Extent::Whole).map_err(Failure::unread)?;
    if log.life(&name).is_empty() {
        return Err(unknown(repository, head, &plan, &args.goal).map_err(Failure::unread)?);
    }
    print(&match args.format {
        LogFormat::Human => render::log(&log, &name, &view(args.color)),
        LogFormat::Json => render::log_json(&log, &name, &head.to_string()),
    })?;
    if log.is_shallow {
        remark(
            "this clone is shallow, so older commits are not known; `git fetch --unshallow` fetches them",
        );
    }
    Ok(Verdict::Passed)
}

fn read(
    repository: &Repository,
    head: Oid,
    plan: &Plan<'_>,
    watch: Watch,
    extent: &Extent<'_>,
) -> Result<Log, Unread> {
    let mut history = History::new(repository, head, &plan.snapshot.prefix, watch)?;
    log::read(repository, &mut history, log::settings(plan), extent)
}

/// What is said of a goal that never was, with the nearest of those that are or were.
fn unknown(
    repository: &Repository,
    head: Oid,
    plan: &Plan<'_>,
    goal: &str,
) -> Result<Failure, Unread> {
    let extent = Extent::Needed(Settled::default());
    let log = read(repository, head, plan, Watch::All(Kind::Goal), &extent)?;
    let failure = Failure::new(format!("no goal is or was called `{goal}`"));
    let known = log.names().map(|name| name.id.as_str());
    Ok(match nearest(goal, known) {
        Some(near) => failure.help(format!("perhaps `goalpact log {near}`")),
        None => failure.help("goals are named by their ids: the names of their files in goals/"),
    })
}
