//! The command line: arguments in, exit codes out, and the only place that prints.

mod agreed;
mod args;
mod bug;
mod check;
mod clock;
mod codeowners;
mod compared;
mod completions;
mod config_from;
mod diff;
mod explain;
mod failure;
mod fix;
mod format;
mod history;
mod hook;
mod init;
mod leftovers;
mod limits;
mod locate;
mod log;
mod man;
mod moment;
mod new;
mod opened;
mod output;
mod profile;
mod rules;
mod schema;
mod threads;
mod verdict;
mod watchdog;
mod write;

use std::process::ExitCode;

pub use args::command;

use args::{Args, Command};
use verdict::Verdict;

/// Runs the command line and gives its exit code: 0, 1 or 2. Never panics: a bug is exit code 2 with one line.
#[must_use]
pub fn main() -> ExitCode {
    bug::caught(run).unwrap_or(ExitCode::from(2))
}

fn run() -> ExitCode {
    let args = match Args::read() {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors; clap prints each where it belongs.
            let code = if error.use_stderr() { 2 } else { 0 };
            return if error.print().is_ok() { ExitCode::from(code) } else { ExitCode::from(2) };
        }
    };
    let done = match args.command {
        Command::Check(args) => check::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Log(args) => log::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Hook(args) => hook::run(args),
        Command::New(args) => new::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Codeowners(args) => codeowners::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man => man::run(),
    };
    match done {
        Ok(Verdict::Passed) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::from(1),
        Err(failure) => {
            output::error(&failure);
            ExitCode::from(2)
        }
    }
}
