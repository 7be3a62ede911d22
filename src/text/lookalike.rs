//! Letters of one script that look like letters of another.

use icu_properties::props::{Cased, NamedEnumeratedProperty, Script};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_security::mixed_script::AugmentedScriptSet;
use unicode_security::skeleton;

use crate::text::is_unshowable;

/// Where the letters stand that can pose as Latin ones: Greek, Cyrillic, and Armenian.
const GREEK_TO_ARMENIAN: std::ops::RangeInclusive<char> = '\u{370}'..='\u{58f}';

/// A letter that looks like another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookalike {
    /// The letter.
    pub letter: char,
    /// The letter it looks like.
    pub like: char,
    /// The name of its script.
    pub script: &'static str,
}

/// The first letter of `word` that looks like one of another script, where the word has letters of several scripts; the script
/// that has fewer of them is the odd one.
///
/// Only letters that have a case are compared: no Chinese, Korean, Arabic, or Hindi beside Latin is taken for Latin, and
/// some brands are written so. A symbol that looks like no other letter, as in "μs" or "kΩ", is no disguise.
#[must_use]
pub fn lookalike_in(word: &str) -> Option<Lookalike> {
    if word.is_ascii() {
        return None;
    }
    let mut letters = word.chars().filter(|c| CodePointSetData::new::<Cased>().contains(*c));
    let mut scripts = AugmentedScriptSet::default();
    for letter in letters.clone() {
        scripts.intersect_with(letter.into());
    }
    if !scripts.is_empty() {
        return None;
    }
    let all = letters.clone().count();
    let latin = letters.clone().filter(|c| script(*c) == Script::Latin);
    let odd = letters.clone().find(|c| script(*c) != Script::Latin).map(script)?;
    if latin.clone().count() * 2 < all {
        // The Latin letters are the odd ones: "cчёт".
        return latin
            .clone()
            .find_map(|letter| twin(letter, odd))
            .or_else(|| letters.clone().find_map(lookalike));
    }
    letters.find_map(lookalike)
}

/// What a Latin letter looks like, where that is a letter of `other`.
fn twin(letter: char, other: Script) -> Option<Lookalike> {
    let like = GREEK_TO_ARMENIAN
        .into_iter()
        .find(|c| script(*c) == other && lookalike(*c).is_some_and(|found| found.like == letter))?;
    Some(Lookalike { letter, like, script: Script::Latin.long_name() })
}

/// `id` as it looks, where that is another id than it is: look-alikes replaced and what is hidden left out.
///
/// Accents are no disguise: "café" and "satış" are as they look.
#[must_use]
pub fn undisguised(id: &str) -> Option<String> {
    if id.is_ascii() {
        return None;
    }
    let seen = |c: char| if c.is_ascii() { Some(c) } else { lookalike(c).map(|found| found.like) };
    let plain: Option<String> = id.chars().filter(|c| !is_unshowable(*c)).map(seen).collect();
    plain.filter(|plain| !plain.is_empty())
}

/// What `letter` looks like, where that is one of A to Z and it is no Latin letter.
#[must_use]
pub fn lookalike(letter: char) -> Option<Lookalike> {
    let script = script(letter);
    if letter.is_ascii() || matches!(script, Script::Latin | Script::Common | Script::Inherited) {
        return None;
    }
    let mut buffer = [0; 4];
    let mut shape = skeleton(letter.encode_utf8(&mut buffer));
    let (like, None) = (shape.next()?, shape.next()) else { return None };
    like.is_ascii_alphabetic().then(|| Lookalike { letter, like, script: script.long_name() })
}

fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_two_scripts_gives_its_lookalike_away() {
        let found = lookalike_in("p\u{430}ypal").unwrap();
        assert_eq!((found.letter, found.like, found.script), ('\u{430}', 'a', "Cyrillic"));
        assert!(lookalike_in("С\u{441}he\u{441}kout").is_some());
        assert!(lookalike_in("\u{41e}perations").is_some());
        // The one Latin letter of a Russian word.
        let found = lookalike_in("cчёт").unwrap();
        assert_eq!((found.letter, found.like, found.script), ('c', '\u{441}', "Latin"));
    }

    #[test]
    fn words_of_one_script_and_symbols_are_as_they_look() {
        for word in [
            "Москва",
            "хор",
            "satış",
            "μs",
            "kΩ",
            "Δt",
            "Tシャツ",
            "東京タワー",
            "CRM시스템",
            "הCRM",
            "العCRM",
            "Ærø",
            "naïve",
            "ﬁnance",
        ] {
            assert_eq!(lookalike_in(word), None, "{word}");
        }
    }

    #[test]
    fn an_id_in_disguise_is_shown_as_it_looks() {
        assert_eq!(undisguised("\u{441}heckout").as_deref(), Some("checkout"));
        assert_eq!(undisguised("check\u{200b}out").as_deref(), Some("checkout"));
        for id in ["checkout", "café", "hızlı", "москва", "目標"] {
            assert_eq!(undisguised(id), None, "{id}");
        }
    }
}
