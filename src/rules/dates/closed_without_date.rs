use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "closed-without-date",
    level: Level::Error,
    page: include_str!("closed_without_date.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in &cx.plan.goals {
        let Some(status) = goal.status.spanned().filter(|status| status.is_closed()) else {
            continue;
        };
        if goal.closed.on.is_absent() {
            let at = goal.closed.at.unwrap_or(status.at);
            out.report(
                goal.name(),
                at,
                format!("goal `{}` is {}, and no day says since when", goal.id, status.value),
            )
            .help(Help::with(
                "add the day to its closing:",
                [cx.plan.header(goal, "closed").as_str(), "on = <YYYY-MM-DD>", "because = \"…\""],
            ));
        }
    }
}
