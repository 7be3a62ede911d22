//! Which day it is: the only place that asks the system.

use crate::cli::failure::Failure;
use crate::day::Day;

/// The day to judge on: as asked, else `GOALPACT_TODAY`, else the system's date.
pub(super) fn today(asked: Option<Day>) -> Result<Day, Failure> {
    if let Some(today) = asked {
        return Ok(today);
    }
    let Some(text) = std::env::var_os("GOALPACT_TODAY") else { return Ok(Day::of_the_system()) };
    text.to_str().and_then(Day::parse).ok_or_else(|| {
        Failure::new(format!("GOALPACT_TODAY is `{}`, which is no day", text.to_string_lossy()))
            .help("write it like 2026-09-30, or unset it")
    })
}
