//! Foreign text as it may be shown: nothing in it can steer a terminal, end a line, or be taken for a command.
//!
//! The runner of GitHub's workflows reads every line of stdout and stderr: `::error::` is a command where a line begins, however far it
//! is indented, and `##[error]` anywhere, as `##vso[…]` is on Azure and `##teamcity[…]` on `TeamCity`.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::is_unshowable;

/// How many characters of a foreign value are quoted at most.
const QUOTED: usize = 200;

/// How many characters a message has at most: GitHub shows no more of an annotation.
const LONGEST_MESSAGE: usize = 4096;

/// `text` with each character that is not harmless written as `\u{…}`.
///
/// C0 and C1 controls move cursors and colour screens; bidirectional controls reorder what is read ("Trojan Source",
/// CVE-2021-42574); zero-width characters hide differences. Tabs become one space. Of a command, one character is written so: where text
/// is wrapped a line may begin with any word, so `::` is none at the beginning of a word.
#[must_use]
pub fn shown(text: &str) -> Cow<'_, str> {
    written_out(text, |at, c| is_unshowable(c) || is_of_command(text, at, c))
}

/// `text` with each character that cannot be seen written as `\u{…}`: for a name that is to stay itself, and is not printed as it is.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    written_out(text, |_, c| is_unshowable(c))
}

fn written_out(text: &str, is_harmful: impl Fn(usize, char) -> bool) -> Cow<'_, str> {
    // Most texts have nothing in them that could be.
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b':' | b'#');
    if text.bytes().all(is_plain) || !text.char_indices().any(|(at, c)| is_harmful(at, c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '\t' => out.push(' '),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if is_harmful(at, c) => {
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
    let is_harmful = |at: usize, c: char| match c {
        '\t' | '\n' => false,
        '\r' => text.as_bytes().get(at + 1) != Some(&b'\n'),
        c => is_unshowable(c) || is_of_command(text, at, c),
    };
    if !text.char_indices().any(|(at, c)| is_harmful(at, c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match (is_harmful(at, c), c.len_utf8()) {
            (false, _) => out.push(c),
            (true, 3) => out.push('\u{fffd}'),
            (true, bytes) => out.extend(std::iter::repeat_n('?', bytes)),
        }
    }
    Cow::Owned(out)
}

/// Whether the character `c` of `text` at `at` is one without which a command is none: the first of `::` at the beginning of a word, the
/// second of `##[` or `##word[`.
pub(crate) fn is_of_command(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, ':' | '#') {
        return false;
    }
    let (before, after) = (&text[..at], &text[at + 1..]);
    if c == ':' {
        return after.starts_with(':')
            && before.chars().next_back().is_none_or(char::is_whitespace);
    }
    let word = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    before.ends_with('#') && after[word..].starts_with('[')
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
    fn a_command_is_none() {
        for (text, harmless) in [
            ("::error::x", "\\u{3a}:error::x"),
            ("a ::error::x", "a \\u{3a}:error::x"),
            ("a\u{a0}\u{2003}::x", "a\u{a0}\u{2003}\\u{3a}:x"),
            (":::x", "\\u{3a}::x"),
            ("a ##[error]x", "a #\\u{23}[error]x"),
            ("###[x]", "##\\u{23}[x]"),
            ("##vso[task.x]", "#\\u{23}vso[task.x]"),
        ] {
            assert_eq!(shown(text), harmless);
            assert_eq!(shown(harmless), harmless, "once is enough");
        }
        for text in ["std::fmt", "10:30", "## [x]", "a#[b]", "## heading", "C##"] {
            assert_eq!(shown(text), text);
        }
    }

    #[test]
    fn a_path_keeps_what_can_be_seen() {
        assert_eq!(visible("::a/##[b]/\u{1b}c"), "::a/##[b]/\\u{1b}c");
    }

    #[test]
    fn masked_text_keeps_its_offsets() {
        let text = "a\u{1b}\u{9b}\u{202e}\r\n\tb\rc";
        assert_eq!(masked(text), "a???\u{fffd}\r\n\tb?c");
        assert_eq!(masked(text).len(), text.len());
        assert_eq!(masked("a::b\n\t::c\n##[d]"), "a::b\n\t?:c\n#?[d]");
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
