use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Term};
use crate::plan::Text;
use crate::rules::language::words::{place, singular, words};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, Spanned};

pub(super) const RULE: Rule = Rule {
    name: "jargon",
    level: Level::Warning,
    page: include_str!("jargon.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Roadmaps, Reads::Decisions, Reads::Terms],
    settings: &[],
    check,
};

/// A term that has plainer words.
struct Jargon<'p, 's> {
    term: &'p Entry<'s, Term<'s>>,
    instead: &'p Spanned<Cow<'s, str>>,
    /// Its words, as they are compared, and whether each stands in capitals: the term "IT" is not the word "it".
    words: Vec<(String, bool)>,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let jargon: Vec<Jargon<'_, '_>> = cx.plan.terms.iter().filter_map(jargon).collect();
    let mut by_first: BTreeMap<&str, Vec<&Jargon<'_, '_>>> = BTreeMap::new();
    for jargon in &jargon {
        by_first.entry(&jargon.words[0].0).or_default().push(jargon);
    }
    // The longest first, so that "cross-selling rate" is not read as "cross-selling".
    for terms in by_first.values_mut() {
        terms.sort_by_key(|jargon| std::cmp::Reverse(jargon.words.len()));
    }
    if by_first.is_empty() {
        return;
    }
    for text in cx.plan.texts() {
        for (jargon, uses) in uses_in(&text, &by_first) {
            report(cx, &text, jargon, &uses, out);
        }
    }
}

fn jargon<'p, 's>(term: &'p Entry<'s, Term<'s>>) -> Option<Jargon<'p, 's>> {
    let words = words(term.term.get()?).map(|(_, word)| (compared(word), is_loud(word)));
    let words: Vec<(String, bool)> = words.collect();
    let instead = term.instead.spanned()?;
    (!words.is_empty()).then_some(Jargon { term, instead, words })
}

/// A word as it is compared: whatever its case and number.
fn compared(word: &str) -> String {
    singular(&stem(word).to_lowercase()).into_owned()
}

/// Whether a word of two letters or more is all in capitals, a plural s aside.
fn is_loud(word: &str) -> bool {
    let letters = stem(word).strip_suffix('s').unwrap_or(stem(word));
    letters.len() > 1 && !letters.chars().any(char::is_lowercase)
}

/// A word without "'s".
fn stem(word: &str) -> &str {
    word.strip_suffix("’s").or(word.strip_suffix("'s")).unwrap_or(word)
}

type Uses<'j, 'p, 's> = Vec<(&'j Jargon<'p, 's>, Vec<(usize, usize)>)>;

/// The jargon in a text, each with the stretches (start and length) where it is used.
fn uses_in<'j, 'p, 's>(
    text: &Text<'_, '_>,
    by_first: &BTreeMap<&str, Vec<&'j Jargon<'p, 's>>>,
) -> Uses<'j, 'p, 's> {
    let all: Vec<(usize, &str, String)> =
        words(text.words).map(|(at, word)| (at, word, compared(word))).collect();
    let mut uses: Uses<'j, 'p, 's> = Vec::new();
    let mut next = 0;
    while let Some((at, _, first)) = all.get(next) {
        let terms = by_first.get(first.as_str()).map_or(&[][..], Vec::as_slice);
        let used = terms.iter().find(|jargon| {
            let here = all.get(next..next + jargon.words.len()).unwrap_or_default();
            here.len() == jargon.words.len()
                && here.iter().zip(&jargon.words).all(
                    |((_, written, word), (term, in_capitals))| {
                        word == term && (!in_capitals || is_loud(written))
                    },
                )
                && here.windows(2).all(|two| {
                    let between = &text.words[two[0].0 + two[0].1.len()..two[1].0];
                    between == "-" || between.chars().all(char::is_whitespace)
                })
        });
        let Some(jargon) = used else {
            next += 1;
            continue;
        };
        next += jargon.words.len();
        let (last_at, last, _) = &all[next - 1];
        let stretch = (*at, last_at + last.len() - at);
        match uses.iter_mut().find(|(known, _)| known.term.at == jargon.term.at) {
            Some((_, stretches)) => stretches.push(stretch),
            None => uses.push((jargon, vec![stretch])),
        }
    }
    uses
}

fn report(
    cx: &Cx<'_>,
    text: &Text<'_, '_>,
    jargon: &Jargon<'_, '_>,
    uses: &[(usize, usize)],
    out: &mut Findings,
) {
    let (start, length) = uses[0];
    let instead = jargon.instead;
    let words = &text.words[start..start + length];
    let title = format!("{text} says `{words}`, jargon for `{}`", instead.value);
    let finding = out.report(text.entry(), place(cx.plan, text, start, length), title);
    let help = format!("write `{}`", instead.value);
    finding.about(format!("{} {}", text.about(), jargon.term.id)).help(&help);
    finding.label(instead.at, "the plan's own plainer words");
    let edits: Option<Vec<Edit>> = uses
        .iter()
        .map(|(start, length)| {
            let at = cx.plan.place_within(text.words, &(*start..start + length))?;
            Some(Edit { at, text: as_there(instead, *start) })
        })
        .collect();
    let is_plain = !instead.contains(['"', '\'', '\\']) && !instead.contains(char::is_control);
    if let Some(edits) = edits.filter(|_| is_plain) {
        finding.unsafe_fix(help, edits);
    }
}

/// The plainer words, with a capital where they begin the text.
fn as_there(instead: &str, start: usize) -> String {
    let mut chars = instead.chars();
    match chars.next().filter(|_| start == 0) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => instead.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(why: &str) -> Vec<String> {
        let goal = format!("status = \"proposed\"\nwhy = \"{why}\"\n");
        let terms = "[synergy]\nterm = \"synergy\"\ninstead = \"savings\"\n\
                     [cut-off]\nterm = \"cut-off\"\ninstead = \"last hour\"\n\
                     [low]\nterm = \"low-hanging fruit\"\ninstead = \"quick win\"\n\
                     [fruit]\nterm = \"fruit\"\ninstead = \"apple\"\n\
                     [it]\nterm = \"IT\"\ninstead = \"the technicians\"\n\
                     [nps]\nterm = \"NPS\"\nmeans = \"no plainer words\"\n";
        said(&RULE, &[("goals/a.toml", &goal), ("terms.toml", terms)])
    }

    #[test]
    fn whole_words_count_whatever_their_case_and_number() {
        for why in [
            "We seek Synergies.",
            "SYNERGY's end",
            "The cut-offs moved",
            "The cut off moved",
            "IT knows",
        ] {
            assert_eq!(said_of(why).len(), 1, "{why}");
        }
        for why in ["synergistic work", "Cut it. Off we go", "it knows", "NPS fell", "`synergy`"] {
            assert!(said_of(why).is_empty(), "{why}");
        }
    }

    #[test]
    fn the_longest_term_wins() {
        assert_eq!(
            said_of("Low-hanging fruits and other fruit"),
            [
                "the why of goal `a` says `Low-hanging fruits`, jargon for `quick win`",
                "the why of goal `a` says `fruit`, jargon for `apple`"
            ]
        );
    }

    #[test]
    fn a_word_used_twice_in_one_text_is_one_finding() {
        assert_eq!(said_of("synergy here and synergies there").len(), 1);
    }

    #[test]
    fn drafts_may_speak_as_they_like() {
        let goal = "status = \"draft\"\nwhy = \"synergy\"\n";
        let terms = "[synergy]\nterm = \"synergy\"\ninstead = \"savings\"\n";
        assert!(said(&RULE, &[("goals/a.toml", goal), ("terms.toml", terms)]).is_empty());
    }
}
