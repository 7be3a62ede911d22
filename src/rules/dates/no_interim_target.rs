use crate::day::Day;
use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "no-interim-target",
    level: Level::Warning,
    page: include_str!("no_interim_target.md"),
    reads: &[Reads::Goals, Reads::Roadmaps],
    settings: &[MONTHS],
    check,
};

const MONTHS: Setting = Setting {
    rule: "no-interim-target",
    name: "months",
    default: 6.0,
    looser: Looser::Higher,
    about: "how many calendar months a goal may run without anything due in between",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let months = cx.count(&MONTHS);
    let mut item_dues: Vec<Vec<Day>> = vec![Vec::new(); cx.plan.goals.len()];
    for (_, item) in cx.plan.items() {
        if let (Some(goal), Some(due)) = (item.goal.get().and_then(Ref::found), item.due.value()) {
            item_dues[goal].push(due);
        }
    }
    for (goal, item_dues) in cx.plan.goals.iter().zip(&item_dues).filter(|(goal, _)| goal.is_open())
    {
        let (Some(start), Some(due)) = (goal.start.value(), goal.due.spanned()) else { continue };
        let is_long = due.value > start.plus_months(i64::try_from(months).unwrap_or(i64::MAX));
        // A goal without any target is another rule's to tell.
        if !is_long || goal.targets.is_missing() || !goal.targets.is_whole() {
            continue;
        }
        let target_dues = goal.targets.iter().filter_map(|target| target.by.value());
        let is_between = |day: Day| start < day && day < due.value;
        if item_dues.iter().copied().chain(target_dues).any(is_between) {
            continue;
        }
        let days = plural(start.days_until(due.value).unsigned_abs() as usize, "day");
        let finding = out.report(
            goal.name(),
            due.at,
            format!("goal `{}` runs {days} with nothing due in between", goal.id),
        );
        finding.help(
            "add a `[[target]]` of the same KPI with a `by` about half-way, or a roadmap item that is due before the end",
        );
        if let Some(at) = goal.start.at() {
            finding.label(at, format!("it starts on {start}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const GOAL: &str = "[a]\nstatus = \"committed\"\nstart = 2026-01-01\ndue = 2026-12-31\n";

    #[test]
    fn an_item_in_between_is_a_stop_on_the_way() {
        let goal = format!("{GOAL}[[a.target]]\nkpi = \"k\"\nby = 2026-12-31\n");
        let item = "[r]\n[[r.item]]\nid = \"i\"\ngoal = \"a\"\ndue = 2026-06-01\n";
        assert_eq!(said(&RULE, &[("goals.toml", &goal)]).len(), 1);
        assert!(said(&RULE, &[("goals.toml", &goal), ("roadmaps.toml", item)]).is_empty());
    }

    #[test]
    fn a_goal_without_any_target_is_not_told_of_twice() {
        assert!(said(&RULE, &[("goals.toml", GOAL)]).is_empty());
    }
}
