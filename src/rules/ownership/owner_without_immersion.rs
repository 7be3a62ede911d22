use std::collections::BTreeMap;

use crate::day::Day;
use crate::decode::Ref;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Goal, Person, Side};
use crate::plan::Plan;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::{Place, Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "owner-without-immersion",
    level: Level::Off,
    page: include_str!("owner_without_immersion.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Today],
    settings: &[MONTHS],
    check,
};

const MONTHS: Setting = Setting {
    rule: "owner-without-immersion",
    name: "months",
    default: 12.0,
    looser: Looser::Higher,
    about: "how many calendar months ago an IT owner may last have been in the business function of a goal",
};

/// How many of the goals that one visit would serve are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    if !plan.people.iter().any(|person| !person.immersions.is_empty()) {
        return;
    }
    let months = cx.count(&MONTHS);
    let since = cx.today.plus_months(-i64::try_from(months).unwrap_or(i64::MAX));
    // One visit serves all goals that a person shares with a function.
    let mut pairs: BTreeMap<(usize, usize), Vec<(&str, Place)>> = BTreeMap::new();
    for goal in plan.open_goals() {
        let Some(owner) = goal.owners.it.get() else { continue };
        if let (Some(person), Some(function)) = (owner.found(), lead_function(plan, goal)) {
            pairs.entry((person, function)).or_default().push((&goal.id, owner.at()));
        }
    }
    let voices = plan.voices();
    for ((named, function), goals) in pairs {
        let (person, home) = (&plan.people[named], &plan.functions[function].id);
        let last = last_visit(person, function, cx.today);
        let is_judged = plan.side_of(person) == Some(Side::It)
            && !person.has_left(cx.today)
            && !voices.has(named, function)
            && are_visits_known(person);
        if !is_judged || last.is_some_and(|on| on.value >= since) {
            continue;
        }
        let title = format!(
            "IT owner `{}` has spent no time in `{home}` in the last {}",
            person.id,
            plural(months, "month")
        );
        let finding = out.report(person.name(), person.at, title);
        finding.about(home.as_ref()).help(Help::with(
            "spend a few days there and add when:",
            ["[[immersion]]", &format!("function = \"{home}\""), "on = <YYYY-MM-DD>"],
        ));
        if let Some(on) = last {
            let days = plural(on.days_until(cx.today).unsigned_abs() as usize, "day");
            finding.label(on.at, format!("the last time was {days} ago"));
        }
        for (goal, at) in goals.into_iter().take(SHOWN) {
            let text = format!("IT owner of goal `{goal}`, whose business owner is of `{home}`");
            finding.label(at, text);
        }
    }
}

/// The function of the business owner, where that is one of the business side.
fn lead_function<'s>(plan: &Plan<'s>, goal: &Goal<'s>) -> Option<usize> {
    let owner = plan.owner(goal, Side::Business)?;
    let function = owner.function.get()?.found()?;
    (plan.side_of(owner) == Some(Side::Business)).then_some(function)
}

/// Whether every visit says where it was and when.
fn are_visits_known(person: &Person<'_>) -> bool {
    person.immersions.is_whole()
        && person
            .immersions
            .iter()
            .all(|visit| visit.on.is_set() && visit.function.get().and_then(Ref::found).is_some())
}

/// The last day a person was in a function, up to today.
fn last_visit<'p>(person: &'p Person<'_>, function: usize, today: Day) -> Option<&'p Spanned<Day>> {
    person
        .immersions
        .iter()
        .filter(|visit| visit.function.get().and_then(Ref::found) == Some(function))
        .filter_map(|visit| visit.on.spanned())
        .filter(|on| on.value <= today)
        .max_by_key(|on| on.value)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn person_says(person: &str) -> Vec<String> {
        let functions = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
        let goal = "[a]\nstatus = \"proposed\"\nowners = { business = \"ana\", it = \"deepak\" }";
        let people = format!(
            "[ana]\nfunction = \"sales\"\n[deepak]\nfunction = \"web\"\n{person}\n\
             [hana]\nfunction = \"web\"\nimmersion = [{{ function = \"sales\", on = 2026-01-31 }}]\n"
        );
        said(
            &RULE,
            &[("functions.toml", functions), ("goals.toml", goal), ("people.toml", &people)],
        )
    }

    fn visit(function: &str, on: &str) -> Vec<String> {
        person_says(&format!("immersion = [{{ function = \"{function}\", on = {on} }}]"))
    }

    #[test]
    fn a_visit_counts_in_the_same_function_within_a_year() {
        let none = "IT owner `deepak` has spent no time in `sales` in the last 12 months";
        assert_eq!(person_says(""), [none]);
        assert!(visit("sales", "2025-03-31").is_empty());
        assert_eq!(visit("sales", "2025-03-30"), [none]);
        assert_eq!(visit("sales", "2026-04-01"), [none]);
        assert_eq!(visit("web", "2026-01-31"), [none]);
    }

    #[test]
    fn a_misspelled_function_may_have_been_that_one() {
        assert!(visit("slaes", "2026-01-31").is_empty());
    }

    #[test]
    fn who_sits_there_needs_no_visit() {
        assert!(person_says("department = \"sales\"").is_empty());
    }

    #[test]
    fn who_has_left_visits_nobody() {
        assert!(person_says("until = 2026-03-30").is_empty());
    }
}
