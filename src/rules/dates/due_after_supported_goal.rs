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
    let circles = cx.plan.alignment();
    for (index, goal) in cx.plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        let Some(due) = goal.due.spanned() else { continue };
        for supported in &goal.supports {
            let Some(position) = supported.found() else { continue };
            // Which of two goals that support each other comes first is not known.
            if circles.is_knotted(index, position) {
                continue;
            }
            let above = &cx.plan.goals[position];
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn of_goals_that_support_each_other_none_is_late() {
        let goals = "[a]\nstatus = \"committed\"\ndue = 2026-09-30\nsupports = [\"b\"]\n\
                     [b]\nstatus = \"committed\"\ndue = 2026-12-31\n";
        let circle = format!("{goals}supports = [\"a\"]\n");
        assert!(said(&RULE, &[("goals.toml", &circle)]).is_empty());
        let late = goals.replace("2026-09-30", "2027-01-31");
        assert_eq!(said(&RULE, &[("goals.toml", &late)]).len(), 1);
    }
}
