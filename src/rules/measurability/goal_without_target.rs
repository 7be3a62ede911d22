use crate::finding::{Findings, Help};
use crate::level::{Level, Severity};
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule, paste};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-target",
    level: Level::Error,
    page: include_str!("goal_without_target.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals().filter(|goal| goal.targets.is_missing()) {
        let Some(status) = goal.status.spanned() else { continue };
        let title = format!("goal `{}` is {} without a target", goal.id, status.value);
        let instead = if goal.targets.at().is_some() { "in place of the empty list, " } else { "" };
        let by = goal.due.value().map_or("<YYYY-MM-DD>".to_owned(), |due| due.to_string());
        let by = format!("by = {by}");
        let lines =
            ["kpi = \"<kpi>\"", "from = <value at the start>", "to = <value to reach>", &by];
        let finding = out.report(goal.name(), goal.targets.at().unwrap_or(goal.at), title);
        finding
            .help(Help::with(
                format!(
                    "{instead}say what will have changed, from which value to which, and by when:"
                ),
                paste::further(cx, goal, "target", &lines),
            ))
            .label(status.at, format!("{} here", status.value));
        if status.value == Status::Proposed {
            finding.at_most(Severity::Warning);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_target_whose_numbers_are_kept_elsewhere_is_a_target() {
        let goal = "status = \"committed\"\n[[target]]\nkpi = \"k\"\nconfidential = \"board\"\n";
        assert!(said(&RULE, &[("goals/a.toml", goal)]).is_empty());
    }

    #[test]
    fn a_target_that_cannot_be_read_is_not_missing() {
        for targets in ["target = 5", "[[target]]\nkpi =\n", "[target]\nkpi = \"k\"\n"] {
            let goal = format!("status = \"committed\"\n{targets}");
            assert!(said(&RULE, &[("goals/a.toml", &goal)]).is_empty(), "{targets}");
        }
    }

    #[test]
    fn an_empty_list_is_no_target() {
        let goal = "status = \"committed\"\ntarget = []\n";
        assert_eq!(said(&RULE, &[("goals/a.toml", goal)]).len(), 1);
    }

    #[test]
    fn drafts_and_closed_goals_are_spared() {
        for status in ["draft", "achieved", "missed", "dropped"] {
            let goal = format!("status = \"{status}\"\n");
            assert!(said(&RULE, &[("goals/a.toml", &goal)]).is_empty(), "{status}");
        }
    }
}
