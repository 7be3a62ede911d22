use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::GoalLevel;
use crate::rules::{Cx, Reads, Rule, paste};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-sponsor",
    level: Level::Warning,
    page: include_str!("goal_without_sponsor.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.goals.iter().any(|goal| goal.owners.sponsor.is_set()) {
        return;
    }
    for goal in cx.plan.open_goals() {
        let is_company = goal.level.value() == Some(GoalLevel::Company);
        if !is_company || !goal.owners.sponsor.is_absent() {
            continue;
        }
        let at = goal.owners.at.unwrap_or(goal.at);
        out.report(goal.name(), at, format!("company goal `{}` has no sponsor", goal.id)).help(
            Help::with(
                "name the executive who clears the way where its owners cannot:",
                paste::under(
                    cx,
                    goal,
                    "owners",
                    goal.owners.at,
                    &["sponsor = \"<person>\"".into()],
                ),
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_plan_that_names_no_sponsor_at_all_is_left_alone() {
        let goal = "[a]\nlevel = \"company\"\nstatus = \"committed\"\n";
        assert!(said(&RULE, &[("goals.toml", goal)]).is_empty());
        let sponsored = format!("{goal}[b]\nowners.sponsor = \"ceo\"\n");
        assert_eq!(said(&RULE, &[("goals.toml", &sponsored)]).len(), 1);
    }
}
