use crate::finding::Findings;
use crate::level::Level;
use crate::model::FunctionRef;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "one-sided-incentive",
    level: Level::Warning,
    page: include_str!("one_sided_incentive.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many functions and rewards are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    for (position, goal) in plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        let Some((first, others)) = goal.incentives.split_first() else { continue };
        let are_known = goal.incentives.is_whole()
            && goal.incentives.iter().all(|incentive| incentive.functions.is_whole());
        let rewarded: Vec<&Spanned<FunctionRef<'_>>> =
            goal.incentives.iter().flat_map(|incentive| &incentive.functions).collect();
        let side = plan.common_side(rewarded.iter().map(|function| &function.value));
        let Some(side) = side.filter(|_| are_known) else { continue };
        let left_out = plan.sharing_on(side.other(), position);
        if left_out.is_empty() {
            continue;
        }
        let (this, other) = (side.noun(), side.other().noun());
        let names: Vec<String> = left_out.iter().map(|(function, _)| tick(&function.id)).collect();
        let title = format!(
            "only the {this} side is rewarded for goal `{}`, not {} of the {other} side",
            goal.id,
            and_list(&names)
        );
        let finding = out.report(goal.name(), first.functions.at().unwrap_or(first.at), title);
        let mut all: Vec<String> =
            first.functions.iter().map(|function| format!("\"{}\"", function.id())).collect();
        all.extend(left_out.iter().map(|(function, _)| format!("\"{}\"", function.id)));
        finding.help(format!(
            "let those who reach it together be rewarded together: `functions = [{}]`",
            all.join(", ")
        ));
        for incentive in others.iter().take(SHOWN) {
            let at = incentive.functions.at().unwrap_or(incentive.at);
            finding.label(at, format!("a further reward, for the {this} side too"));
        }
        for (function, at) in left_out.iter().take(SHOWN) {
            finding.label(*at, format!("`{}` takes part, on the {other} side", function.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(goal: &str) -> Vec<String> {
        let goal = format!("status = \"committed\"\n{goal}\n");
        let functions =
            "[legal]\nside = \"business\"\n[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
        let people =
            "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"legal\"\n[cy]\nfunction = \"web\"\n";
        said(
            &RULE,
            &[("goals/a.toml", &goal), ("functions.toml", functions), ("people.toml", people)],
        )
    }

    const SHARED: &str = "owners = { business = \"ana\", it = \"cy\" }\n";

    fn rewards(functions: &[&str]) -> String {
        let one = |functions: &&str| format!("[[incentive]]\nfunctions = {functions}\n");
        functions.iter().map(one).collect()
    }

    #[test]
    fn each_side_may_have_a_reward_of_its_own() {
        assert!(said_of(&(SHARED.to_owned() + &rewards(&["[\"sales\"]", "[\"web\"]"]))).is_empty());
        assert!(said_of(&(SHARED.to_owned() + &rewards(&["[\"sales\", \"web\"]"]))).is_empty());
    }

    #[test]
    fn several_rewards_for_one_side_are_one_finding() {
        let goal = SHARED.to_owned() + &rewards(&["[\"sales\"]", "[\"legal\", \"sales\"]"]);
        assert_eq!(
            said_of(&goal),
            ["only the business side is rewarded for goal `a`, not `web` of the IT side"]
        );
    }

    #[test]
    fn a_goal_of_one_side_may_reward_it_alone() {
        let goal = "owners.business = \"ana\"\nchampions.legal = \"bo\"\n".to_owned();
        assert!(said_of(&(goal + &rewards(&["[\"sales\"]"]))).is_empty());
    }

    #[test]
    fn a_function_that_cannot_be_told_may_be_of_the_other_side() {
        for functions in ["[\"sales\", \"wbe\"]", "[\"sales\", 7]", "[]"] {
            assert!(
                said_of(&(SHARED.to_owned() + &rewards(&[functions]))).is_empty(),
                "{functions}"
            );
        }
    }
}
