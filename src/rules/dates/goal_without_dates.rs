use crate::finding::Findings;
use crate::level::Level;
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-dates",
    level: Level::Error,
    page: include_str!("goal_without_dates.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.goals.iter().filter(|goal| goal.is(Status::Committed)) {
        let (missing, add) = match (goal.start.is_absent(), goal.due.is_absent()) {
            (false, false) => continue,
            (true, false) => ("a start", "`start = <YYYY-MM-DD>`, the day work begins"),
            (false, true) => ("a due date", "`due = <YYYY-MM-DD>`, the day it shall be reached"),
            (true, true) => (
                "a start and a due date",
                "`start = <YYYY-MM-DD>` and `due = <YYYY-MM-DD>`, the days work begins and the goal shall be reached",
            ),
        };
        let finding = out.report(
            goal.name(),
            goal.at,
            format!("goal `{}` is committed without {missing}", goal.id),
        );
        let period = goal.period.value().map_or(String::new(), |period| {
            format!(
                "; its period `{period}` runs from {} to {}",
                period.first_day(),
                period.last_day()
            )
        });
        finding.help(format!("add {add}{period}"));
        if let Some(at) = goal.status.at() {
            finding.label(at, "committed here");
        }
    }
}
