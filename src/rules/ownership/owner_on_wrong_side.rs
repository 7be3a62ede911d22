use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Function, Goal, Person, Side};
use crate::plan::Plan;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, Place, a_or_an};

pub(super) const RULE: Rule = Rule {
    name: "owner-on-wrong-side",
    level: Level::Error,
    page: include_str!("owner_on_wrong_side.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions],
    settings: &[],
    check,
};

/// An owner from the other side: where they are named, who they are, and the function they report to.
type Stray<'p, 's> = (Place, &'p Entry<'s, Person<'s>>, &'p Entry<'s, Function<'s>>);

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let [business, it] = Side::BOTH.map(|side| goal.owners.of(side).get());
        // One person in both seats is another rule's to tell.
        if let (Some(business), Some(it)) = (business, it)
            && business.names_same(it)
        {
            continue;
        }
        match Side::BOTH.map(|side| stray(cx.plan, goal, side)) {
            [None, None] => {}
            [Some(business), Some(it)] => swapped(cx.plan, goal, business, it, out),
            [Some(stray), None] => alone(cx.plan, goal, Side::Business, stray, out),
            [None, Some(stray)] => alone(cx.plan, goal, Side::It, stray, out),
        }
    }
}

/// The owner in the seat of `side`, where their function is on the other one.
fn stray<'p, 's>(plan: &'p Plan<'s>, goal: &Goal<'s>, side: Side) -> Option<Stray<'p, 's>> {
    let owner = goal.owners.of(side).spanned()?;
    let person = plan.entry(owner)?;
    let function = plan.function_of(person)?;
    let is_stray = function.side.value() == Some(side.other()) && !plan.names_nobody(owner);
    is_stray.then_some((owner.at, person, function))
}

fn alone<'s>(
    plan: &Plan<'s>,
    goal: &Entry<'s, Goal<'s>>,
    side: Side,
    (at, person, function): Stray<'_, 's>,
    out: &mut Findings,
) {
    let title = format!(
        "{} owner `{}` of goal `{}` {}",
        side.noun(),
        person.id,
        goal.id,
        comes_from(plan, person, function),
    );
    let finding = out.report(goal.name(), at, title);
    finding.about(side.name()).help(format!(
        "name somebody who reports to {}; if `{}` does, correct the `function` in their own entry",
        a_function(side),
        person.id,
    ));
    if let (Some(at), Some(_)) = (person.department.at(), plan.named(&person.department)) {
        let label = format!("`{}` sits here, but the function they report to counts", person.id);
        finding.label(at, label);
    }
    if let Some(at) = person.function.at() {
        finding.label(at, format!("`{}` reports to `{}`", person.id, function.id));
    }
    if let Some(at) = function.side.at() {
        finding.label(at, format!("`{}` is {}", function.id, a_function(side.other())));
    }
}

/// Both owners are from the other side: two lines have changed places.
fn swapped<'s>(
    plan: &Plan<'s>,
    goal: &Entry<'s, Goal<'s>>,
    business: Stray<'_, 's>,
    it: Stray<'_, 's>,
    out: &mut Findings,
) {
    let title = format!(
        "goal `{}` has its owners the wrong way round: `{}` is from IT, `{}` from the business",
        goal.id, business.1.id, it.1.id,
    );
    let finding = out.report(goal.name(), it.0, title);
    finding.about("both").help(format!(
        "let the two change places; if they are right as they stand, correct the `function` of `{}` and `{}`",
        business.1.id, it.1.id,
    ));
    finding.label(business.0, "the business owner");
    for (_, person, function) in [business, it] {
        if let Some(at) = person.function.at() {
            let comes = comes_from(plan, person, function);
            finding.label(at, format!("`{}` {comes}", person.id));
        }
    }
    let source = |at: Place| plan.snapshot.text(at.file)[at.range()].to_owned();
    let edits = vec![
        Edit { at: business.0, text: source(it.0) },
        Edit { at: it.0, text: source(business.0) },
    ];
    finding.unsafe_fix("let the two owners change places", edits);
}

/// "is from `sales`, a business function", or where somebody sits besides.
fn comes_from<'s>(
    plan: &Plan<'s>,
    person: &Person<'s>,
    function: &Entry<'s, Function<'s>>,
) -> String {
    let what = function.side.value().map_or_else(String::new, a_function);
    match plan.named(&person.department) {
        Some(department) => {
            format!("sits in `{}` and reports to `{}`, {what}", department.id, function.id)
        }
        None => format!("is from `{}`, {what}", function.id),
    }
}

fn a_function(side: Side) -> String {
    a_or_an(&format!("{} function", side.noun()))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const FUNCTIONS: (&str, &str) =
        ("functions.toml", "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n");
    const PEOPLE: (&str, &str) =
        ("people.toml", "[ana]\nfunction = \"sales\"\n[tbd]\nfunction = \"sales\"\n");

    fn said_of(owners: &str) -> Vec<String> {
        let goal = format!("[a]\nstatus = \"committed\"\n{owners}");
        said(&RULE, &[("goals.toml", &goal), FUNCTIONS, PEOPLE])
    }

    #[test]
    fn one_person_in_both_seats_and_a_placeholder_are_for_other_rules() {
        assert_eq!(said_of("owners.it = \"ana\"\n").len(), 1);
        assert!(said_of("owners.it = \"ana\"\nowners.business = \"ana\"\n").is_empty());
        assert!(said_of("owners.it = \"tbd\"\n").is_empty());
    }

    #[test]
    fn whoever_is_not_registered_is_on_no_side() {
        assert!(said_of("owners.it = \"nobody-knows\"\n").is_empty());
    }
}
