use crate::finding::Findings;
use crate::level::Level;
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "item-after-goal-due",
    level: Level::Error,
    page: include_str!("item_after_goal_due.md"),
    reads: &[Reads::Goals, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (roadmap, item) in cx.plan.items().filter(|(_, item)| item.is_open()) {
        let Some(goal) = cx.plan.named(&item.goal).filter(|goal| goal.is_open()) else { continue };
        let (Some(due), Some(goal_due)) = (item.days().last, goal.days().last) else { continue };
        if due.value <= goal_due.value {
            continue;
        }
        let days = days_between(goal_due.value, due.value);
        let title =
            format!("item `{}` is due {days} after its goal `{}` is", item.shown_id(), goal.id);
        out.report(roadmap.name(), due.at, title)
            .about(item.shown_id())
            .help(format!(
                "write `due = {}` or an earlier day, or agree on a later `due` for the goal; what is delivered \
                 afterwards belongs to the next goal",
                goal_due.value
            ))
            .label(goal_due.at, format!("goal `{}` is due on {}", goal.id, goal_due.value));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(goal: &str, item: &str) -> usize {
        let goal = format!("due = 2026-06-30\n{goal}");
        let item = format!("[[item]]\nid = \"i\"\ngoal = \"a\"\n{item}");
        said(&RULE, &[("goals/a.toml", &goal), ("roadmaps/r.toml", &item)]).len()
    }

    #[test]
    fn only_work_to_come_on_an_open_goal_is_told_of() {
        let late = "due = 2026-07-01";
        assert_eq!(said_of("status = \"proposed\"", late), 1);
        assert_eq!(said_of("status = \"proposed\"", "due = 2026-06-30"), 0);
        assert_eq!(said_of("status = \"draft\"", late), 0);
        assert_eq!(said_of("status = \"achieved\"", late), 0);
        for status in ["done", "dropped", "finished"] {
            let item = format!("{late}\nstatus = \"{status}\"");
            assert_eq!(said_of("status = \"committed\"", &item), 0, "{status}");
        }
    }

    #[test]
    fn days_in_the_wrong_order_are_told_of_once() {
        let late = "due = 2026-07-01";
        assert_eq!(said_of("status = \"committed\"\nstart = 2026-12-01", late), 0);
        let backward = format!("{late}\nstart = 2026-07-02");
        assert_eq!(said_of("status = \"committed\"", &backward), 0);
    }
}
