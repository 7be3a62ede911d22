use unicode_segmentation::UnicodeSegmentation;

use crate::finding::Findings;
use crate::level::Level;
use crate::plan::Text;
use crate::rules::language::words::{place, prose};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "placeholder",
    level: Level::Error,
    page: include_str!("placeholder.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

/// What the words begin with that stand for something unknown.
const STARTS: [&[u8]; 4] = [b"tbd", b"tod", b"lor", b"xxx"];

/// Whether an acronym is a placeholder, which is a finding of its own.
pub(super) fn is_placeholder(acronym: &str) -> bool {
    matches!(acronym, "TBD" | "TODO") || is_crosses(acronym)
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        for (key, words) in goal.all_texts() {
            let Some((at, found)) = first_in(words) else { continue };
            let text = Text::new(goal, key, words);
            let place = place(cx.plan, &text, at, found.len());
            let title = format!("goal `{}` still has `{found}` in its `{key}`", goal.id);
            out.report(goal.name(), place, title).about(format!("{key} {found}")).help(
                "write what belongs there; while nobody knows it yet, the goal is `status = \"draft\"`",
            );
        }
    }
}

/// Whether a text may have a placeholder: most have nothing that begins like one, and need not be taken apart.
fn may_have(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| match three[0] {
        b'?' => three == b"???",
        b't' | b'T' | b'l' | b'L' | b'x' | b'X' => {
            STARTS.iter().any(|start| three.eq_ignore_ascii_case(start))
        }
        _ => false,
    })
}

/// The first placeholder in a text, and where it begins.
fn first_in(text: &str) -> Option<(usize, &str)> {
    if !may_have(text) {
        return None;
    }
    prose(text).find_map(|(offset, part)| {
        let word = part.unicode_word_indices().find(|(at, word)| is_open(&part[*at..], word));
        let words = word.map(|(at, word)| {
            let end = if word.eq_ignore_ascii_case("lorem") {
                end_of_lorem_ipsum(&part[at..])
            } else {
                word.len()
            };
            (at, &part[at..at + end])
        });
        let marks = question_marks(part);
        let first = [words, marks].into_iter().flatten().min_by_key(|(at, _)| *at)?;
        Some((offset + first.0, first.1))
    })
}

/// Whether a word, with what follows it, stands for something that is not known yet.
fn is_open(rest: &str, word: &str) -> bool {
    match word {
        // In small letters it is Spanish and Portuguese for "all".
        "TODO" => !is_talked_about(&rest[word.len()..]),
        _ if word.eq_ignore_ascii_case("tbd") => true,
        _ if word.eq_ignore_ascii_case("lorem") => end_of_lorem_ipsum(rest) > 0,
        _ => is_crosses(word),
    }
}

/// `xxx`, and longer.
fn is_crosses(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'x'))
}

/// Whether "TODO" is what the sentence is about, as in "no TODO comments are left".
fn is_talked_about(rest: &str) -> bool {
    let next = rest.unicode_words().next().unwrap_or_default();
    rest.starts_with(' ')
        && ["comment", "list", "item", "marker", "app"]
            .iter()
            .any(|noun| next == *noun || next.strip_suffix('s') == Some(noun))
}

/// How long "lorem ipsum" is at the start of `rest`; 0 where it is something else.
fn end_of_lorem_ipsum(rest: &str) -> usize {
    let Some((at, word)) = rest.unicode_word_indices().nth(1) else { return 0 };
    if word.eq_ignore_ascii_case("ipsum") { at + word.len() } else { 0 }
}

/// `???` that stands alone: behind a word it is a cry.
fn question_marks(part: &str) -> Option<(usize, &str)> {
    part.match_indices("???").find_map(|(at, _)| {
        let is_alone =
            !part[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!'));
        let end = part[at..].find(|c| c != '?').unwrap_or(part.len() - at);
        is_alone.then(|| (at, &part[at..at + end]))
    })
}

#[cfg(test)]
mod tests {
    use super::{RULE, first_in};
    use crate::rules::testing::said;

    #[test]
    fn what_stands_for_something_unknown_is_found() {
        for (text, found) in [
            ("TBD", "TBD"),
            ("tbd by finance", "tbd"),
            ("From 3 to ???", "???"),
            ("Sales with ????? more", "?????"),
            ("TODO: ask Maria", "TODO"),
            ("A contract with XXX GmbH", "XXX"),
            ("reach xxxx customers", "xxxx"),
            ("Lorem  ipsum dolor", "Lorem  ipsum"),
            ("`a` and TBD", "TBD"),
        ] {
            assert_eq!(first_in(text).map(|found| found.1), Some(found), "{text}");
        }
    }

    #[test]
    fn words_that_only_look_so_are_left_alone() {
        for text in [
            "Todo el equipo conoce el plan",
            "todo mundo",
            "No TODO comments are left in the payment code",
            "No `TODO` is left",
            "Why is churn so high???",
            "Why?",
            "XXL shops",
            "Exxon",
            "xx",
            "mastodon",
            "A lorem of ipsum",
            "XXXLutz sells it",
        ] {
            assert_eq!(first_in(text), None, "{text}");
        }
    }

    #[test]
    fn every_text_of_an_open_goal_is_read() {
        let goal = |status: &str| {
            format!(
                "[g]\nstatus = \"{status}\"\ntitle = \"A TBD\"\nwhy = \"TBD\"\ncustomer = \"TBD\"\ntags = [\"tbd\"]\n\
                 vacancies.it.because = \"TBD\"\nclosed.because = \"TBD\"\n\
                 [[g.target]]\nconfidential = \"TBD\"\n[[g.non_negotiable]]\nmust = \"TBD\"\nbecause = \"TBD\"\n\
                 [[g.incentive]]\nreward = \"TBD\"\n"
            )
        };
        assert_eq!(said(&RULE, &[("goals.toml", &goal("proposed"))]).len(), 10);
        assert!(said(&RULE, &[("goals.toml", &goal("draft"))]).is_empty());
        assert!(said(&RULE, &[("goals.toml", &goal("dropped"))]).is_empty());
    }
}
