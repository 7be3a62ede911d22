use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Function, Goal, Side};
use crate::plan::Voices;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "function-without-champion",
    level: Level::Warning,
    page: include_str!("function_without_champion.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    if plan.goals.iter().all(|goal| goal.champions.at.is_none()) {
        return;
    }
    let voices = plan.voices();
    for (goal, functions) in plan.goals.iter().zip(plan.functions_by_goal()) {
        // A key that names no function may be meant for any of them.
        let are_known = goal.champions.is_whole()
            && goal.champions.iter().all(|(function, _)| plan.entry(function).is_some());
        if !goal.is_open() || !are_known {
            continue;
        }
        let lacking: Vec<(&Entry<'_, Function<'_>>, Place)> = functions
            .teams
            .iter()
            .filter(|(function, _)| !functions.champions.contains_key(*function))
            .filter(|(function, _)| {
                !Side::BOTH.iter().any(|side| answers(cx, voices, goal, *side, **function))
            })
            .map(|(function, at)| (&plan.functions[*function], *at))
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let names: Vec<String> = lacking.iter().map(|(function, _)| tick(&function.id)).collect();
        let (noun, verb, whose, each) = if let [_] = lacking[..] {
            ("function", "works", "its part", "it")
        } else {
            ("functions", "work", "their parts", "each")
        };
        let title = format!(
            "{noun} {} {verb} on goal `{}`, and nobody answers for {whose}",
            and_list(&names),
            goal.id
        );
        let lines: Vec<String> = lacking
            .iter()
            .map(|(function, _)| format!("`{} = \"<person>\"`", function.id))
            .collect();
        let finding = out.report(goal.name(), goal.champions.at.unwrap_or(goal.at), title);
        finding.help(format!(
            "name who answers for {each} under the goal's `[champions]`: {}",
            and_list(&lines)
        ));
        for (function, at) in lacking {
            finding.label(at, format!("work by a team of `{}`", function.id));
        }
    }
}

/// Whether who sits in the owner's seat of `side` answers for `function`.
///
/// While the seat is empty, or taken by somebody unknown or of the other side, a finding says so already, and whoever
/// takes it may answer for any function of its side.
fn answers(cx: &Cx<'_>, voices: &Voices, goal: &Goal<'_>, side: Side, function: usize) -> bool {
    let person = goal.answering(side).and_then(|person| person.found());
    let is_in_order =
        person.is_some_and(|person| cx.plan.side_of(&cx.plan.people[person]) == Some(side));
    let is_of_side = || cx.plan.functions[function].side.value().is_none_or(|its| its == side);
    person.is_some_and(|person| voices.has(person, function)) || !is_in_order && is_of_side()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const FUNCTIONS: &str = "[data]\nside = \"it\"\n[legal]\nside = \"business\"\n\
                             [sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
    const PEOPLE: &str = "[ana]\nfunction = \"sales\"\n[deepak]\nfunction = \"web\"\n\
                          [hana]\nfunction = \"web\"\ndepartment = \"legal\"\n";
    const TEAMS: &str = "[crm]\nfunction = \"sales\"\n[law]\nfunction = \"legal\"\n\
                         [lake]\nfunction = \"data\"\n[shop]\nfunction = \"web\"\n";
    const COMMITTED: &str = "[a]\nstatus = \"committed\"\n";
    /// What makes the plan use champions.
    const OTHER: &str = "[z]\nstatus = \"draft\"\nchampions = { sales = \"ana\" }\n";

    fn goal_says(goal: &str, items: &[&str]) -> Vec<String> {
        let items: String =
            items.iter().map(|item| format!("[[r.item]]\ngoal = \"a\"\n{item}\n")).collect();
        let goals = format!("{COMMITTED}{goal}\n{OTHER}");
        let files = [
            ("functions.toml", FUNCTIONS),
            ("goals.toml", &goals),
            ("people.toml", PEOPLE),
            ("roadmaps.toml", &format!("[r]\n{items}")),
            ("teams.toml", TEAMS),
        ];
        said(&RULE, &files)
    }

    const ALL: [&str; 4] =
        ["team = \"crm\"", "team = \"law\"", "team = \"lake\"", "team = \"shop\""];

    #[test]
    fn owners_answer_for_their_own_function() {
        let owners = "owners = { business = \"ana\", it = \"deepak\" }";
        assert_eq!(
            goal_says(owners, &ALL),
            ["functions `data` and `legal` work on goal `a`, and nobody answers for their parts"]
        );
        let hybrid = "owners = { business = \"ana\", it = \"hana\" }";
        assert_eq!(
            goal_says(hybrid, &ALL),
            ["function `data` works on goal `a`, and nobody answers for its part"]
        );
    }

    #[test]
    fn an_empty_seat_is_told_of_once() {
        let half = "owners = { business = \"ana\" }\nchampions = { legal = \"ana\" }";
        assert!(goal_says(half, &ALL).is_empty());
        let acting = "owners = { business = \"ana\" }\nchampions = { legal = \"ana\" }\n\
                      vacancies = { it = { until = 2026-06-30, acting = \"deepak\" } }";
        assert_eq!(
            goal_says(acting, &ALL),
            ["function `data` works on goal `a`, and nobody answers for its part"]
        );
    }

    #[test]
    fn an_owner_on_the_wrong_side_is_told_of_once() {
        let owners = "owners = { business = \"ana\", it = \"ana\" }";
        assert_eq!(
            goal_says(owners, &ALL),
            ["function `legal` works on goal `a`, and nobody answers for its part"]
        );
    }

    #[test]
    fn a_misspelled_function_and_dropped_work_are_passed_over() {
        let owners = "owners = { business = \"ana\", it = \"deepak\" }";
        let misspelled = format!("{owners}\nchampions = {{ dta = \"ana\" }}");
        assert!(goal_says(&misspelled, &["team = \"lake\""]).is_empty());
        assert_eq!(goal_says(owners, &["team = \"lake\""]).len(), 1);
        assert!(goal_says(owners, &["team = \"lake\"\nstatus = \"dropped\""]).is_empty());
    }
}
