use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule, paste};
use crate::text::{or_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "non-negotiables-from-one-side",
    level: Level::Note,
    page: include_str!("non_negotiables_from_one_side.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many of them are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    for (position, goal) in plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        // One alone is always of one side.
        if goal.non_negotiables.len() < 2 || !goal.non_negotiables.is_whole() {
            continue;
        }
        let functions = goal.non_negotiables.iter().map(|condition| condition.function.spanned());
        let Some(functions) = functions.collect::<Option<Vec<_>>>() else { continue };
        let Some(side) = plan.common_side(functions.iter().map(|function| &function.value)) else {
            continue;
        };
        let silent = plan.sharing_on(side.other(), position);
        let Some(((first, others), (asked, _))) = functions.split_first().zip(silent.first())
        else {
            continue;
        };
        let all = match functions.len() {
            2 => "both non-negotiables".to_owned(),
            count => format!("all {count} non-negotiables"),
        };
        let (this, other) = (side.noun(), side.other().noun());
        let title = format!("{all} of goal `{}` come from the {this} side", goal.id);
        let names: Vec<String> = silent.iter().map(|(function, _)| tick(&function.id)).collect();
        let finding = out.report(goal.name(), first.at, title);
        let function = format!("function = \"{}\"", asked.id);
        let lines = [&function, "must = \"…\"", "because = \"…\""];
        finding.help(Help::with(
            format!(
                "ask what the {other} side, {}, will not give up; if there is something:",
                or_list(&names)
            ),
            paste::further(cx, goal, "non_negotiable", &lines),
        ));
        for function in others.iter().take(SHOWN) {
            finding.label(function.at, format!("on the {this} side too"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(owners: &str, functions: &[&str]) -> Vec<String> {
        let one = |function: &&str| format!("[[non_negotiable]]\nfunction = \"{function}\"\n");
        let conditions: String = functions.iter().map(one).collect();
        let goal = format!("status = \"committed\"\nowners = {{ {owners} }}\n{conditions}");
        said(
            &RULE,
            &[
                ("goals/a.toml", &goal),
                ("functions.toml", "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n"),
                ("people.toml", "[ana]\nfunction = \"sales\"\n[cy]\nfunction = \"web\"\n"),
            ],
        )
    }

    const BOTH: &str = "business = \"ana\", it = \"cy\"";

    #[test]
    fn one_alone_is_always_of_one_side() {
        assert!(said_of(BOTH, &["sales"]).is_empty());
        assert_eq!(said_of(BOTH, &["sales", "sales"]).len(), 1);
        assert!(said_of(BOTH, &["sales", "web"]).is_empty());
    }

    #[test]
    fn a_goal_of_one_side_has_the_conditions_of_one_side() {
        assert!(said_of("business = \"ana\"", &["sales", "sales"]).is_empty());
    }

    #[test]
    fn a_function_that_nobody_knows_may_be_of_the_other_side() {
        assert!(said_of(BOTH, &["sales", "wbe"]).is_empty());
    }
}
