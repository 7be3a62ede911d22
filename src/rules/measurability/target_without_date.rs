use crate::finding::Findings;
use crate::level::{Level, Severity};
use crate::model::Status;
use crate::rules::measurability::words::the_target;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-without-date",
    level: Level::Error,
    page: include_str!("target_without_date.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (goal, target) in cx.plan.open_targets().filter(|(_, target)| target.by.is_absent()) {
        let title = format!("{} has no date (`by`)", the_target(goal, target));
        let finding = out.report(goal.name(), target.at, title);
        finding.about(target.kpi_id());
        match goal.due.spanned() {
            Some(due) => finding
                .help(format!("add `by = {}` or an earlier day", due.value))
                .label(due.at, format!("the goal is due on {}", due.value)),
            None => finding.help("add `by = <YYYY-MM-DD>`, the day it shall stand there"),
        };
        if goal.is(Status::Proposed) {
            finding.at_most(Severity::Warning);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_confidential_target_needs_a_day_all_the_same() {
        let goal = "status = \"committed\"\n[[target]]\nkpi = \"k\"\nconfidential = \"board\"\n";
        assert_eq!(said(&RULE, &[("goals/a.toml", goal)]).len(), 1);
    }

    #[test]
    fn a_day_that_cannot_be_read_is_not_missing() {
        let goal = "status = \"committed\"\n[[target]]\nkpi = \"k\"\nby = \"in autumn\"\n";
        assert!(said(&RULE, &[("goals/a.toml", goal)]).is_empty());
    }
}
