//! What is an acronym: two to six capitals, digits and `&` among them, a plural s behind them.

use crate::rules::language::words::prose;

/// An acronym in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Acronym<'t> {
    /// Where it begins.
    pub(super) at: usize,
    /// The acronym, without a plural s.
    pub(super) word: &'t str,
    /// Whether the text itself explains it: "net promoter score (NPS)", "NPS (net promoter score)".
    pub(super) is_explained: bool,
}

/// The acronyms of a text.
pub(super) fn acronyms(text: &str) -> impl Iterator<Item = Acronym<'_>> {
    prose(text).flat_map(|(offset, part)| {
        tokens(part).filter_map(move |(at, token)| {
            let word = without_plural(token);
            let (before, after) = (&part[..at], &part[at + token.len()..]);
            (is_acronym(word) && !is_numbered(after) && !is_address(before, after)).then(|| {
                Acronym { at: offset + at, word, is_explained: is_explained(before, after) }
            })
        })
    })
}

/// Whether most words of a text are in capitals, which then say nothing.
pub(super) fn is_shouted(text: &str) -> bool {
    let is_word = |token: &&str| token.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let is_loud = |token: &&str| !token.chars().any(char::is_lowercase);
    let (mut words, mut loud, mut is_long) = (0, 0, false);
    for token in tokens(text).map(|(_, token)| token).filter(is_word) {
        words += 1;
        if is_loud(&token) {
            loud += 1;
            is_long |= token.chars().count() > LONGEST;
        }
    }
    loud * 2 > words && (words > 2 || is_long)
}

/// A word without the plural s of an acronym: "SKUs".
pub(super) fn without_plural(word: &str) -> &str {
    let stem = word.strip_suffix('s').filter(|stem| stem.ends_with(char::is_uppercase));
    stem.or_else(|| {
        word.strip_suffix('s').filter(|stem| !stem.contains(char::is_uppercase) && stem.len() > 2)
    })
    .unwrap_or(word)
}

/// The most characters an acronym has; longer ones are words in capitals.
const LONGEST: usize = 6;

fn is_acronym(word: &str) -> bool {
    let (mut capitals, mut digits, mut others) = (0, 0, 0);
    for c in word.chars() {
        match c {
            c if c.is_uppercase() => capitals += 1,
            c if c.is_ascii_digit() => digits += 1,
            '&' => others += 1,
            _ => return false,
        }
    }
    // With as many digits as letters it is the number of a product: "AB12".
    capitals > 1 && digits < capitals && capitals + digits + others <= LONGEST && !is_roman(word)
}

/// A roman number up to 39.
fn is_roman(word: &str) -> bool {
    let ones = word.trim_start_matches('X');
    word.len() - ones.len() <= 3
        && ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].contains(&ones)
}

/// Whether a number is tied to it, as in the key of a ticket or the name of a standard: "SHOP-1234", "DO-178C".
fn is_numbered(after: &str) -> bool {
    after.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether it is a part of an address, a path, or a name with underscores.
fn is_address(before: &str, after: &str) -> bool {
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let chunk = before.get(start..).unwrap_or_default();
    chunk.contains("://")
        || chunk.ends_with(['@', '_', '.', '#'])
        || after.starts_with(['@', '_'])
        || after.starts_with("://")
}

fn is_explained(before: &str, after: &str) -> bool {
    let is_bracketed = before.ends_with('(') && after.trim_start_matches('s').starts_with(')');
    let written_out = after.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
    is_bracketed && before.split_whitespace().count() > 1
        || written_out.is_some_and(|(words, _)| words.contains(' '))
}

/// Runs of letters and digits, with `&` between them.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let mut end = start;
        for (at, c) in text[start..].char_indices() {
            let next = text[start + at + c.len_utf8()..].chars().next();
            let joins = c == '&' && next.is_some_and(char::is_alphanumeric);
            if !(c.is_alphanumeric() || joins) {
                break;
            }
            end = start + at + c.len_utf8();
        }
        rest = end;
        Some((start, &text[start..end]))
    })
}
