//! A bug of goalpact's own: one `error:` that has nothing of the plan in it, wherever it is.

use std::panic::UnwindSafe;
use std::sync::Once;

use crate::cli::failure::Failure;
use crate::cli::output;

/// That there is a bug; it has been said.
#[derive(Debug)]
pub(super) struct Bug;

/// What `run` gives, unless it panics, in whichever thread.
pub(super) fn caught<T>(run: impl FnOnce() -> T + UnwindSafe) -> Result<T, Bug> {
    std::panic::set_hook(Box::new(|info| {
        // Several threads may panic, and whoever waits for one panics with it.
        static SAID: Once = Once::new();
        let place = info
            .location()
            .map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        SAID.call_once(|| {
            output::error(&Failure::new(format!("this is a bug in goalpact{place}")).help(
                "please report it, with the command and, if you may, the plan; no file was left half written",
            ));
        });
    }));
    std::panic::catch_unwind(run).map_err(|_| Bug)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use rayon::prelude::*;

    use super::*;

    /// Set where a test is run once more, in a process of its own: a panic hook is one for all tests.
    const STUMBLES: &str = "GOALPACT_TEST_STUMBLES";

    #[test]
    fn a_bug_in_every_thread_is_one_error() {
        if std::env::var_os(STUMBLES).is_some() {
            let run =
                || (0..64).into_par_iter().for_each(|at| panic!("a secret of the plan: {at}"));
            std::process::exit(if caught(run).is_err() { 2 } else { 0 });
        }
        let name = "cli::bug::tests::a_bug_in_every_thread_is_one_error";
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name])
            .env(STUMBLES, "1")
            .env("RAYON_NUM_THREADS", "4")
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines[0].starts_with("error: this is a bug in goalpact at src"), "{said}");
        assert!(lines.len() == 2 && lines[1].starts_with("help: please report it"), "{said}");
    }
}
