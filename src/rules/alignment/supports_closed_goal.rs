use crate::finding::Findings;
use crate::level::Level;
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "supports-closed-goal",
    level: Level::Warning,
    page: include_str!("supports_closed_goal.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        for supported in &goal.supports {
            let Some(above) = cx.plan.entry(supported) else { continue };
            let Some(status) = above.status.spanned().filter(|status| status.is_closed()) else {
                continue;
            };
            let was = match above.closed.on.get() {
                Some(on) => format!("was {} on {on}", status.value),
                None => format!("is {}", status.value),
            };
            let title = format!("open goal `{}` supports `{}`, which {was}", goal.id, above.id);
            out.report(goal.name(), supported.at, title)
                .about(above.id.as_ref())
                .help(match status.value {
                    Status::Dropped => format!(
                        "name the goal it helps to reach now in place of `{}`; if there is none, drop it too",
                        above.id
                    ),
                    _ => format!(
                        "name the goal it helps to reach now in place of `{}`, such as the one that comes after it, or \
                         close it too",
                        above.id
                    ),
                })
                .label(status.at, format!("`{}` is {}", above.id, status.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn only_open_goals_need_an_open_goal_above_them() {
        for (status, count) in [("draft", 0), ("proposed", 1), ("committed", 1), ("missed", 0)] {
            let goals = format!(
                "[a]\nstatus = \"{status}\"\nsupports = [\"b\", \"c\"]\n[b]\nstatus = \"dropped\"\n\
                 [c]\nstatus = \"draft\"\n"
            );
            assert_eq!(said(&RULE, &[("goals.toml", &goals)]).len(), count, "{status}");
        }
    }
}
