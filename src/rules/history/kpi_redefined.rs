use crate::diff::What;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Movable;
use crate::rules::history::decision;
use crate::rules::history::moves::measured_by;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "kpi-redefined",
    level: Level::Error,
    page: include_str!("kpi_redefined.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Decisions, Reads::Base],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(diff) = cx.diff else { return };
    for change in &diff.changes {
        // What was not said before is no promise.
        let What::Definition { field, from: Some(from), .. } = &change.what else { continue };
        let id = &change.entry.id;
        let mut goals = measured_by(diff, id);
        goals.retain(|goal| !diff.may_be_excused(goal, Movable::Kpi));
        let (Some(at), false) = (change.after, goals.is_empty()) else { continue };
        let noun = if goals.len() == 1 { "goal" } else { "goals" };
        let names: Vec<String> = goals.iter().map(tick).collect();
        let title = format!(
            "KPI `{id}` is redefined under {noun} {}: {}",
            and_list(&names),
            diff.words(change)
        );
        let finding = out.report(change.entry.clone(), at, title);
        finding.about(*field);
        let undo = format!(
            "write `{field} = {}` again, and give what is measured now a KPI of its own",
            toml::Value::from(from.as_str())
        );
        decision::ask(finding, diff, &goals, &undo, Movable::Kpi);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since;

    const GOAL: &str = "status = \"committed\"\n[[target]]\nkpi = \"k\"\n";
    const KPI: &str = "unit = \"%\"\ndirection = \"increase\"\nformula = \"x / y\"\n";

    /// What is said where `old` in the KPI has become `new` under the goals `a` and `b`, besides a decision about some goals.
    fn kpi_says(old: &str, new: &str, decided: &str) -> Vec<String> {
        let after = KPI.replace(old, new);
        let decision = format!("goals = [{decided}]\nallows = [\"kpi\"]\n");
        let goals = [("goals/b.toml", GOAL), ("goals/a.toml", GOAL)];
        said_since(
            &RULE,
            &[&goals[..], &[("kpis/k.toml", KPI)]].concat(),
            &[&goals[..], &[("kpis/k.toml", &after), ("decisions/d.toml", &decision)]].concat(),
        )
    }

    #[test]
    fn each_part_of_the_definition_counts_once_it_was_written() {
        let says = |what: &str| [format!("KPI `k` is redefined under goals `a` and `b`: {what}")];
        assert_eq!(kpi_says("\"%\"", "\"orders\"", ""), says("unit % → orders"));
        assert_eq!(kpi_says("increase", "maintain", ""), says("direction increase → maintain"));
        assert_eq!(kpi_says("formula = \"x / y\"\n", "", ""), says("formula x / y → nothing"));
        assert!(kpi_says("formula", "source = \"the shop\"\nformula", "").is_empty());
        assert!(kpi_says("formula", "title = \"K\"\nformula", "").is_empty());
    }

    #[test]
    fn a_decision_names_every_goal() {
        let redefined = |decided| kpi_says("x / y", "x / z", decided);
        assert!(redefined("\"a\", \"b\"").is_empty());
        assert_eq!(
            redefined("\"a\""),
            ["KPI `k` is redefined under goal `b`: formula x / y → x / z"]
        );
    }

    #[test]
    fn a_kpi_that_no_committed_goal_is_measured_by_may_change() {
        let draft = GOAL.replace("committed", "draft");
        let after = KPI.replace("x / y", "x / z");
        for goal in [draft.as_str(), "status = \"committed\"\n"] {
            let said = said_since(
                &RULE,
                &[("goals/a.toml", goal), ("kpis/k.toml", KPI)],
                &[("goals/a.toml", GOAL), ("kpis/k.toml", &after)],
            );
            assert!(said.is_empty(), "{goal}");
        }
    }
}
