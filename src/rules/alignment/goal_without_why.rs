use crate::finding::Findings;
use crate::level::{Level, Severity};
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-why",
    level: Level::Error,
    page: include_str!("goal_without_why.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals().filter(|goal| goal.why.is_absent()) {
        let Some(status) = goal.status.spanned() else { continue };
        let title = format!("goal `{}` is {} without a why", goal.id, status.value);
        let finding = out.report(goal.name(), goal.at, title);
        finding
            .help(
                "add `why = \"…\"`: what gets better for the business once it is reached, or worse if it is not, in words \
                 that both sides use",
            )
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
    fn drafts_closed_goals_and_what_cannot_be_read_are_spared() {
        for goal in
            ["status = \"draft\"", "status = \"missed\"", "status = \"committed\"\nwhy = \" \""]
        {
            assert!(said(&RULE, &[("goals/a.toml", goal)]).is_empty(), "{goal}");
        }
    }
}
