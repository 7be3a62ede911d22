//! `goalpact completions`.

use crate::cli::args::{CompletionsArgs, command};
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::verdict::Verdict;

pub(super) fn run(args: &CompletionsArgs) -> Result<Verdict, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "goalpact", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Verdict::Passed)
}
