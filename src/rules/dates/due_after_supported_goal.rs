use crate::finding::Findings;
use crate::level::Level;
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "due-after-supported-goal",
    level: Level::Error,
    page: include_str!("due_after_supported_goal.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(due) = goal.due.spanned() else { continue };
        for supported in &goal.supports {
            let Some(above) = cx.plan.entry(supported) else { continue };
            let is_closed = above.status.value().is_some_and(Status::is_closed);
            let Some(above_due) =
                above.due.spanned().filter(|above| !is_closed && above.value < due.value)
            else {
                continue;
            };
            let days = plural(above_due.days_until(due.value).unsigned_abs() as usize, "day");
            let title =
                format!("goal `{}` is due {days} after `{}`, which it supports", goal.id, above.id);
            out.report(goal.name(), due.at, title)
                .about(above.id.as_ref())
                .help(format!(
                    "finish it by {}, or agree on a later `due` for `{}`",
                    above_due.value, above.id
                ))
                .label(above_due.at, format!("`{}` is due on {}", above.id, above_due.value));
        }
    }
}
