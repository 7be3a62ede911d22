//! What language rules take a text for: words, prose, and lists of words.
//!
//! The lists are the `.txt` files beside this one.

use std::borrow::Cow;
use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::plan::{Plan, Text};
use crate::text::Place;

/// What is too much for one line of a list.
pub(super) const SHOWN: usize = 3;

/// The stretches of a text that are prose, each with its offset; what stands between backticks is code.
pub(super) fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut offset = 0;
    let parts = text.split('`').map(move |part| {
        let at = offset;
        offset += part.len() + 1;
        (at, part)
    });
    parts.step_by(2)
}

/// The words of a text that are prose, each with its offset.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    prose(text).flat_map(|(offset, part)| {
        part.unicode_word_indices().map(move |(at, word)| (offset + at, word))
    })
}

/// The entries of a list: a line each, comments and blank lines left out.
pub(super) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A lowercase word without the ending of an English plural; other words that end alike lose it too, so it is for
/// comparing and not for showing.
pub(super) fn singular(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.ends_with('s') || word.ends_with("ss") {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    let has_e = ["ches", "shes", "sses", "xes", "zes"].iter().any(|end| word.ends_with(end));
    Cow::Borrowed(&word[..word.len() - if has_e { 2 } else { 1 }])
}

/// Whether a title can be judged as English: it has no small word of another language.
pub(super) fn is_english(title: &str) -> bool {
    let foreign: HashSet<&str> = entries(include_str!("foreign_words.txt")).collect();
    !title.unicode_words().any(|word| foreign.contains(word))
}

/// How many bytes at the start of `words` are the words of `phrase`, whatever the case; `None` where it does not begin so.
pub(super) fn begins_with(words: &str, phrase: &str) -> Option<usize> {
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    if first(words) != first(phrase) {
        return None;
    }
    let start = words.get(..phrase.len()).filter(|start| start.eq_ignore_ascii_case(phrase))?;
    let next = words[start.len()..].chars().next();
    next.is_none_or(|c| !c.is_alphanumeric() && c != '-').then_some(start.len())
}

/// The place of the stretch of a text, or of the whole text where the file does not have it as it is.
pub(super) fn place(plan: &Plan<'_>, text: &Text<'_, '_>, start: usize, length: usize) -> Place {
    plan.place_within(text.words, &(start..start + length)).unwrap_or(text.words.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_no_prose() {
        let found: Vec<_> = words("run `CI` on 2 cores").collect();
        assert_eq!(found, [(0, "run"), (9, "on"), (12, "2"), (14, "cores")]);
    }

    #[test]
    fn plurals_are_compared_as_their_singular() {
        for (plural, word) in
            [("goals", "goal"), ("synergies", "synergy"), ("boxes", "box"), ("process", "process")]
        {
            assert_eq!(singular(plural), word);
        }
    }

    #[test]
    fn a_list_has_no_word_twice_and_none_that_is_misspelt_for_it() {
        for list in [
            include_str!("everyday_acronyms.txt"),
            include_str!("activity_words.txt"),
            include_str!("vague_words.txt"),
            include_str!("foreign_words.txt"),
            include_str!("stop_words.txt"),
        ] {
            let mut seen = HashSet::new();
            for entry in entries(list) {
                assert!(seen.insert(entry), "{entry} stands twice");
            }
        }
    }
}
