//! The threads that read and check.

use std::error::Error;
use std::sync::OnceLock;

use rayon::ThreadPoolBuilder;

use crate::cli::failure::Failure;

/// Why there are none, once they were asked for.
static REFUSED: OnceLock<Option<String>> = OnceLock::new();

/// Sees to it that there are threads. Where none is to be had beside this one, it does all of the work itself.
pub(super) fn prepare(has_others: bool) -> Result<(), Failure> {
    let refused = REFUSED.get_or_init(|| {
        let builder = ThreadPoolBuilder::new();
        let alone = || ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        let built = if has_others { builder.build_global() } else { alone().build_global() };
        let error = built.err()?;
        error.source().map(ToString::to_string)
    });
    match refused {
        None => Ok(()),
        Some(why) => Err(Failure::new(format!("no thread could be started: {why}"))
            .help("let it have fewer: set RAYON_NUM_THREADS=1")),
    }
}
