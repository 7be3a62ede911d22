use unicode_segmentation::UnicodeSegmentation;

use crate::finding::Findings;
use crate::level::Level;
use crate::plan::Text;
use crate::rules::language::words::{begins_with, entries, is_english, place, words};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "vague-title",
    level: Level::Warning,
    page: include_str!("vague_title.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let vague: Vec<&str> = entries(include_str!("vague_words.txt")).collect();
    for goal in cx.plan.open_goals().filter(|goal| goal.targets.is_missing()) {
        let Some(text) = Text::of(goal, "title", &goal.title) else { continue };
        let Some((start, length)) = vague_words(text.words, &vague) else { continue };
        let words = &text.words[start..start + length];
        let title = format!("{text} says `{words}`, and no target says by how much");
        let header = cx.plan.header(goal, "target");
        out.report(goal.name(), place(cx.plan, &text, start, length), title).help(format!(
            "say what is different once it is reached, and measure it: `[{header}]` with `kpi`, `from`, `to`, and `by`"
        ));
    }
}

/// Where a title is vague.
fn vague_words(title: &str, vague: &[&str]) -> Option<(usize, usize)> {
    let found = words(title).find_map(|(at, _)| {
        let length = vague.iter().find_map(|word| begins_with(&title[at..], word))?;
        Some((at, length))
    })?;
    (!has_amount(title) && is_english(title)).then_some(found)
}

/// Whether a title has a number that is no year: "Improve checkout conversion to 3 %".
fn has_amount(title: &str) -> bool {
    title.unicode_words().any(|word| {
        let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
        word.starts_with(|c: char| c.is_ascii_digit()) && !is_year
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(title: &str, more: &str) -> Vec<String> {
        let goal = format!("status = \"committed\"\ntitle = \"{title}\"\n{more}");
        said(&RULE, &[("goals/a.toml", &goal)])
    }

    #[test]
    fn a_verb_without_a_measure_is_vague_in_either_spelling() {
        for title in [
            "Improve the checkout",
            "Optimise our warehouses",
            "Optimize our warehouses",
            "Data that we leverage across the company",
            "Continuously enhancing customer experience",
            "Improve onboarding in 2026",
            "Improve onboarding in Q3",
        ] {
            assert_eq!(said_of(title, "").len(), 1, "{title}");
        }
    }

    #[test]
    fn a_target_or_a_number_says_how_much() {
        assert!(said_of("Improve the checkout", "[[target]]\nkpi = \"k\"\n").is_empty());
        assert!(
            said_of("Improve the checkout", "[[target]]\nkpi = \"k\"\nconfidential = \"board\"\n")
                .is_empty()
        );
        assert!(said_of("Improve the checkout", "target = 3\n").is_empty());
        assert!(said_of("Improve conversion to 3 %", "").is_empty());
    }

    #[test]
    fn words_that_only_begin_alike_are_not_vague() {
        for title in [
            "Improvements are listed by customers",
            "The boost-button works",
            "Unlocked doors are noticed",
            "Leveraged loans are repaid",
            "Optimise les stocks",
        ] {
            assert!(said_of(title, "").is_empty(), "{title}");
        }
    }
}
