use std::collections::BTreeMap;

use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "goal-without-body",
    level: Level::Warning,
    page: include_str!("goal_without_body.md"),
    reads: &[
        Reads::Goals,
        Reads::People,
        Reads::Functions,
        Reads::Teams,
        Reads::Roadmaps,
        Reads::Bodies,
    ],
    settings: &[],
    check,
};

/// How many of a goal's functions, and how many bodies, are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    let is_used = plan.bodies.iter().any(|body| body.name.is_set());
    if !is_used && !plan.goals.iter().any(|goal| goal.governed_by.is_set()) {
        return;
    }
    let bodies: Vec<String> = plan.bodies.iter().map(|body| tick(&body.id)).collect();
    for (goal, functions) in plan.goals.iter().zip(plan.functions_by_goal()) {
        let count = functions.all().len();
        if !goal.is_open() || !goal.governed_by.is_absent() || count < 2 {
            continue;
        }
        let title =
            format!("goal `{}` is shared by {count} functions, and no body governs it", goal.id);
        let finding = out.report(goal.name(), goal.at, title);
        let mut places: BTreeMap<usize, Place> = BTreeMap::new();
        for part in [&functions.owners, &functions.champions, &functions.teams] {
            for (function, at) in part {
                places.entry(*function).or_insert(*at);
            }
        }
        for (function, at) in places.into_iter().take(SHOWN) {
            finding.label(at, format!("`{}` takes part", plan.functions[function].id));
        }
        let above = goal.supports.iter().find_map(|above| {
            let above = plan.entry(above)?;
            Some((above, above.governed_by.spanned()?))
        });
        let which = match above {
            Some((above, body)) => {
                let text = format!("`{}` governs `{}`, which it supports", body.id(), above.id);
                finding.label(body.at, text);
                format!("`governed_by = \"{}\"`, if the body of `{}` does so", body.id(), above.id)
            }
            None if bodies.is_empty() || bodies.len() > SHOWN => {
                "`governed_by = \"<body>\"`".into()
            }
            None => format!("`governed_by = \"<body>\"`; the plan has {}", and_list(&bodies)),
        };
        finding.help(format!(
            "name the body that settles what its functions cannot settle among themselves: {which}"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const FUNCTIONS: &str = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
    const PEOPLE: &str = "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"web\"\n";
    const BODIES: &str = "[board]\nname = \"Board\"\n";

    fn goal_says(goal: &str, bodies: &str) -> Vec<String> {
        said(
            &RULE,
            &[
                ("bodies.toml", bodies),
                ("functions.toml", FUNCTIONS),
                ("goals.toml", &format!("[a]\nstatus = \"committed\"\n{goal}")),
                ("people.toml", PEOPLE),
            ],
        )
    }

    const SHARED: &str = "owners = { business = \"ana\", it = \"bo\" }\n";

    #[test]
    fn a_plan_without_bodies_is_not_asked_for_one() {
        assert!(goal_says(SHARED, "").is_empty());
        assert_eq!(
            goal_says(SHARED, BODIES),
            ["goal `a` is shared by 2 functions, and no body governs it"]
        );
    }

    #[test]
    fn one_function_settles_its_matters_itself() {
        assert!(goal_says("owners.business = \"ana\"\n", BODIES).is_empty());
        assert_eq!(
            goal_says("owners.business = \"ana\"\nchampions.web = \"bo\"\n", BODIES).len(),
            1
        );
    }

    #[test]
    fn a_body_that_cannot_be_told_is_not_missing() {
        assert!(goal_says(&format!("{SHARED}governed_by = \"bord\"\n"), BODIES).is_empty());
        assert!(goal_says(&format!("{SHARED}governed_by = 7\n"), BODIES).is_empty());
    }
}
