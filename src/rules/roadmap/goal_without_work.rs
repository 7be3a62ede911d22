use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule, paste};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-work",
    level: Level::Warning,
    page: include_str!("goal_without_work.md"),
    reads: &[Reads::Goals, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    // What cannot be read, and work for a goal that nobody has, may be meant for any goal.
    let is_known = plan.roadmaps.iter().all(|roadmap| roadmap.items.is_whole())
        && plan.items().all(|(_, item)| plan.named(&item.goal).is_some());
    let Some(roadmap) = plan.roadmaps.iter().find(|roadmap| !roadmap.items.is_empty()) else {
        return;
    };
    if !is_known {
        return;
    }
    let mut has_work = vec![false; plan.goals.len()];
    for (goal, _) in plan.work() {
        has_work[goal] = true;
    }
    let worked_on = has_work.iter().enumerate().filter(|(_, has)| **has).map(|(goal, _)| goal);
    let is_served = plan.alignment().led_to_from(worked_on);
    for (position, goal) in plan.goals.iter().enumerate() {
        if !goal.is(Status::Committed) || has_work[position] || is_served[position] {
            continue;
        }
        let days = goal.days();
        let day = |day: Option<String>| day.unwrap_or_else(|| "<YYYY-MM-DD>".into());
        let finding = out.report(
            goal.name(),
            goal.at,
            format!("goal `{}` is committed, and no roadmap item works on it", goal.id),
        );
        let item = [
            "id = \"<item>\"",
            "title = \"…\"",
            &format!("goal = \"{}\"", goal.id),
            "team = \"<team>\"",
            &format!("start = {}", day(days.first.map(|first| first.to_string()))),
            &format!("due = {}", day(days.last.map(|last| last.to_string()))),
        ];
        finding.help(Help::with(
            "plan the first piece of work in a roadmap, or propose the goal until there is room for it:",
            paste::further(cx, roadmap, "item", &item),
        ));
        if let Some(at) = goal.status.at() {
            finding.label(at, "committed here");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const GOALS: &str = "[churn]\nstatus = \"committed\"\n\
                         [above]\nstatus = \"committed\"\n\
                         [below]\nstatus = \"committed\"\nsupports = [\"above\"]\n";

    fn said_with(items: &[&str]) -> Vec<String> {
        let items: String = items.iter().map(|item| format!("[[item]]\n{item}\n")).collect();
        said(&RULE, &[("goals.toml", GOALS), ("roadmaps/r.toml", &items)])
    }

    #[test]
    fn a_plan_without_items_is_not_asked_for_some() {
        assert!(said(&RULE, &[("goals.toml", GOALS)]).is_empty());
        assert!(said_with(&[]).is_empty());
    }

    #[test]
    fn work_on_a_goal_serves_what_it_supports() {
        assert_eq!(
            said_with(&["goal = \"below\""]),
            ["goal `churn` is committed, and no roadmap item works on it"]
        );
        assert_eq!(said_with(&["goal = \"above\""]).len(), 2);
    }

    #[test]
    fn dropped_work_is_none_and_done_work_is_some() {
        assert_eq!(said_with(&["goal = \"below\"\nstatus = \"dropped\""]).len(), 3);
        assert_eq!(said_with(&["goal = \"below\"\nstatus = \"done\""]).len(), 1);
    }

    #[test]
    fn work_for_a_goal_that_nobody_has_may_be_for_any() {
        assert!(said_with(&["goal = \"chrun\""]).is_empty());
        assert!(said_with(&["goal = 3"]).is_empty());
        assert!(said_with(&["goal = \"below\"\ndue = ="]).is_empty());
    }
}
