use unicode_segmentation::UnicodeSegmentation;

use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "long-title",
    level: Level::Warning,
    page: include_str!("long_title.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Roadmaps, Reads::Decisions],
    settings: &[CHARACTERS],
    check,
};

const CHARACTERS: Setting = Setting {
    rule: "long-title",
    name: "characters",
    default: 80.0,
    looser: Looser::Higher,
    about: "how many characters a title may have",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let most = cx.count(&CHARACTERS);
    for text in cx.plan.texts().filter(|text| text.role == "title" && text.words.len() > most) {
        let length = text.words.trim().graphemes(true).count();
        if length <= most {
            continue;
        }
        let title = format!(
            "{text} has {}, {} more than {most}",
            plural(length, "character"),
            length - most
        );
        let help = match text.noun {
            "goal" => "keep what is true once it is reached, and put the rest into `why`",
            "KPI" => "keep what is measured, and put the rest into `means`",
            "decision" => "keep what was decided, and put the rest into `because`",
            "item" => "keep what is delivered",
            _ => "keep the words by which people call it",
        };
        out.report(text.entry(), text.words.at, title).about(text.about()).help(help);
    }
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
    fn characters_are_counted_as_people_see_them() {
        assert!(said_of(&"👩\u{200d}💻".repeat(80)).is_empty());
        assert!(said_of(&"e\u{301}".repeat(80)).is_empty());
        assert_eq!(
            said_of(&"ä".repeat(81)),
            ["the title of goal `a` has 81 characters, 1 more than 80"]
        );
    }

    #[test]
    fn drafts_and_what_is_done_are_spared() {
        let long = "x".repeat(81);
        let files = [
            ("goals.toml", format!("[a]\nstatus = \"draft\"\ntitle = \"{long}\"\n")),
            ("goals/b.toml", format!("status = \"missed\"\ntitle = \"{long}\"\n")),
            (
                "roadmaps.toml",
                format!("[r]\n[[r.item]]\nid = \"i\"\nstatus = \"done\"\ntitle = \"{long}\"\n"),
            ),
            ("decisions.toml", format!("[d]\nstatus = \"superseded\"\ntitle = \"{long}\"\n")),
        ];
        let files: Vec<_> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert!(said(&RULE, &files).is_empty());
    }
}
