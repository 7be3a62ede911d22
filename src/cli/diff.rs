//! `goalpact diff`: what moved between two moments of a plan.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::args::PlanArgs;
use crate::cli::failure::Failure;
use crate::cli::moment::MomentArgs;
use crate::cli::opened::{no_repository, open_at};
use crate::cli::output::{ColorChoice, print, view};
use crate::cli::verdict::Verdict;
use crate::diff::diff;
use crate::{plan, render};

/// Two moments of a plan.
#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// The earlier commit [default: the last commit]
    #[arg(value_name = "BASE")]
    base: Option<String>,
    /// The later commit [default: the files on disk]
    #[arg(value_name = "HEAD")]
    head: Option<String>,
    /// The plan, or a path in it [default: the plan here or above]
    #[arg(long, value_name = "PATH")]
    plan: Option<PathBuf>,
    /// Take what is staged as the later moment
    #[arg(long, conflicts_with = "head")]
    staged: bool,
    /// How to show what moved
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: DiffFormat,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

/// How what moved is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    /// Words, loosened first
    Human,
    /// JSON
    Json,
    /// Markdown
    Markdown,
}

pub(super) fn run(args: &DiffArgs) -> Result<Verdict, Failure> {
    let plan_args = PlanArgs::of(args.plan.clone());
    let moment =
        MomentArgs { staged: args.staged, rev: args.head.clone(), ..MomentArgs::default() };
    let mut opened = open_at(&plan_args, &moment)?;
    let repository = opened.repository.as_ref().ok_or_else(no_repository)?;
    let name = args.base.as_deref().unwrap_or("HEAD");
    opened.base = Some(repository.commit(name).map_err(Failure::unread)?);
    let base = opened.read_base()?.unwrap_or_default();
    let after = plan::load(&opened.snapshot);
    let before = plan::load_beside(&base, &after);
    let diff = diff(&before, &after);
    opened.watchdog.let_go();
    print(&match args.format {
        DiffFormat::Human => render::changes(&diff, &view(args.color)),
        DiffFormat::Markdown => render::changes_markdown(&diff),
        DiffFormat::Json => render::changes_json(&diff, &base.moment, &opened.snapshot.moment),
    })?;
    match opened.snapshot.unread.first() {
        None => Ok(Verdict::Passed),
        Some(unread) => Err(Failure::unread(unread.clone())),
    }
}
