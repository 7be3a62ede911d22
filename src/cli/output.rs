//! Everything that is printed goes through here.

use std::io::{ErrorKind, IsTerminal, Write};

use crate::cli::failure::Failure;
use crate::render::View;
use crate::text::Line;

/// When to use colors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set; `CLICOLOR_FORCE` counts too
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// Prints a rendered `text` on stdout. A closed pipe is no failure: whoever read it has seen enough.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::io("the output was not written", &error))
        }
        _ => Ok(()),
    }
}

/// Prints one line on stdout.
pub(super) fn say(line: impl Into<Line>) -> Result<(), Failure> {
    print(&format!("{}\n", line.into()))
}

/// Prints a failure on stderr, as one `error:` and perhaps a `help:`.
pub(super) fn error(failure: &Failure) {
    let mut text = format!("error: {}\n", failure.message);
    for other in &failure.others {
        text.push_str(&format!("  {other}\n"));
    }
    if let Some(help) = &failure.help {
        text.push_str(&format!("help: {}\n", help.to_string().replace('\n', "\n  ")));
    }
    // There is no third place to say that stderr is closed.
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Prints a remark on stderr that keeps nothing from being done.
pub(super) fn remark(line: impl Into<Line>) {
    let _ = writeln!(std::io::stderr().lock(), "{}", line.into());
}

/// Whether stdout is a terminal.
pub(super) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// How the reader looks at stdout.
pub(super) fn view(color: ColorChoice) -> View {
    let color = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
        }
    };
    let width = terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0));
    let unicode = !is_terminal() || supports_unicode::on(supports_unicode::Stream::Stdout);
    View { from: None, color, unicode, width, most: None }
}
