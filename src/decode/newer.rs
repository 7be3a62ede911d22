//! Syntax that TOML 1.1 has and TOML 1.0 has not: what most editors and tools still refuse.

use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ParseError, Source};

use crate::decode::Fault;

/// How deep values may be nested: as deep as the parser itself goes.
const DEEPEST: u32 = 80;

/// One use of newer syntax: its name, where it stands, and what TOML 1.0 writes in its place.
struct Newer {
    syntax: &'static str,
    at: Range<usize>,
    older: Option<&'static str>,
}

/// The newer syntax of a text, as one fault at its first use; empty where there is none.
pub(super) fn newer_syntax(text: &str) -> Vec<(Range<usize>, Fault)> {
    let bytes = text.as_bytes();
    let has_escape = || {
        memchr::memmem::find(bytes, b"\\e").is_some()
            || memchr::memmem::find(bytes, b"\\x").is_some()
    };
    let may_have = memchr::memchr(b'{', bytes).is_some()
        || memchr::memchr(b'\\', bytes).is_some() && has_escape();
    if !may_have {
        return Vec::new();
    }
    let found = uses(text);
    let Some(first) = found.first() else { return Vec::new() };
    let repairs =
        found.iter().map(|newer| Some((newer.at.clone(), newer.older?.to_owned()))).collect();
    let fault = Fault::NewerToml { syntax: first.syntax, times: found.len(), repairs };
    vec![(first.at.clone(), fault)]
}

fn uses(text: &str) -> Vec<Newer> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut found = Vec::new();
    // What is open around the parser: `true` for an inline table, `false` for an array.
    let mut open: Vec<bool> = Vec::new();
    let mut last_comma: Option<Range<usize>> = None;
    let mut receiver = |event: Event| {
        let at = event.span().start()..event.span().end();
        let in_table = open.last() == Some(&true);
        match event.kind() {
            EventKind::InlineTableOpen => open.push(true),
            EventKind::ArrayOpen => open.push(false),
            EventKind::InlineTableClose | EventKind::ArrayClose => {
                if let Some(comma) = last_comma.take().filter(|_| in_table) {
                    found.push(Newer {
                        syntax: "a comma after the last key of an inline table",
                        at: comma,
                        older: Some(""),
                    });
                }
                open.pop();
            }
            EventKind::ValueSep => {
                last_comma = Some(at);
                return;
            }
            EventKind::Newline if in_table => {
                let below = text.get(at.end..).unwrap_or_default();
                let indented = below.trim_start_matches([' ', '\t']);
                let at = at.start..text.len().saturating_sub(indented.len());
                found.push(Newer {
                    syntax: "a line break in an inline table",
                    at,
                    older: Some(" "),
                });
                return;
            }
            EventKind::Comment if in_table => {
                found.push(Newer { syntax: "a comment in an inline table", at, older: None });
                return;
            }
            EventKind::Scalar => {
                let basic = matches!(
                    event.encoding(),
                    Some(Encoding::BasicString | Encoding::MlBasicString)
                );
                if basic {
                    found.extend(escapes(text, at));
                }
            }
            EventKind::Newline | EventKind::Whitespace | EventKind::Comment => return,
            _ => {}
        }
        last_comma = None;
    };
    let mut guarded = RecursionGuard::new(&mut receiver, DEEPEST);
    parse_document(&tokens, &mut guarded, &mut |_: ParseError| {});
    found.sort_by_key(|newer| newer.at.start);
    found
}

/// The escapes `\e` and `\x00` within a basic string.
fn escapes(text: &str, string: Range<usize>) -> Vec<Newer> {
    let mut found = Vec::new();
    let mut chars = text.get(string.clone()).unwrap_or_default().char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let (syntax, older) = match chars.next() {
            Some((_, 'e')) => ("the escape `\\e`", "\\u001b"),
            Some((_, 'x')) => ("the escape `\\x`", "\\u00"),
            _ => continue,
        };
        let start = string.start.saturating_add(at);
        found.push(Newer { syntax, at: start..start.saturating_add(2), older: Some(older) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        uses(text).iter().map(|newer| newer.syntax).collect()
    }

    #[test]
    fn what_only_newer_toml_has_is_found() {
        assert_eq!(names("a = { b = 1,\n c = 2 }"), ["a line break in an inline table"]);
        assert_eq!(names("a = { b = 1, }"), ["a comma after the last key of an inline table"]);
        assert_eq!(names(r#"a = "\e[0m \\e \x41""#), ["the escape `\\e`", "the escape `\\x`"]);
    }

    #[test]
    fn what_both_have_is_not() {
        assert!(names("a = { b = [1,\n 2,\n], c = 3 }\nd = [\n 1,\n]\ne = '\\e'").is_empty());
    }
}
