//! Foreign text as it may be shown: nothing in it can steer a terminal.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::is_unshowable;

/// How many characters of a foreign value are quoted at most.
const QUOTED: usize = 200;

/// How many characters a message has at most: GitHub shows no more of an annotation.
const LONGEST_MESSAGE: usize = 4096;

/// `text` with every control, bidirectional and invisible formatting character written as `\u{…}`.
///
/// C0 and C1 controls move cursors and colour screens; bidirectional controls reorder what is read ("Trojan Source",
/// CVE-2021-42574); zero-width characters hide differences. Tabs become one space.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c == '\t' || is_unshowable(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if is_unshowable(c) => {
                let _ = write!(out, "\\u{{{:x}}}", c as u32);
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// `text` with every such character overwritten by others of the same length in bytes, so that offsets stay; tabs and line
/// ends are kept.
#[must_use]
pub fn masked(text: &str) -> Cow<'_, str> {
    let is_hidden = |at: usize, c: char| match c {
        '\t' | '\n' => false,
        '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        c => is_unshowable(c),
    };
    if !text.char_indices().any(|(at, c)| is_hidden(at, c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match (is_hidden(at, c), c.len_utf8()) {
            (false, _) => out.push(c),
            (true, 3) => out.push('\u{fffd}'),
            (true, bytes) => out.extend(std::iter::repeat_n('?', bytes)),
        }
    }
    Cow::Owned(out)
}

/// Whether all of `text` can be seen; tabs and line ends may be in it.
#[must_use]
pub fn is_showable(text: &str) -> bool {
    !text.chars().any(|c| !matches!(c, '\t' | '\n' | '\r') && is_unshowable(c))
}

/// `text` cut to [`QUOTED`] characters, with an ellipsis where something was left out.
#[must_use]
pub fn cut(text: &str) -> Cow<'_, str> {
    cut_at(text, QUOTED)
}

/// A message cut to 4,096 characters in the same way.
#[must_use]
pub fn cut_message(text: &str) -> Cow<'_, str> {
    // The last character is the ellipsis.
    if text.len() <= LONGEST_MESSAGE { text.into() } else { cut_at(text, LONGEST_MESSAGE - 1) }
}

fn cut_at(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        None => Cow::Borrowed(text),
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_written_out() {
        assert_eq!(
            shown("a\u{1b}[31m\u{9b}\u{202e}\u{200b}\r\n\tb"),
            "a\\u{1b}[31m\\u{9b}\\u{202e}\\u{200b}\\r\\n b"
        );
        assert_eq!(shown("Zoë 目標 🎯"), "Zoë 目標 🎯");
    }

    #[test]
    fn masked_text_keeps_its_offsets() {
        let text = "a\u{1b}\u{9b}\u{202e}\r\n\tb\rc";
        assert_eq!(masked(text), "a???\u{fffd}\r\n\tb?c");
        assert_eq!(masked(text).len(), text.len());
    }

    #[test]
    fn long_text_is_cut_on_a_character() {
        assert_eq!(cut(&"ä".repeat(300)).chars().count(), QUOTED + 1);
        let long = "ä".repeat(5000);
        assert_eq!(cut_message(&long).chars().count(), LONGEST_MESSAGE);
        assert!(cut_message(&long).ends_with("ä…"));
        assert_eq!(cut_message(&long[..LONGEST_MESSAGE]), long[..LONGEST_MESSAGE]);
    }
}
