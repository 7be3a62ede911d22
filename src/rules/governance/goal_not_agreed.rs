use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Entry, Goal, PersonRef, Side, Status};
use crate::plan::Seat;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "goal-not-agreed",
    level: Level::Error,
    page: include_str!("goal_not_agreed.md"),
    reads: &[Reads::Goals, Reads::People],
    settings: &[],
    check,
};

/// Who answers for a goal on one side.
struct Owner<'p, 's> {
    person: &'p Spanned<PersonRef<'s>>,
    role: String,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.goals.iter().filter(|goal| goal.is(Status::Committed)) {
        let by = &goal.agreed.by;
        // A name that is misspelled there may be an owner's.
        if !by.is_whole() || by.iter().any(|person| person.found().is_none()) {
            continue;
        }
        let lacking = lacking(cx, goal);
        let names: Vec<String> = lacking.iter().map(|owner| tick(owner.person.id())).collect();
        let (owners, are) = match lacking.as_slice() {
            [] => continue,
            [one] => (format!("its {} {}", one.role, names[0]), "is"),
            _ => (format!("its owners {}", and_list(&names)), "are"),
        };
        let agreement = if by.is_missing() {
            format!("nothing says that {owners} agreed")
        } else {
            format!("{owners} {are} not among those who agreed")
        };
        let title = format!("goal `{}` is committed, and {agreement}", goal.id);
        let finding = out.report(goal.name(), by.at().or(goal.agreed.at).unwrap_or(goal.at), title);
        finding.help(help(cx, goal, &lacking));
        if let Some(status) = goal.status.at() {
            finding.label(status, "committed here");
        }
        for owner in lacking {
            finding.label(owner.person.at, owner.role);
        }
    }
}

/// Those who answer for the goal and are not among those who agreed, each person once.
///
/// A seat that is empty, or taken by nobody or by somebody unknown, is a finding already.
fn lacking<'p, 's>(cx: &Cx<'s>, goal: &'p Goal<'s>) -> Vec<Owner<'p, 's>> {
    let mut lacking: Vec<Owner<'p, 's>> = Vec::new();
    for side in Side::BOTH {
        let Some(person) = goal.answering(side) else { continue };
        let is_known = person.found().is_some() && !cx.plan.names_nobody(person);
        if !is_known || goal.agreed.by.iter().any(|other| other.names_same(person)) {
            continue;
        }
        if let Some(twice) = lacking.iter_mut().find(|owner| owner.person.names_same(person)) {
            twice.role = "owner".into();
            continue;
        }
        let acting = if matches!(goal.seat(side), Seat::Vacant(_)) { "acting " } else { "" };
        lacking.push(Owner { person, role: format!("{acting}{} owner", side.noun()) });
    }
    lacking
}

fn help(cx: &Cx<'_>, goal: &Entry<'_, Goal<'_>>, lacking: &[Owner<'_, '_>]) -> Help {
    let quoted: Vec<String> =
        lacking.iter().map(|owner| format!("\"{}\"", owner.person.id())).collect();
    let (list, until) = (quoted.join(", "), "until then write `status = \"proposed\"`");
    let once = match lacking {
        [one] => format!("once `{}` has agreed", one.person.id()),
        _ => "once both have agreed".into(),
    };
    if !goal.agreed.by.is_missing() {
        format!("{once}, add `{list}` to `by`; {until}").into()
    } else if goal.agreed.at.is_some() {
        format!("{once}, write `by = [{list}]` into the agreement; {until}").into()
    } else {
        Help::with(
            format!("{once}, write down the day and who did; {until}:"),
            [cx.plan.header(goal, "agreed"), "on = <YYYY-MM-DD>".into(), format!("by = [{list}]")],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const PEOPLE: &str =
        "[ana]\nname = \"Ana Ruiz\"\n[bo]\nname = \"Bo Li\"\n[cfo]\nname = \"Interim CFO\"\n";

    fn goal_says(goal: &str) -> Vec<String> {
        let goal = format!("[a]\nstatus = \"committed\"\n{goal}");
        said(&RULE, &[("goals.toml", &goal), ("people.toml", PEOPLE)])
    }

    const OWNERS: &str = "owners = { business = \"ana\", it = \"bo\" }\n";

    #[test]
    fn nothing_said_of_an_agreement_is_one_finding() {
        assert_eq!(
            goal_says(OWNERS),
            ["goal `a` is committed, and nothing says that its owners `ana` and `bo` agreed"]
        );
        for agreed in ["agreed = { on = 2026-01-05 }\n", "agreed = { by = [] }\n"] {
            assert_eq!(goal_says(&format!("{OWNERS}{agreed}")).len(), 1, "{agreed}");
        }
    }

    #[test]
    fn who_acts_in_a_vacancy_stands_for_the_owner() {
        let vacant =
            "owners.business = \"ana\"\nvacancies.it = { until = 2026-06-30, acting = \"bo\" }\n";
        assert_eq!(
            goal_says(&format!("{vacant}agreed.by = [\"ana\"]\n")),
            ["goal `a` is committed, and its acting IT owner `bo` is not among those who agreed"]
        );
        assert!(goal_says(&format!("{vacant}agreed.by = [\"ana\", \"bo\"]\n")).is_empty());
        let nobody = "owners.business = \"ana\"\nvacancies.it = { until = 2026-06-30 }\n";
        assert!(goal_says(&format!("{nobody}agreed.by = [\"ana\"]\n")).is_empty());
    }

    #[test]
    fn an_owner_who_is_missing_or_nobody_is_told_of_once() {
        let agreed = "agreed.by = [\"ana\"]\n";
        for it in ["", "owners.it = \"tbd\"\n", "owners.it = \"cfo\"\n", "owners.it = \"eve\"\n"] {
            let goal = format!("owners.business = \"ana\"\n{it}");
            assert!(goal_says(&format!("{goal}{agreed}")).is_empty(), "{it}");
            assert_eq!(
                goal_says(&goal),
                ["goal `a` is committed, and nothing says that its business owner `ana` agreed"]
            );
        }
    }

    #[test]
    fn one_person_in_both_seats_is_named_once() {
        assert_eq!(
            goal_says("owners = { business = \"ana\", it = \"ana\" }\n"),
            ["goal `a` is committed, and nothing says that its owner `ana` agreed"]
        );
    }

    #[test]
    fn a_misspelled_name_may_be_the_one_that_is_looked_for() {
        assert!(goal_says(&format!("{OWNERS}agreed.by = [\"ana\", \"boo\"]\n")).is_empty());
        assert!(goal_says(&format!("{OWNERS}agreed.by = [\"ana\", 7]\n")).is_empty());
        assert!(goal_says(&format!("{OWNERS}agreed = 2026-01-05\n")).is_empty());
    }
}
