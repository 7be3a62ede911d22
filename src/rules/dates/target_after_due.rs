use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "target-after-due",
    level: Level::Error,
    page: include_str!("target_after_due.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(due) = goal.due.spanned() else { continue };
        for target in &goal.targets {
            let Some(by) = target.by.spanned().filter(|by| by.value > due.value) else { continue };
            let kpi = target.kpi.get().map_or("?", |kpi| kpi.id());
            let days = plural(due.days_until(by.value).unsigned_abs() as usize, "day");
            out.report(
                goal.name(),
                by.at,
                format!("the target for `{kpi}` comes {days} after goal `{}` is due", goal.id),
            )
            .about(kpi)
            .help(format!("write `by = {}` or an earlier day, or move the goal's `due`", due.value))
            .label(due.at, format!("the goal is due on {}", due.value));
        }
    }
}
