//! `goalpact hook`: the Git hook that checks each commit.

mod install;
mod run;

use crate::cli::args::HookCommand;
use crate::cli::failure::Failure;
use crate::cli::limits;
use crate::cli::verdict::Verdict;
use crate::snapshot::Repository;
use crate::text::{cut, tick};

/// What the hook runs, also when it is called by another hook.
const COMMAND: &str = "goalpact hook run";

pub(super) fn run(command: HookCommand) -> Result<Verdict, Failure> {
    match command {
        HookCommand::Install => install::install(),
        HookCommand::Uninstall => install::uninstall(),
        HookCommand::Run => run::run(),
    }
}

/// The repository around the current folder.
fn repository() -> Result<Repository, Failure> {
    let here = std::env::current_dir()
        .and_then(|here| here.canonicalize())
        .map_err(|error| Failure::io("the current folder", &error))?;
    Repository::around(&here, limits::asked()?).map_err(Failure::unread)?.ok_or_else(|| {
        Failure::new("this is no Git repository, so no commits are made here")
            .help("run it within the repository, or begin one: `git init`")
    })
}

/// The folder of a plan, as it is named in a sentence.
fn named(prefix: &str) -> String {
    let folder = if prefix.is_empty() { "." } else { prefix.trim_end_matches('/') };
    tick(cut(folder))
}
