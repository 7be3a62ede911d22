//! Characters that show nothing, or steer how others are shown, by the properties Unicode gives them.
//!
//! Keeps no list of its own: what a later version of Unicode adds is known with the data.

use icu_properties::props::{
    Alphabetic, BidiClass, BidiControl, DefaultIgnorableCodePoint, Emoji, EmojiModifier,
    ExtendedPictographic, GeneralCategory, Ideographic, IndicSyllabicCategory, JoinControl,
    JoiningType, LineBreak, PrependedConcatenationMark, VariationSelector,
};
use icu_properties::{CodePointMapData, CodePointSetData};

/// The first character after ASCII and the C1 controls that shows nothing.
const SOFT_HYPHEN: char = '\u{ad}';
/// A soft line break; scripts without spaces between words need it.
const ZERO_WIDTH_SPACE: char = '\u{200b}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
/// What a flag of a part of a country begins with, and what it ends with; tags spell the part between them.
const BLACK_FLAG: char = '\u{1f3f4}';
const TAG_END: char = '\u{e007f}';

/// Whether `c` sets the direction in which what follows is read.
#[must_use]
pub fn is_bidi_control(c: char) -> bool {
    c > SOFT_HYPHEN && CodePointSetData::new::<BidiControl>().contains(c)
}

/// Whether `c` may not reach a terminal: controls, what separates lines and paragraphs, what steers direction, and what
/// shows nothing. Variation selectors may: they only choose between shapes.
#[must_use]
pub fn is_unshowable(c: char) -> bool {
    if c < SOFT_HYPHEN {
        return c.is_control();
    }
    is_formatting(c) && !CodePointSetData::new::<VariationSelector>().contains(c)
        || matches!(
            category(c),
            GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator
        )
}

/// Whether `c` shows nothing of its own: bidirectional controls, zero-width characters, tags, variation selectors.
fn is_formatting(c: char) -> bool {
    c >= SOFT_HYPHEN
        && (CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
            || category(c) == GeneralCategory::Format
                && !CodePointSetData::new::<PrependedConcatenationMark>().contains(c))
}

/// The characters of `text` that are hidden in it, each with its offset.
///
/// Left out is what a script or an emoji needs: joiners within emoji, Persian, and Indic words, marks of direction beside
/// letters that run from right to left, soft line breaks in Thai or Khmer, and a byte order mark at the very start.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let looked_at = if text.is_ascii() { "" } else { text };
    let chars = looked_at.char_indices().filter(|(_, c)| is_formatting(*c));
    chars.filter(|(at, c)| !is_needed(text, *at, *c))
}

fn is_needed(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
    let (last, next) = (before.chars().next_back(), after.chars().next());
    if c == '\u{feff}' {
        return at == 0;
    }
    if CodePointSetData::new::<JoinControl>().contains(c) {
        return c == ZERO_WIDTH_JOINER && is_within_emoji(before, next)
            || last.is_some_and(is_of_joining_script);
    }
    if CodePointSetData::new::<BidiControl>().contains(c) {
        return is_direction_mark(c) && line_around(before, after).any(runs_right_to_left);
    }
    if CodePointSetData::new::<VariationSelector>().contains(c) {
        return last.is_some_and(has_variations);
    }
    if c == ZERO_WIDTH_SPACE {
        return last.is_some_and(is_without_spaces) && next.is_some_and(is_without_spaces);
    }
    is_tag_of_flag(before, after)
}

/// Whether a joiner between `before` and `next` makes one emoji of two.
fn is_within_emoji(before: &str, next: Option<char>) -> bool {
    let is_pictograph = |c| CodePointSetData::new::<ExtendedPictographic>().contains(c);
    let is_dressing = |c: &char| {
        CodePointSetData::new::<VariationSelector>().contains(*c)
            || CodePointSetData::new::<EmojiModifier>().contains(*c)
    };
    before.chars().rev().find(|c| !is_dressing(c)).is_some_and(is_pictograph)
        && next.is_some_and(is_pictograph)
}

/// Whether words are written with joiners after `c`: Arabic, Persian, and the scripts of India.
fn is_of_joining_script(c: char) -> bool {
    let joins = !matches!(
        CodePointMapData::<JoiningType>::new().get(c),
        JoiningType::NonJoining | JoiningType::Transparent
    );
    let is_indic = CodePointMapData::<IndicSyllabicCategory>::new().get(c)
        != IndicSyllabicCategory::Other
        && c > SOFT_HYPHEN
        && (CodePointSetData::new::<Alphabetic>().contains(c) || is_mark(c));
    joins && !is_formatting(c) || is_indic
}

fn is_mark(c: char) -> bool {
    matches!(category(c), GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark)
}

/// Whether a control is a mere mark, as in Hebrew beside a bracket, and neither embeds nor overrides what follows.
fn is_direction_mark(c: char) -> bool {
    matches!(
        CodePointMapData::<BidiClass>::new().get(c),
        BidiClass::LeftToRight | BidiClass::RightToLeft | BidiClass::ArabicLetter
    )
}

fn runs_right_to_left(c: char) -> bool {
    let class = CodePointMapData::<BidiClass>::new().get(c);
    matches!(class, BidiClass::RightToLeft | BidiClass::ArabicLetter) && !is_formatting(c)
}

/// The other characters of the line.
fn line_around<'a>(before: &'a str, after: &'a str) -> impl Iterator<Item = char> + 'a {
    let not_end = |c: &char| *c != '\n';
    before.chars().rev().take_while(not_end).chain(after.chars().take_while(not_end))
}

/// Whether `c` has more than one shape for a selector to choose from.
fn has_variations(c: char) -> bool {
    CodePointSetData::new::<Emoji>().contains(c)
        || CodePointSetData::new::<Ideographic>().contains(c)
        || c > SOFT_HYPHEN
            && !c.is_whitespace()
            && !is_formatting(c)
            && (is_of_joining_script(c) || !c.is_alphanumeric())
}

/// Whether `c` is of a script that has no spaces between words: Thai, Lao, Khmer, Burmese.
fn is_without_spaces(c: char) -> bool {
    CodePointMapData::<LineBreak>::new().get(c) == LineBreak::ComplexContext
}

/// Whether a tag spells, with those around it, the flag of a part of a country.
fn is_tag_of_flag(before: &str, after: &str) -> bool {
    let is_tag = |c: &char| matches!(c, '\u{e0020}'..=TAG_END);
    let spelt = before.chars().rev().take_while(is_tag).count();
    let rest = after.chars().take_while(is_tag).count();
    // A country of two letters and a part of up to three.
    spelt + rest <= 6
        && before.chars().rev().nth(spelt) == Some(BLACK_FLAG)
        && (before.chars().rev().take(spelt).all(|c| c != TAG_END))
        && after.chars().take(rest).last().is_none_or(|c| c == TAG_END)
}

fn category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_or_hides_may_be_shown() {
        let never = [
            '\0'..='\u{1f}',
            '\u{7f}'..='\u{9f}',
            '\u{ad}'..='\u{ad}',
            '\u{61c}'..='\u{61c}',
            '\u{180e}'..='\u{180e}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202e}',
            '\u{2060}'..='\u{206f}',
            '\u{feff}'..='\u{feff}',
            '\u{fff9}'..='\u{fffb}',
            '\u{e0000}'..='\u{e007f}',
            '\u{3164}'..='\u{3164}',
        ];
        for c in never.into_iter().flatten() {
            assert!(is_unshowable(c), "{:x}", c as u32);
        }
        for c in "aéß目標🎯\u{fe0f}\u{a0}\u{301}\u{600}".chars() {
            assert!(!is_unshowable(c), "{:x}", c as u32);
        }
    }

    #[test]
    fn what_nobody_needs_is_hidden() {
        for text in [
            "pay\u{200b}ment",
            "pay\u{ad}ment",
            "pay\u{200d}ment",
            "pay\u{200c}ment",
            "a\u{202e}b",
            "a\u{200e}b",
            "שלום \u{2067}b\u{2069}",
            "a\u{feff}b",
            "a\u{fe0f}",
            "🎯\u{fe0f}\u{fe01}",
            "🎯\u{e0041}",
            "🎯\u{200d}a",
            "a\u{200d}🎯",
            "\u{3164}",
        ] {
            assert!(hidden(text).next().is_some(), "{text:?}");
        }
    }

    #[test]
    fn emoji_are_left_whole() {
        let flag = "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
        for text in
            ["👩\u{200d}💻", "👩🏽\u{200d}💻", "❤\u{fe0f}\u{200d}🔥", "1\u{fe0f}\u{20e3}", flag]
        {
            assert_eq!(hidden(text).next(), None, "{text}");
        }
    }

    #[test]
    fn scripts_keep_what_they_need() {
        for text in [
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "ශ්\u{200d}රී",
            "(\u{200f}שלום) CRM",
            "葛\u{e0100}",
            "ការ\u{200b}លក់",
            "\u{feff}title",
        ] {
            assert_eq!(hidden(text).next(), None, "{text:?}");
        }
    }
}
