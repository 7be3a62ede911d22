use crate::finding::Findings;
use crate::level::Level;
use crate::model::{ItemStatus, Status};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "item-of-closed-goal",
    level: Level::Warning,
    page: include_str!("item_of_closed_goal.md"),
    reads: &[Reads::Goals, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (roadmap, item) in cx.plan.items().filter(|(_, item)| item.is_open()) {
        let Some((goal, reference)) = cx.plan.named(&item.goal).zip(item.goal.get()) else {
            continue;
        };
        let Some(status) = goal.status.spanned().filter(|status| status.is_closed()) else {
            continue;
        };
        let still = match item.status.value() {
            Some(ItemStatus::Doing) => "under way",
            _ => "planned",
        };
        let title = format!(
            "item `{}` is still {still} for goal `{}`, which is {}",
            item.shown_id(),
            goal.id,
            status.value
        );
        let done = match status.value {
            Status::Dropped => "write `status = \"dropped\"` so that its team gets the time back",
            _ => "write `status = \"done\"` or `\"dropped\"`",
        };
        let since = goal.closed.on.value().map_or(String::new(), |on| format!(" since {on}"));
        out.report(roadmap.name(), reference.at(), title)
            .about(item.shown_id())
            .help(format!("{done}, or name the open goal that it serves now"))
            .label(status.at, format!("goal `{}` is {}{since}", goal.id, status.value));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(goal: &str, item: &str) -> Vec<String> {
        let goal = format!("status = \"{goal}\"");
        let item = format!("[[item]]\nid = \"import\"\ngoal = \"churn\"\n{item}\n");
        said(&RULE, &[("goals/churn.toml", &goal), ("roadmaps/r.toml", &item)])
    }

    #[test]
    fn only_work_to_come_for_a_closed_goal_is_told_of() {
        assert_eq!(
            said_of("missed", ""),
            ["item `import` is still planned for goal `churn`, which is missed"]
        );
        for status in ["done", "dropped", "finished"] {
            assert!(said_of("missed", &format!("status = \"{status}\"")).is_empty(), "{status}");
        }
        for goal in ["draft", "proposed", "committed", "over"] {
            assert!(said_of(goal, "").is_empty(), "{goal}");
        }
    }
}
