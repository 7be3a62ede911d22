use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Function, GoalLevel, Side};
use crate::plan::{Functions, Plan};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, and_list, plural};

pub(super) const RULE: Rule = Rule {
    name: "one-sided-goal",
    level: Level::Warning,
    page: include_str!("one_sided_goal.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many of a goal's champions and teams are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    let parts = plan.goals.iter().zip(plan.functions_by_goal()).zip(plan.teams_by_goal());
    for ((goal, functions), teams) in parts {
        let is_company = goal.level.value() == Some(GoalLevel::Company);
        // One alone is always of one side.
        let is_enough = goal.champions.len() + teams.len() >= 2;
        if !goal.is_open() || !is_company || !is_enough || functions.unclear {
            continue;
        }
        let of_champions = goal
            .champions
            .iter()
            .map(|(_, champion)| plan.entry(champion).and_then(|person| plan.side_of(person)));
        let of_teams = teams.iter().map(|team| plan.side_of_team(&plan.teams[*team]));
        let Some(side) = common(of_champions.chain(of_teams)) else { continue };
        if !could_have(plan, side.other(), functions) {
            continue;
        }
        let counts = [(goal.champions.len(), "champion"), (teams.len(), "team")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, noun)| plural(count, noun)).collect();
        let (other, at) = (side.other().noun(), goal.champions.at.unwrap_or(goal.at));
        let title = format!(
            "company goal `{}` has {}, none of them on the {other} side",
            goal.id,
            and_list(&counts)
        );
        let finding = out.report(goal.name(), at, title);
        finding.help(format!(
            "name a champion of the {other} side under `[champions]`, or plan a roadmap item for one of its teams"
        ));
        let champions = goal.champions.iter();
        let champions =
            champions.map(|(_, champion)| (champion.at, format!("`{}`", champion.id())));
        let teams = functions.teams.iter();
        let teams = teams.map(|(function, at)| {
            (*at, format!("the work of a team of `{}`", plan.functions[*function].id))
        });
        let mut shown: Vec<(Place, String)> = champions.chain(teams).collect();
        shown.sort_unstable();
        for (at, who) in shown.into_iter().take(SHOWN) {
            finding.label(at, format!("{who} is on the {} side", side.noun()));
        }
    }
}

/// Whether there is anybody to be named on `side`: a team, or a function that no owner of the goal answers for.
fn could_have(plan: &Plan<'_>, side: Side, functions: &Functions) -> bool {
    let is_free = |(index, function): (usize, &Function<'_>)| {
        function.side.value() == Some(side) && !functions.owners.contains_key(&index)
    };
    plan.functions.iter().map(|function| &**function).enumerate().any(is_free)
        || plan.teams.iter().any(|team| plan.side_of_team(team) == Some(side))
}

/// The side that all are on; `None` where they differ, or one cannot be told.
fn common(mut sides: impl Iterator<Item = Option<Side>>) -> Option<Side> {
    let first = sides.next()??;
    sides.all(|side| side == Some(first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn goal_says(goal: &str) -> Vec<String> {
        let functions = "[legal]\nside = \"business\"\n[sales]\nside = \"business\"\n\
                         [web]\nside = \"it\"\n";
        let people = "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"legal\"\n\
                      [lin]\nfunction = \"web\"\ndepartment = \"legal\"\n";
        let goal = format!("[a]\nlevel = \"company\"\nstatus = \"committed\"\n{goal}");
        said(
            &RULE,
            &[("functions.toml", functions), ("goals.toml", &goal), ("people.toml", people)],
        )
    }

    #[test]
    fn one_champion_is_no_side() {
        assert!(goal_says("champions = { sales = \"ana\" }").is_empty());
        assert_eq!(goal_says("champions = { sales = \"ana\", legal = \"bo\" }").len(), 1);
    }

    #[test]
    fn an_owner_of_the_only_function_of_a_side_is_enough() {
        let champions = "[a.champions]\nsales = \"ana\"\nlegal = \"bo\"\n";
        assert!(goal_says(&format!("owners = {{ it = \"lin\" }}\n{champions}")).is_empty());
    }

    #[test]
    fn a_hybrid_is_of_the_side_they_report_to() {
        assert!(goal_says("champions = { sales = \"ana\", legal = \"lin\" }").is_empty());
    }

    #[test]
    fn who_is_not_registered_may_be_of_the_other_side() {
        assert!(goal_says("champions = { sales = \"ana\", legal = \"eve\" }").is_empty());
    }
}
