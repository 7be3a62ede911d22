//! The `goalpact` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    goalpact::cli::main()
}
