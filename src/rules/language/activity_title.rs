use crate::finding::Findings;
use crate::level::Level;
use crate::plan::Text;
use crate::rules::language::words::{begins_with, entries, is_english, place};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "activity-title",
    level: Level::Note,
    page: include_str!("activity_title.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

/// After which a word that is a noun as well is a verb: "build a", and not "build times".
const ARTICLES: [&str; 14] = [
    "a", "an", "the", "our", "new", "all", "more", "one", "two", "three", "every", "each", "its",
    "their",
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let activities: Vec<&str> = entries(include_str!("activity_words.txt")).collect();
    for goal in cx.plan.open_goals() {
        let Some(text) = Text::of(goal, "title", &goal.title) else { continue };
        let Some((start, length)) = activity(text.words, &activities) else { continue };
        let words = &text.words[start..start + length];
        let title = format!("{text} begins with `{words}`, an activity and no outcome");
        out.report(goal.name(), place(cx.plan, &text, start, length), title).help(
            "say what is true once it is done, and for whom: `Sales sees every order of a customer on one screen`; \
             the activity is an item of a roadmap",
        );
    }
}

/// Where the activity stands that a title begins with.
fn activity(title: &str, activities: &[&str]) -> Option<(usize, usize)> {
    let start = title.find(char::is_alphanumeric)?;
    let words = &title[start..];
    let length = activities.iter().find_map(|activity| match activity.strip_suffix(" *") {
        None => begins_with(words, activity),
        Some(noun_too) => begins_with(words, noun_too).filter(|end| {
            let next = words[*end..].split_whitespace().next();
            next.is_some_and(|next| ARTICLES.iter().any(|word| word.eq_ignore_ascii_case(next)))
        }),
    })?;
    let is_all = words.len() == length;
    // A title that goes on to say what for, or how much, names its outcome.
    let says_why = title.contains('%') || title.contains("so that");
    (!is_all && !says_why && is_english(title)).then_some((start, length))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(title: &str) -> Vec<String> {
        said(
            &RULE,
            &[("goals.toml", &format!("[a]\nstatus = \"proposed\"\ntitle = \"{title}\"\n"))],
        )
    }

    #[test]
    fn a_title_that_begins_with_work_is_told() {
        for title in [
            "Implement the new CRM",
            "migrate to the cloud",
            "Roll out scanners in all shops",
            "Rollout of the loyalty app",
            "Build a data platform",
            "Launch the app",
            "“Introduce” single sign-on",
        ] {
            assert_eq!(said_of(title).len(), 1, "{title}");
        }
        assert_eq!(
            said_of("Roll out scanners"),
            ["the title of goal `a` begins with `Roll out`, an activity and no outcome"]
        );
    }

    #[test]
    fn outcomes_and_nouns_are_no_activities() {
        for title in [
            "Deliver 95 of 100 orders on the promised day",
            "Build times stay under five minutes",
            "Pilot shops sell a tenth more",
            "Test coverage of the checkout reaches 80",
            "Train delays no longer stop deliveries",
            "Launches take a day",
            "Implementation costs fall by half",
            "Replacement parts arrive in a day",
            "Set-up takes an hour",
            "Introduce self-service so that nobody waits on the phone",
            "Replace paper forms to save 20 % of the time",
            "Customers can implement our API in a day",
            "Implement",
        ] {
            assert!(said_of(title).is_empty(), "{title}");
        }
    }

    #[test]
    fn titles_in_other_languages_are_not_accused() {
        for title in [
            "Start der neuen Plattform",
            "Launch des neuen Shops",
            "Introduce el nuevo proceso",
            "Migrate il sistema",
            "Plan für alle Filialen",
            "Create nel 2026",
        ] {
            assert!(said_of(title).is_empty(), "{title}");
        }
    }

    #[test]
    fn drafts_and_items_may_name_work() {
        let goal = "[a]\nstatus = \"draft\"\ntitle = \"Implement the CRM\"\n";
        let item = "[r]\n[[r.item]]\nid = \"i\"\ntitle = \"Implement the CRM\"\n";
        assert!(said(&RULE, &[("goals.toml", goal), ("roadmaps.toml", item)]).is_empty());
    }
}
