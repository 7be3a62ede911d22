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
    let offer = match above.len() {
        0 => String::new(),
        1..=OFFERED => format!(": {}, or one that does", or_list(&above)),
        count => format!(": one of the {count} company goals, or one that supports them"),
    };
    for goal in cx.plan.open_goals().filter(|goal| goal.supports.is_missing()) {
        let Some(level) = goal.level.spanned().filter(|level| !is_company(Some(level.value)))
        else {
            continue;
        };
        // One that IT leads is worse off, and another rule's to tell.
        if goal.lead() == Side::It {
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
    fn a_plan_without_any_link_is_left_alone() {
        let goals = "[a]\nlevel = \"team\"\nstatus = \"committed\"\n[b]\nsupports = []\n";
        assert!(said(&RULE, &[("goals.toml", goals)]).is_empty());
    }
}
