use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal, GoalLevel, Side};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "it-goal-without-business-goal",
    level: Level::Error,
    page: include_str!("it_goal_without_business_goal.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

/// How many of the goals above are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    if !plan.uses_supports() {
        return;
    }
    // A circle, and a link that is broken, are findings already: what lies behind them cannot be told.
    let is_unclear = |(position, goal): (usize, &Entry<'_, Goal<'_>>)| {
        plan.open_alignment().is_knotted(position, position) || !goal.knows_what_it_supports()
    };
    let ends = plan
        .goals
        .iter()
        .enumerate()
        .filter(|(position, goal)| goal.lead() == Side::Business || is_unclear((*position, goal)))
        .map(|(position, _)| position);
    let serves = plan.alignment().leading_to(ends);
    for (position, goal) in plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        let Some(lead) = goal.owners.lead.spanned().filter(|lead| lead.value == Side::It) else {
            continue;
        };
        let is_below = goal.level.value().is_some_and(|level| level != GoalLevel::Company);
        if !is_below || serves[position] || is_unclear((position, goal)) {
            continue;
        }
        let title = if goal.supports.is_missing() {
            format!("goal `{}` is led by IT and supports no other goal", goal.id)
        } else {
            format!("goal `{}` is led by IT, and so is every goal above it", goal.id)
        };
        let finding = out.report(goal.name(), lead.at, title);
        finding.help(
            "name in `supports` the goal of the business that it makes possible; if the business wants it for its own \
             sake, let the business lead it: `lead = \"business\"`",
        );
        for above in goal.supports.iter().filter_map(|above| plan.entry(above)).take(SHOWN) {
            if let Some(at) = above.owners.lead.at() {
                finding.label(at, format!("`{}`, which it supports, is led by IT too", above.id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::alignment::orphan_goal;
    use crate::rules::testing::said;

    const BUSINESS: &str = "[revenue]\nlevel = \"company\"\nstatus = \"committed\"\n";

    fn it_goal(id: &str, supports: &str) -> String {
        format!(
            "[{id}]\nlevel = \"function\"\nstatus = \"committed\"\nowners.lead = \"it\"\nsupports = {supports}\n"
        )
    }

    fn said_of(goals: &[String]) -> Vec<String> {
        said(&RULE, &[("goals.toml", &(BUSINESS.to_owned() + &goals.concat()))])
    }

    #[test]
    fn the_business_may_lead_any_number_of_steps_above() {
        let (low, high) = (it_goal("low", "[\"high\"]"), it_goal("high", "[\"revenue\"]"));
        assert!(said_of(&[low, high]).is_empty());
    }

    #[test]
    fn what_supports_only_goals_of_it_serves_no_business() {
        let top = "[top]\nlevel = \"company\"\nstatus = \"committed\"\nowners.lead = \"it\"\n";
        assert_eq!(
            said_of(&[it_goal("low", "[\"top\"]"), top.to_owned()]),
            ["goal `low` is led by IT, and so is every goal above it"]
        );
    }

    #[test]
    fn a_goal_that_supports_nothing_is_told_of_once() {
        let goals = it_goal("a", "[]") + &it_goal("b", "[\"revenue\"]");
        assert_eq!(
            said_of(std::slice::from_ref(&goals)),
            ["goal `a` is led by IT and supports no other goal"]
        );
        assert!(
            said(&orphan_goal::RULE, &[("goals.toml", &(BUSINESS.to_owned() + &goals))]).is_empty()
        );
    }

    #[test]
    fn behind_a_broken_link_or_a_circle_nothing_can_be_told() {
        for supports in ["[\"nothing-known\"]", "[7]", "[\"a\"]"] {
            let goals = [it_goal("a", supports), it_goal("b", "[\"a\"]")];
            assert!(said_of(&goals).is_empty(), "{supports}");
        }
    }

    #[test]
    fn a_goal_of_the_business_that_is_closed_is_for_another_rule() {
        let closed = "[old]\nlevel = \"company\"\nstatus = \"dropped\"\n".to_owned();
        assert!(said_of(&[closed, it_goal("a", "[\"old\"]")]).is_empty());
    }
}
