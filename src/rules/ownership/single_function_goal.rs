use crate::decode::Slot;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Goal, GoalLevel, Side};
use crate::plan::{Plan, Seat};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "single-function-goal",
    level: Level::Warning,
    page: include_str!("single_function_goal.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    for (goal, functions) in plan.goals.iter().zip(plan.functions_by_goal()) {
        let Some(level) = goal.level.spanned().filter(|level| level.value == GoalLevel::Company)
        else {
            continue;
        };
        if !goal.is_open() || functions.unclear || !are_seats_in_order(plan, goal) {
            continue;
        }
        let mut all = functions.all();
        let sponsor = match &goal.owners.sponsor {
            Slot::Absent => None,
            sponsor => {
                let person = plan.named(sponsor);
                let Some(found) = person.and_then(|person| person.function.get()?.found()) else {
                    continue;
                };
                Some(found)
            }
        };
        all.extend(sponsor);
        // A goal that names nobody but its owner says nothing yet about who works on it.
        let says_more =
            sponsor.is_some() || !functions.champions.is_empty() || !functions.teams.is_empty();
        let (1, Some(function), true) = (all.len(), all.first(), says_more) else { continue };
        let function = &plan.functions[*function].id;
        let title = format!(
            "goal `{}` is a company goal, and everybody named on it is of `{function}`",
            goal.id
        );
        let finding = out.report(goal.name(), level.at, title);
        finding.help(format!(
            "name a champion or plan work of another function that it needs, or make it a goal of that \
             function alone: `level = \"{}\"`",
            GoalLevel::Function.name()
        ));
        for side in Side::BOTH {
            if let Seat::Vacant(vacancy) = goal.seat(side) {
                let text = format!("the seat of the {} owner is vacant", side.noun());
                finding.label(vacancy.at, text);
            }
        }
    }
}

/// Whether no other rule speaks of an owner's seat: each is vacant, and says so, or held by somebody of that side.
fn are_seats_in_order<'s>(plan: &Plan<'s>, goal: &Goal<'s>) -> bool {
    Side::BOTH.into_iter().all(|side| match goal.seat(side) {
        Seat::Held(owner) => {
            plan.entry(owner).and_then(|person| plan.side_of(person)) == Some(side)
        }
        Seat::Vacant(_) => true,
        Seat::Empty | Seat::Unclear => false,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn goal_says(goal: &str) -> Vec<String> {
        let goal = format!("[a]\nlevel = \"company\"\nstatus = \"committed\"\n{goal}");
        let functions = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
        let people = "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"sales\"\n\
                      [deepak]\nfunction = \"web\"\n";
        said(
            &RULE,
            &[("functions.toml", functions), ("goals.toml", &goal), ("people.toml", people)],
        )
    }

    const VACANT: &str = "vacancies = { it = { until = 2026-06-30 } }\n";

    #[test]
    fn everybody_named_counts() {
        let ana = format!("{VACANT}[a.owners]\nbusiness = \"ana\"\n");
        assert_eq!(goal_says(&format!("{ana}sponsor = \"bo\"")).len(), 1);
        assert!(goal_says(&format!("{ana}sponsor = \"deepak\"")).is_empty());
        assert!(goal_says(&format!("{ana}sponsor = \"nobody\"")).is_empty());
        let champion = format!("{ana}sponsor = \"bo\"\n[a.champions]\n");
        assert_eq!(goal_says(&format!("{champion}sales = \"bo\"")).len(), 1);
        assert!(goal_says(&format!("{champion}web = \"deepak\"")).is_empty());
    }

    #[test]
    fn who_acts_in_the_vacancy_is_one_of_its_people() {
        let acting = "vacancies = { it = { until = 2026-06-30, acting = \"deepak\" } }\n\
                      owners = { business = \"ana\", sponsor = \"bo\" }";
        assert!(goal_says(acting).is_empty());
    }

    #[test]
    fn a_vacancy_alone_proves_nothing() {
        assert!(goal_says(&format!("{VACANT}owners = {{ business = \"ana\" }}")).is_empty());
    }

    #[test]
    fn a_missing_or_wrong_owner_is_told_of_once() {
        assert!(goal_says("owners = { business = \"ana\", sponsor = \"bo\" }").is_empty());
        let wrong = "owners = { business = \"ana\", it = \"bo\", sponsor = \"bo\" }";
        assert!(goal_says(wrong).is_empty());
    }
}
