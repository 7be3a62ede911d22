//! Titles that are nearly the same.
//!
//! Nothing is compared with everything: a title looks up its own words, and its words less one, in a table. So the work
//! grows with the number of words, also where thousands of titles come from one template.

use std::borrow::Cow;
use std::collections::HashSet;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;

use petgraph::unionfind::UnionFind;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use unicode_segmentation::UnicodeSegmentation;

use crate::rules::language::words::{entries, singular};

/// How many words the longer of two titles has at least, where it has one more than the other.
const ENOUGH: usize = 4;

/// How many letters a word has at least that may be spelt in two ways.
const LONG: usize = 5;

/// One more of these words turns the meaning round.
const TURNS: [&str; 5] = ["not", "no", "non", "never", "without"];

/// A title, as it is compared.
pub(super) struct Title<'t> {
    text: &'t str,
    /// Its words, each as it is compared and as it is written; in order, each once.
    words: Vec<(String, String)>,
}

impl<'t> Title<'t> {
    /// Takes a title apart; words by which no two titles differ are left out.
    pub(super) fn all(texts: impl Iterator<Item = &'t str>) -> Vec<Self> {
        let stop: FxHashSet<&str> = entries(include_str!("stop_words.txt")).collect();
        texts
            .map(|text| {
                let written = text.unicode_words().map(str::to_lowercase);
                let mut words: Vec<(String, String)> = written
                    .filter(|word| !stop.contains(word.as_str()))
                    .map(|word| (spelling(&word), word))
                    .collect();
                words.sort_unstable();
                words.dedup_by(|one, other| one.0 == other.0);
                Self { text, words }
            })
            .collect()
    }

    /// What two titles that are nearly the same have in common: "the same title", "nearly the same title: only `web` differs".
    pub(super) fn likeness(&self, other: &Self) -> String {
        if self.text.trim().eq_ignore_ascii_case(other.text.trim()) {
            return "the same title".into();
        }
        let written: HashSet<&str> = self.words.iter().map(|(_, word)| word.as_str()).collect();
        let others: HashSet<&str> = other.words.iter().map(|(_, word)| word.as_str()).collect();
        let mut differing: Vec<&str> = written.symmetric_difference(&others).copied().collect();
        differing.sort_unstable();
        match differing[..] {
            [one] => format!("nearly the same title: only `{one}` differs"),
            [one, two] => format!("nearly the same title: only `{one}` and `{two}` differ"),
            _ => "nearly the same title".into(),
        }
    }
}

/// Pairs of titles that are nearly the same, by position: enough of them that whoever is like another is in one.
pub(super) fn pairs(titles: &[Title<'_>]) -> Vec<(usize, usize)> {
    let spellings = Spellings::of(titles);
    let words: Vec<Vec<&str>> = titles.iter().map(|title| spellings.words(title)).collect();
    let mut pairs = Vec::new();
    let mut first_with: FxHashMap<u64, usize> = FxHashMap::default();
    for (position, own) in words.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
        match first_with.entry(own.iter().map(|word| hash(word)).fold(0, u64::wrapping_add)) {
            Entry::Vacant(entry) => {
                entry.insert(position);
            }
            Entry::Occupied(entry) if words[*entry.get()] == *own => {
                pairs.push((*entry.get(), position));
            }
            Entry::Occupied(_) => {}
        }
    }
    for (position, own) in words.iter().enumerate().filter(|(_, own)| own.len() >= ENOUGH) {
        let all = own.iter().map(|word| hash(word)).fold(0, u64::wrapping_add);
        for extra in own.iter().filter(|word| !TURNS.contains(*word) && !has_digit(word)) {
            let Some(other) = first_with.get(&all.wrapping_sub(hash(extra))) else { continue };
            let rest = own.iter().filter(|word| *word != extra);
            if words[*other].len() + 1 == own.len() && rest.eq(&words[*other]) {
                pairs.push((position.min(*other), position.max(*other)));
            }
        }
    }
    pairs
}

/// The words that are one word, spelt in two ways.
struct Spellings<'w> {
    /// The spelling that stands for each other one.
    as_one: FxHashMap<&'w str, &'w str>,
}

impl<'w> Spellings<'w> {
    /// Finds the words that differ in one letter: both of them give the same when a letter is left out.
    fn of(titles: &'w [Title<'_>]) -> Self {
        let all = titles.iter().flat_map(|title| &title.words).map(|(word, _)| word.as_str());
        let is_word = |word: &&str| word.chars().count() >= LONG && !has_digit(word);
        let mut words: Vec<&str> = all.filter(is_word).collect();
        words.sort_unstable();
        words.dedup();
        let mut sets = UnionFind::new(words.len());
        let mut first_with: FxHashMap<String, usize> = FxHashMap::default();
        for (number, word) in words.iter().enumerate() {
            let less = word.char_indices().skip(1).map(|(at, c)| {
                let mut less = (*word).to_owned();
                less.replace_range(at..at + c.len_utf8(), "");
                less
            });
            for key in less.chain([(*word).to_owned()]) {
                let other = *first_with.entry(key).or_insert(number);
                if strsim::osa_distance(words[other], word) == 1 {
                    sets.union(other, number);
                }
            }
        }
        let as_one = words.iter().enumerate();
        Self { as_one: as_one.map(|(number, word)| (*word, words[sets.find(number)])).collect() }
    }

    /// The words of a title in one spelling, in order.
    fn words(&self, title: &'w Title<'_>) -> Vec<&'w str> {
        let one = |(word, _): &'w (String, String)| {
            self.as_one.get(word.as_str()).copied().unwrap_or(word)
        };
        let mut words: Vec<&str> = title.words.iter().map(one).collect();
        words.sort_unstable();
        words.dedup();
        words
    }
}

/// A lowercase word as it is compared: in the singular, and in American spelling.
fn spelling(word: &str) -> String {
    let word = word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word);
    let word = singular(word);
    if word.len() < LONG {
        return word.into_owned();
    }
    let ends = ["ise", "ised", "ising", "iser", "isation"];
    let american = match ends.iter().find_map(|end| Some((word.strip_suffix(end)?, end))) {
        Some((stem, end)) => Cow::Owned(format!("{stem}{}", end.replacen('s', "z", 1))),
        None => word,
    };
    american.replace("our", "or")
}

fn has_digit(word: &str) -> bool {
    word.contains(|c: char| c.is_numeric())
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likeness(one: &str, other: &str) -> Option<String> {
        let titles = Title::all([one, other].into_iter());
        let (first, second) = *pairs(&titles).first()?;
        Some(titles[first].likeness(&titles[second]))
    }

    #[test]
    fn titles_that_say_the_same_are_nearly_the_same() {
        for (one, other, differs) in [
            ("Fewer returns", "Fewer returns", "the same title"),
            ("Fewer returns", "fewer Returns ", "the same title"),
            ("Fewer returns in the shops", "Fewer returns in our shops", "nearly the same title"),
            (
                "Faster checkout for customers",
                "Faster web checkout for customers",
                "nearly the same title: only `web` differs",
            ),
            ("Optimised colour choice", "Optimized color choices", "nearly the same title"),
            (
                "Conversion in the shops",
                "Convertion in the shops",
                "nearly the same title: only `conversion` and `convertion` differ",
            ),
            (
                "Better call centre answers",
                "Better call center answers",
                "nearly the same title: only `center` and `centre` differ",
            ),
        ] {
            assert_eq!(likeness(one, other).as_deref(), Some(differs), "{one} | {other}");
        }
    }

    #[test]
    fn titles_that_each_have_a_word_of_their_own_are_two() {
        for (one, other) in [
            ("Fewer returns in France", "Fewer returns in Spain"),
            ("Fewer returns in 2026", "Fewer returns in 2027"),
            ("Phase 1 of the new shop", "Phase 2 of the new shop"),
            ("Fewer returns in the big shops", "Fewer returns in the big shops in 2027"),
            ("Fewer returns", "Fewer returns online"),
            ("Orders leave with an invoice daily", "Orders leave without an invoice daily"),
            ("Orders not lost in the warehouse", "Orders lost in the warehouse"),
            ("More foods sold in shops", "More goods sold in shops"),
            ("One new shop in Lyon", "Ten new shops in Lyon"),
            ("of the", "in our"),
        ] {
            assert_eq!(likeness(one, other), None, "{one} | {other}");
        }
    }

    #[test]
    fn ten_thousand_titles_of_one_template_are_few_pairs() {
        let same: Vec<String> =
            (0..10_000).map(|_| "Fewer returns in the big shops".into()).collect();
        let titles = Title::all(same.iter().map(String::as_str));
        assert_eq!(pairs(&titles).len(), 9_999);
        let own: Vec<String> =
            (0..10_000).map(|n| format!("Fewer returns in the shop {n}")).collect();
        let titles = Title::all(own.iter().map(String::as_str));
        assert!(pairs(&titles).is_empty());
    }
}
