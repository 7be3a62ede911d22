use crate::finding::Findings;
use crate::level::Level;
use crate::model::{GoalLevel, Side};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{or_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "orphan-goal",
    level: Level::Warning,
    page: include_str!("orphan_goal.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

/// How many company goals are offered by name.
const OFFERED: usize = 5;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.uses_supports() {
        return;
    }
    let is_company = |level: Option<GoalLevel>| level == Some(GoalLevel::Company);
    let above: Vec<String> = cx
        .plan
        .open_goals()
        .filter(|goal| is_company(goal.level.value()))
        .map(|goal| tick(&goal.id))
        .collect();
    let offer = match above.as_slice() {
        [] => String::new(),
        some if some.len() <= OFFERED => {
            format!(": the company goal {}, or one that supports it", or_list(some))
        }
        many => format!(": one of the {} company goals, or one that supports it", many.len()),
    };
    for (position, goal) in cx.plan.goals.iter().enumerate() {
        if !goal.is_open() || !goal.supports.is_missing() {
            continue;
        }
        let Some(level) = goal.level.spanned().filter(|level| !is_company(Some(level.value)))
        else {
            continue;
        };
        // That IT leads it is worse, and that a goal above it supports it explains it: both are for other rules to tell.
        let mut supporters = cx.plan.alignment().to(position);
        let is_upside_down = supporters.any(|above| cx.plan.is_upside_down(above, position));
        if goal.lead() == Side::It || is_upside_down {
            continue;
        }
        out.report(
            goal.name(),
            goal.supports.at().unwrap_or(goal.at),
            format!("{} goal `{}` supports no other goal", level.value, goal.id),
        )
        .help(format!("write `supports = [\"<goal>\"]`, naming the goal it helps to reach{offer}"))
        .label(level.at, "only company goals have nothing above them");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const LINKED: &str = "[top]\nlevel = \"company\"\nstatus = \"committed\"\n\
                          [linked]\nlevel = \"team\"\nstatus = \"committed\"\nsupports = [\"top\"]\n";

    fn said_of(goal: &str) -> usize {
        said(&RULE, &[("goals.toml", &format!("{LINKED}[a]\nlevel = \"function\"\n{goal}"))]).len()
    }

    #[test]
    fn only_open_goals_need_something_above_them() {
        for (status, count) in [("draft", 0), ("proposed", 1), ("committed", 1), ("missed", 0)] {
            assert_eq!(said_of(&format!("status = \"{status}\"\n")), count, "{status}");
        }
    }

    #[test]
    fn an_empty_list_supports_nothing() {
        assert_eq!(said_of("status = \"committed\"\nsupports = []\n"), 1);
    }

    #[test]
    fn what_is_supported_may_be_unknown_or_unreadable() {
        for supports in ["[\"nothing-known\"]", "\"top\"", "[7]"] {
            let goal = format!("status = \"committed\"\nsupports = {supports}\n");
            assert_eq!(said_of(&goal), 0, "{supports}");
        }
    }

    #[test]
    fn a_goal_that_it_leads_is_for_another_rule() {
        assert_eq!(said_of("status = \"committed\"\nowners.lead = \"it\"\n"), 0);
    }

    #[test]
    fn a_link_that_is_the_wrong_way_round_is_for_another_rule() {
        let above = "[above]\nlevel = \"company\"\nstatus = \"committed\"\nsupports = [\"a\"]\n";
        assert_eq!(said_of(&format!("status = \"committed\"\n{above}")), 0);
    }

    #[test]
    fn a_plan_without_any_link_is_left_alone() {
        let goals = "[a]\nlevel = \"team\"\nstatus = \"committed\"\n[b]\nsupports = []\n";
        assert!(said(&RULE, &[("goals.toml", goals)]).is_empty());
    }
}
