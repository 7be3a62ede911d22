use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "overdue-goal",
    level: Level::Error,
    page: include_str!("overdue_goal.md"),
    reads: &[Reads::Goals, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(due) = goal.due.spanned().filter(|due| due.value < cx.today) else { continue };
        let days = plural(due.days_until(cx.today).unsigned_abs() as usize, "day");
        let finding = out.report(
            goal.name(),
            due.at,
            format!("goal `{}` is {days} overdue and still open", goal.id),
        );
        finding.help(
            "close it with `status = \"achieved\"` or `\"missed\"` and a `[closed]` table that says when and why, \
             or agree on a new `due`",
        );
        if let Some(at) = goal.status.at() {
            finding.label(at, "still open");
        }
    }
}
