use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "due-outside-period",
    level: Level::Error,
    page: include_str!("due_outside_period.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let (Some(due), Some(period)) = (goal.due.spanned(), goal.period.spanned()) else {
            continue;
        };
        let (first, last) = (period.first_day(), period.last_day());
        let (days, side) = if due.value > last {
            (last.days_until(due.value), "after its period ends")
        } else if due.value < first {
            (due.days_until(first), "before its period begins")
        } else {
            continue;
        };
        let days = plural(days.unsigned_abs() as usize, "day");
        out.report(goal.name(), due.at, format!("goal `{}` is due {days} {side}", goal.id))
            .help("move `due` into the period, or name the period that the day lies in")
            .label(period.at, format!("its period runs from {first} to {last}"));
    }
}
