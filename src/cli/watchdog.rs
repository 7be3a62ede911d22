//! A run that comes to no end is ended: a pipe in the place of Git's configuration never opens, and patterns can be written that take
//! longer than anybody waits.

use std::cell::Cell;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

use crate::cli::failure::Failure;
use crate::cli::{output, threads};
use crate::snapshot::Limits;
use crate::text::plural;

/// Ends the process with exit code 2 when its time is over, unless it is let go before.
pub(super) struct Watchdog {
    /// Gone when it is let go, and where it has no thread.
    leash: Cell<Option<Sender<()>>>,
}

impl Watchdog {
    /// Sees to it that there are threads to judge with, and begins to count. Seconds in which the whole process is held still do not
    /// count.
    pub(super) fn over_all(limits: &Limits) -> Result<Self, Failure> {
        let mut watchdog = Self::start(limits);
        // Where there is no thread for it, there is none for anybody.
        threads::prepare(watchdog.leash.get_mut().is_some())?;
        Ok(watchdog)
    }

    /// The same, where all that is done is to look what there is.
    pub(super) fn start(limits: &Limits) -> Self {
        let seconds = limits.seconds;
        let (leash, held) = channel::<()>();
        let watch = move || {
            for _ in 0..seconds {
                if held.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
            }
            output::error(&too_slow(seconds));
            std::process::exit(2);
        };
        let has_thread = Builder::new().spawn(watch).is_ok();
        Self { leash: Cell::new(has_thread.then_some(leash)) }
    }

    /// Lets go: from here on the run may take its time.
    pub(super) fn let_go(&self) {
        self.leash.set(None);
    }
}

fn too_slow(seconds: u64) -> Failure {
    let raised = Limits::raised("seconds");
    Failure::new(format!("the plan was not judged within {}", plural(seconds as usize, "second")))
        .help(format!("see whether it or its repository is larger than it should be; {raised}"))
}
