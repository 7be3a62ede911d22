//! A place in a text, and the small steps on from there. `None` where what comes is not as plain as that.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;

use crate::decode::parsed::Key;
use crate::decode::parsed::scalar::decoded;

/// Where the reading of a text stands.
pub(super) struct Cursor<'s> {
    text: &'s str,
    /// The bytes that have been read.
    at: usize,
}

impl<'s> Cursor<'s> {
    /// The start of a text; a byte order mark there means nothing.
    pub(super) fn new(text: &'s str) -> Self {
        Self { text, at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 } }
    }

    /// How many bytes have been read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next byte; `None` at the end.
    pub(super) fn next(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    fn rest(&self) -> &'s [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// Goes on by so many bytes.
    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// What was read since `start`.
    pub(super) fn since(&self, start: usize) -> Option<&'s str> {
        self.text.get(start..self.at)
    }

    /// Reads `token`, where it comes next.
    pub(super) fn takes(&mut self, token: &[u8]) -> bool {
        let comes = self.rest().starts_with(token);
        self.skip(if comes { token.len() } else { 0 });
        comes
    }

    /// Reads bytes as long as they are such.
    pub(super) fn take_while(&mut self, is_such: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.skip(rest.iter().position(|byte| !is_such(*byte)).unwrap_or(rest.len()));
    }

    /// Reads blanks and tabs.
    pub(super) fn space(&mut self) {
        self.take_while(|byte| matches!(byte, b' ' | b'\t'));
    }

    /// Reads to the end of the line and over it: blanks and a comment may come, and nothing else.
    pub(super) fn line_end(&mut self) -> Option<()> {
        self.space();
        if self.next() == Some(b'#') {
            self.take_while(|byte| byte == b'\t' || is_shown(byte));
        }
        (self.takes(b"\n") || self.takes(b"\r\n") || self.next().is_none()).then_some(())
    }

    /// Reads a key without dots: bare, or in quotes and without escapes.
    pub(super) fn key(&mut self) -> Option<Key<'s>> {
        let start = self.at;
        if self.next().is_some_and(|byte| matches!(byte, b'"' | b'\'')) {
            let quoted = self.quoted().filter(|quoted| !quoted.has_escapes)?;
            return Some(Key::new(Cow::Borrowed(quoted.inner()?), start..self.at));
        }
        self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let name = self.since(start).filter(|name| !name.is_empty())?;
        Some(Key::new(Cow::Borrowed(name), start..self.at))
    }

    /// Reads a text in quotes on one line.
    fn quoted(&mut self) -> Option<Quoted<'s>> {
        let start = self.at;
        let quote = self.next()?;
        let is_literal = quote == b'\'';
        let mut has_escapes = false;
        self.skip(1);
        loop {
            self.take_while(|byte| byte != quote && byte != b'\\' && is_shown(byte));
            match self.next()? {
                b'\\' if is_literal => self.skip(1),
                b'\\' => {
                    has_escapes = true;
                    self.skip(2);
                }
                byte if byte == quote => break,
                _ => return None,
            }
        }
        self.skip(1);
        let raw = self.since(start)?;
        // Two quotes and a third begin a text of several lines.
        let is_several = raw.len() == 2 && self.next() == Some(quote);
        (!is_several).then_some(Quoted { raw, has_escapes })
    }

    /// Reads a text in quotes on one line.
    pub(super) fn string(&mut self) -> Option<Cow<'s, str>> {
        let quoted = self.quoted()?;
        if !quoted.has_escapes {
            return quoted.inner().map(Cow::Borrowed);
        }
        let raw = quoted.raw;
        // These two are newer than TOML 1.0, or follow an escaped backslash.
        if raw.contains("\\e") || raw.contains("\\x") {
            return None;
        }
        decoded(raw, Some(Encoding::BasicString)).map(|(text, _)| text)
    }
}

/// A text as it is written, its quotes included.
struct Quoted<'s> {
    raw: &'s str,
    has_escapes: bool,
}

impl<'s> Quoted<'s> {
    /// What stands between the quotes.
    fn inner(&self) -> Option<&'s str> {
        self.raw.get(1..self.raw.len().checked_sub(1)?)
    }
}

/// Whether a byte may stand in a text or a comment, where tabs are not counted: it is no control.
fn is_shown(byte: u8) -> bool {
    byte >= b' ' && byte != 0x7f
}
