//! Where something can hide in a file: its texts, keys, and comments. Elsewhere what is hidden is a syntax error.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::text::{hidden, is_bidi_control};

/// A hidden character in a file, as it stands there or as an escape.
pub(super) struct Hidden {
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// The character.
    pub(super) c: char,
    /// Whether it is part of a key, which would be another one without it.
    pub(super) in_key: bool,
}

/// The hidden characters of a file, in order.
pub(super) fn hidden_in(text: &str) -> Vec<Hidden> {
    let raw: Vec<(usize, char)> = hidden(text).collect();
    let may_escape = memchr::memchr(b'\\', text.as_bytes()).is_some();
    if raw.is_empty() && !may_escape {
        return Vec::new();
    }
    let tokens = Source::new(text).lex().into_vec();
    let mut all = Vec::new();
    let mut next = 0;
    for (index, token) in tokens.iter().enumerate() {
        let span = token.span().start()..token.span().end();
        let kind = token.kind();
        let is_text = matches!(
            kind,
            TokenKind::BasicString
                | TokenKind::LiteralString
                | TokenKind::MlBasicString
                | TokenKind::MlLiteralString
        );
        next += raw[next..].iter().take_while(|(at, _)| *at < span.start).count();
        let within = raw[next..].iter().take_while(|(at, _)| *at < span.end);
        if is_text || kind == TokenKind::Comment {
            let in_key = is_text && is_key(&tokens, index);
            all.extend(within.map(|(at, c)| Hidden { at: *at..at + c.len_utf8(), c: *c, in_key }));
            if may_escape && matches!(kind, TokenKind::BasicString | TokenKind::MlBasicString) {
                let escaped = escaped(&text[span.clone()]);
                all.extend(escaped.map(|(at, c)| Hidden {
                    at: span.start + at.start..span.start + at.end,
                    c,
                    in_key,
                }));
            }
        }
    }
    all.sort_by_key(|hidden| hidden.at.start);
    all
}

/// The hidden characters that a text writes as escapes, such as `\u200b`.
fn escaped(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let at = from + text[from..].find('\\')?;
            let digits = match text.as_bytes().get(at + 1) {
                Some(b'x') => 2,
                Some(b'u') => 4,
                Some(b'U') => 8,
                _ => 0,
            };
            from = at + 2 + digits;
            let code = text.get(at + 2..from).and_then(|code| u32::from_str_radix(code, 16).ok());
            from = text.ceil_char_boundary(from.min(text.len()));
            let c = code.and_then(char::from_u32).filter(|c| !c.is_ascii());
            // Nobody writes an escape for a joiner that a script needs; those of an emoji stand beside others.
            let is_hidden = |c: &char| hidden(&format!("a{c}a")).next().is_some();
            if let Some(c) = c.filter(is_hidden) {
                let is_beside_escape =
                    text[from..].starts_with('\\') || text[..at].ends_with(|c: char| !c.is_ascii());
                if is_bidi_control(c) || !is_beside_escape {
                    return Some((at..from, c));
                }
            }
        }
    })
}

/// Whether a quoted text is a key: something is assigned to it, or it stands in a header.
fn is_key(tokens: &[Token], index: usize) -> bool {
    let next = tokens[index + 1..].iter().find(|token| token.kind() != TokenKind::Whitespace);
    let line = tokens[..index].iter().rev().take_while(|token| token.kind() != TokenKind::Newline);
    let begins_line = line.filter(|token| token.kind() != TokenKind::Whitespace).last();
    next.is_some_and(|token| matches!(token.kind(), TokenKind::Equals | TokenKind::Dot))
        || begins_line.is_some_and(|token| token.kind() == TokenKind::LeftSquareBracket)
}
