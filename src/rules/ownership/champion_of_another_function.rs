use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "champion-of-another-function",
    level: Level::Error,
    page: include_str!("champion_of_another_function.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let voices = cx.plan.voices();
    for goal in cx.plan.open_goals() {
        for (function, champion) in &goal.champions {
            let (Some(found), Some(named)) = (function.found(), champion.found()) else { continue };
            if voices.has(named, found) {
                continue;
            }
            let person = &cx.plan.people[named];
            let Some(home) = person.function.get() else { continue };
            let title = format!(
                "goal `{}` has `{}` of `{}` as the champion of `{}`",
                goal.id,
                person.id,
                home.id(),
                function.id()
            );
            let finding = out.report(goal.name(), champion.at, title);
            finding.about(function.id()).help(format!(
                "name somebody of `{0}`, or add `department = \"{0}\"` to `{1}` if that is where they sit",
                function.id(),
                person.id
            ));
            finding.label(home.at(), format!("`{}` reports to `{}`", person.id, home.id()));
            if let Some(department) = person.department.get() {
                finding.label(department.at(), format!("and sits in `{}`", department.id()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(champion: &str) -> Vec<String> {
        let functions = "[legal]\nhead = \"bo\"\n[sales]\nhead = \"ana\"\n";
        let people = "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"sales\"\n\
                      [eve]\nfunction = \"slaes\"\n[lin]\nfunction = \"sales\"\n";
        let teams = "[law]\nfunction = \"legal\"\nlead = \"lin\"\nmembers = [\"ana\"]\n";
        let goal = format!("[a]\nstatus = \"proposed\"\nchampions = {{ legal = \"{champion}\" }}");
        said(
            &RULE,
            &[
                ("functions.toml", functions),
                ("goals.toml", &goal),
                ("people.toml", people),
                ("teams.toml", teams),
            ],
        )
    }

    #[test]
    fn its_head_and_its_leads_speak_for_a_function_and_members_of_its_teams_do_not() {
        assert!(said_of("bo").is_empty());
        assert!(said_of("lin").is_empty());
        assert_eq!(said_of("ana"), ["goal `a` has `ana` of `sales` as the champion of `legal`"]);
    }

    #[test]
    fn a_misspelled_function_may_have_been_that_one() {
        assert!(said_of("eve").is_empty());
    }
}
