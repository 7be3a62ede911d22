use crate::finding::Findings;
use crate::level::Level;
use crate::model::GoalLevel;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-customer",
    level: Level::Note,
    page: include_str!("goal_without_customer.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.goals.iter().any(|goal| goal.customer.is_set()) {
        return;
    }
    for goal in cx.plan.open_goals().filter(|goal| goal.customer.is_absent()) {
        let Some(level) = goal.level.spanned().filter(|level| level.value == GoalLevel::Company)
        else {
            continue;
        };
        out.report(
            goal.name(),
            level.at,
            format!("company goal `{}` does not say what the customer gains", goal.id),
        )
        .help(
            "add `customer = \"…\"`: what a customer will notice, in words that one of them would use; if they will notice \
             nothing, say who will",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_plan_that_never_speaks_of_customers_is_left_alone() {
        let goals = "[a]\nlevel = \"company\"\nstatus = \"committed\"\n[b]\nlevel = \"team\"\n";
        assert!(said(&RULE, &[("goals.toml", goals)]).is_empty());
        let used = format!("{goals}customer = \"Shorter queues\"\n");
        assert_eq!(said(&RULE, &[("goals.toml", &used)]).len(), 1);
    }
}
