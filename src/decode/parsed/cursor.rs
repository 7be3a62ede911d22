//! A place in a text, and the small steps on from there. `None` where what comes is not as plain as that.

use std::borrow::Cow;

use toml_parser::decoder::Encoding;
use toml_parser::{ParseError, Raw, Span};

use crate::decode::parsed::Key;

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

    /// What was read since `start`.
    pub(super) fn since(&self, start: usize) -> Option<&'s str> {
        self.text.get(start..self.at)
    }

    /// Reads `token`, where it comes next.
    pub(super) fn takes(&mut self, token: &[u8]) -> bool {
        let comes = self.rest().starts_with(token);
        self.at += if comes { token.len() } else { 0 };
        comes
    }

    /// Reads bytes as long as they are such.
    pub(super) fn take_while(&mut self, is_such: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|byte| !is_such(*byte)).unwrap_or(rest.len());
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
            let (text, encoding) = self.quoted()?;
            let name = text.strip_prefix(['"', '\''])?.strip_suffix(['"', '\''])?;
            let is_plain = encoding == Encoding::LiteralString || !name.contains('\\');
            return is_plain.then(|| Key::new(Cow::Borrowed(name), start..self.at));
        }
        self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let name = self.since(start).filter(|name| !name.is_empty())?;
        Some(Key::new(Cow::Borrowed(name), start..self.at))
    }

    /// Reads a text in quotes on one line, the quotes included.
    fn quoted(&mut self) -> Option<(&'s str, Encoding)> {
        let start = self.at;
        let encoding =
            if self.takes(b"'") { Encoding::LiteralString } else { Encoding::BasicString };
        let quote = if encoding == Encoding::LiteralString { b'\'' } else { b'"' };
        self.at = start + 1;
        loop {
            self.take_while(|byte| byte != quote && byte != b'\\' && is_shown(byte));
            match self.next()? {
                b'\\' if quote == b'"' => self.at += 2,
                b'\\' => self.at += 1,
                byte if byte == quote => break,
                _ => return None,
            }
        }
        self.at += 1;
        // Two quotes and a third begin a text of several lines.
        let is_several = self.at == start + 2 && self.next() == Some(quote);
        Some((self.since(start).filter(|_| !is_several)?, encoding))
    }

    /// Reads a text in quotes on one line.
    pub(super) fn string(&mut self) -> Option<Cow<'s, str>> {
        let (raw, encoding) = self.quoted()?;
        if encoding == Encoding::LiteralString || !raw.contains('\\') {
            return raw.get(1..raw.len().checked_sub(1)?).map(Cow::Borrowed);
        }
        // These two are newer than TOML 1.0, or follow an escaped backslash.
        if raw.contains("\\e") || raw.contains("\\x") {
            return None;
        }
        let mut text = Cow::Borrowed("");
        let mut faults = 0_usize;
        let span = Span::new_unchecked(0, raw.len());
        let raw = Raw::new_unchecked(raw, Some(encoding), span);
        let _ = raw.decode_scalar(&mut text, &mut |_: ParseError| faults += 1);
        (faults == 0).then_some(text)
    }
}

/// Whether a byte may stand in a text or a comment, where tabs are not counted: it is no control.
fn is_shown(byte: u8) -> bool {
    byte >= b' ' && byte != 0x7f
}
