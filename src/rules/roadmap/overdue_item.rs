use crate::finding::Findings;
use crate::level::Level;
use crate::model::{ItemStatus, Status};
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "overdue-item",
    level: Level::Warning,
    page: include_str!("overdue_item.md"),
    reads: &[Reads::Goals, Reads::Roadmaps, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (roadmap, item) in cx.plan.items().filter(|(_, item)| item.is_open()) {
        let Some(due) = item.days().last.filter(|due| due.value < cx.today) else { continue };
        // What is left over of a closed goal is told of as such.
        let goal = cx.plan.named(&item.goal).and_then(|goal| goal.status.value());
        if goal.is_some_and(Status::is_closed) {
            continue;
        }
        let still = match item.status.value() {
            Some(ItemStatus::Doing) => "under way",
            _ => "planned",
        };
        let days = days_between(due.value, cx.today);
        let title = format!("item `{}` is {days} overdue and still {still}", item.shown_id());
        let finding = out.report(roadmap.name(), due.at, title);
        finding.about(item.shown_id()).help(
            "write `status = \"done\"` if it is delivered or `\"dropped\"` if nobody wants it any more, or agree on a \
             new `due` with everybody who waits for it",
        );
        if let Some(at) = item.status.at() {
            finding.label(at, format!("still {still}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(item: &str) -> Vec<String> {
        let goals = "[kept]\nstatus = \"committed\"\n[lost]\nstatus = \"missed\"\n";
        let item = format!("[[item]]\nid = \"import\"\n{item}\n");
        said(&RULE, &[("goals.toml", goals), ("roadmaps/r.toml", &item)])
    }

    #[test]
    fn the_day_itself_is_not_overdue() {
        assert!(said_of("due = 2026-03-31").is_empty());
        assert_eq!(
            said_of("due = 2026-03-30"),
            ["item `import` is 1 day overdue and still planned"]
        );
        assert_eq!(
            said_of("due = 2026-03-01\nstatus = \"doing\""),
            ["item `import` is 30 days overdue and still under way"]
        );
    }

    #[test]
    fn what_is_over_or_told_of_elsewhere_is_not_overdue() {
        for more in [
            "status = \"done\"",
            "status = \"dropped\"",
            "status = \"finished\"",
            "goal = \"lost\"",
            "start = 2026-03-30",
        ] {
            assert!(said_of(&format!("due = 2026-03-01\n{more}")).is_empty(), "{more}");
        }
        assert_eq!(said_of("due = 2026-03-01\ngoal = \"kept\"").len(), 1);
    }
}
