//! The parser's errors, one for each cause.
//!
//! The parser goes on after an error and trips over what the first one left behind: an unclosed list makes an error of
//! each line after it. Here those are folded into the one that a person would name.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::decode::{Fault, Spoiled};

/// How many syntax errors of one file are told one by one.
const TOLD: usize = 100;

/// How often a file is parsed again to find what the parser skipped.
const ROUNDS: usize = 8;

/// A fault, and the bytes where it stands.
type Placed = (Range<usize>, Fault);

/// The faults behind the parser's errors, and the stretches of text they make unreliable.
///
/// The parser skips the line after one that has no `=`, so the text is parsed again with what was found blanked out,
/// until nothing more is found.
pub(super) fn faults(text: &str, mut errors: Vec<toml::de::Error>) -> (Vec<Placed>, Spoiled) {
    let mut faults = Vec::new();
    let mut spoiled = Spoiled::default();
    let mut rest = text.to_owned();
    for _ in 0..ROUNDS {
        let found = causes(&rest, text, &errors, &spoiled, &mut faults);
        if found.is_empty() {
            break;
        }
        for range in found {
            blank(&mut rest, range.clone());
            spoiled.add(range);
        }
        if faults.len() > TOLD {
            break;
        }
        errors = toml::de::DeTable::parse_recoverable(&rest).1;
        errors.retain(|error| error.message() != "duplicate key");
    }
    faults.sort_by_key(|(span, _)| span.start);
    let more = faults.len().saturating_sub(TOLD);
    if let Some((at, _)) = faults.get(TOLD) {
        let more = (at.clone(), Fault::MoreSyntaxErrors(more));
        faults.truncate(TOLD);
        faults.push(more);
    }
    (faults, spoiled)
}

/// Adds one fault for each cause among `errors`; gives the stretches they reach over, in order.
fn causes(
    parsed: &str,
    text: &str,
    errors: &[toml::de::Error],
    spoiled: &Spoiled,
    faults: &mut Vec<Placed>,
) -> Vec<Range<usize>> {
    let mut errors: Vec<(Range<usize>, &str)> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    errors.sort_by_key(|(span, _)| (span.start, span.end));
    open_brackets(parsed, &mut errors);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut repeated = 0..0;
    for (span, message) in errors {
        // Errors come in order, and a stretch never begins before the line of its error.
        if found.last().is_some_and(|last| span.start < last.end) || spoiled.contains(span.start) {
            continue;
        }
        let line = line_around(text, span.start);
        // The first half of a Windows line end is no part of the line.
        let told = slice(text, span.clone()).trim_end_matches('\r');
        let span = if span.end == line.end { stretch(span.start, told) } else { span };
        let reach = reach(text, &span, line.clone(), message);
        if message != "duplicate key" {
            found.push(reach);
        } else if repeated.contains(&span.start) {
            // The keys below a repeated header are repeated with it.
            continue;
        } else {
            repeated = reach;
        }
        let line = slice(text, line).trim_start_matches('\u{feff}').to_owned();
        faults.push((span, Fault::Syntax { message: message.to_owned(), line }));
    }
    found
}

/// Overwrites what stands in `range` with spaces, line ends excepted, so that every offset stays.
fn blank(text: &mut String, range: Range<usize>) {
    let end = range.end.min(text.len());
    let bytes = slice(text, range.start..end).bytes();
    let blanked: String = bytes.map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
    text.replace_range(range.start..end, &blanked);
}

/// Moves each error about something that is not closed to where it was opened, so that what it swallowed lies behind it.
fn open_brackets(text: &str, errors: &mut [(Range<usize>, &str)]) {
    if !errors.iter().any(|(_, message)| is_open_bracket(message) || is_open_text(message)) {
        return;
    }
    let tokens = Source::new(text).lex().into_vec();
    for (span, message) in errors.iter_mut() {
        let mut before = tokens.iter().rev().skip_while(|token| token.span().start() >= span.end);
        let opening = if is_open_bracket(message) {
            opening_bracket(before)
        } else if is_open_text(message) {
            before.find(|token| {
                matches!(token.kind(), TokenKind::MlBasicString | TokenKind::MlLiteralString)
            })
        } else {
            None
        };
        if let Some(opening) = opening {
            *span = opening.span().start()..span.end;
        }
    }
    errors.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
}

fn is_open_bracket(message: &str) -> bool {
    message.starts_with("unclosed array,") || message.starts_with("unclosed inline")
}

fn is_open_text(message: &str) -> bool {
    message.starts_with("invalid multi-line")
}

/// The last bracket among the tokens before an error, given backwards, that none of them closes.
fn opening_bracket<'a>(before: impl Iterator<Item = &'a Token>) -> Option<&'a Token> {
    let mut closed = 0_usize;
    for token in before {
        match token.kind() {
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                closed = closed.saturating_add(1);
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => match closed {
                0 => return Some(token),
                _ => closed = closed.saturating_sub(1),
            },
            _ => {}
        }
    }
    None
}

/// How far an error reaches: a broken header takes its whole table along, anything else the lines it stands on.
fn reach(text: &str, span: &Range<usize>, line: Range<usize>, message: &str) -> Range<usize> {
    let mut end = line_around(text, span.end.max(span.start)).end.max(line.end);
    let is_header = slice(text, line.clone()).trim_start().starts_with('[')
        && !message.starts_with("unclosed array,");
    if is_header {
        let rest = slice(text, end..text.len());
        end = stretch(end, rest.split("\n[").next().unwrap_or_default()).end;
    }
    line.start..end.saturating_add(1)
}

/// The line that holds the byte at `at`, without its line end.
fn line_around(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    // An error at a line's end stands on that line, not on the next.
    let (before, after) = text.split_at_checked(at).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.split('\n').next().unwrap_or_default();
    at.saturating_sub(before.len())..stretch(at, after).end
}

/// What stands in a stretch of a text; nothing where it has no such stretch.
fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The stretch of a piece of text that begins at `start`.
fn stretch(start: usize, piece: &str) -> Range<usize> {
    start..start.saturating_add(piece.len())
}

/// The lines where Git's conflicts begin.
pub(super) fn conflict_markers(text: &str) -> Vec<Range<usize>> {
    let has = |marker: &str| memchr::memmem::find(text.as_bytes(), marker.as_bytes()).is_some();
    if memchr::memchr(b'<', text.as_bytes()).is_none() || !has("<<<<<<< ") || !has(">>>>>>> ") {
        return Vec::new();
    }
    let mut at = 0;
    let mut markers = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("<<<<<<< ") {
            markers.push(stretch(at, line.trim_end()));
        }
        at = stretch(at, line).end;
    }
    markers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        faults(text, errors)
            .0
            .iter()
            .map(|(span, _)| &text[line_around(text, span.start)])
            .collect()
    }

    #[test]
    fn one_cause_is_one_fault() {
        assert_eq!(told("a = [1, 2\nb = 3\n[c]\nd = 1\n"), ["a = [1, 2"]);
        assert_eq!(told("a = { x = 1\nb = 3\n"), ["a = { x = 1"]);
        assert_eq!(told("[owners\nbusiness = q\n\n[ok]\na = 1\n"), ["[owners"]);
        assert_eq!(
            told("a = Maria Schmidt\nb = 2,5\nc = \"ok\"\nd: 1\n"),
            ["a = Maria Schmidt", "b = 2,5", "d: 1"]
        );
        assert_eq!(
            told("why: a\ndue = 1.2.2026\nby: c\nto = 3\n"),
            ["why: a", "due = 1.2.2026", "by: c"]
        );
        assert_eq!(told("why = \"\"\"\nnever closed\n[c]\nd = 1\n").len(), 1);
    }

    #[test]
    fn many_faults_are_counted_not_told() {
        let text: String = (0..300).map(|n| format!("k{n} = no way\n")).collect();
        let (_, errors) = toml::de::DeTable::parse_recoverable(&text);
        let (told, _) = faults(&text, errors);
        assert_eq!(told.len(), TOLD + 1);
        assert!(matches!(told[TOLD].1, Fault::MoreSyntaxErrors(200)));
    }
}
