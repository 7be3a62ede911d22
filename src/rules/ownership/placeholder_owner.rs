use std::fmt::Display;

use crate::decode::Slot;
use crate::finding::{Finding, Findings};
use crate::level::Level;
use crate::model::{Entity, Entry, Goal, PersonRef, Side};
use crate::rules::ownership::seats;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Spanned;

pub(super) const RULE: Rule = Rule {
    name: "placeholder-owner",
    level: Level::Error,
    page: include_str!("placeholder_owner.md"),
    reads: &[
        Reads::Goals,
        Reads::Kpis,
        Reads::People,
        Reads::Functions,
        Reads::Teams,
        Reads::Roadmaps,
        Reads::Bodies,
    ],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        for side in Side::BOTH {
            owner(cx, goal, side, out);
        }
        others(cx, goal, out);
    }
    for kpi in &cx.plan.kpis {
        other(cx, kpi, "owner", &kpi.owner, out);
    }
    for team in &cx.plan.teams {
        other(cx, team, "lead", &team.lead, out);
    }
    for function in &cx.plan.functions {
        other(cx, function, "head", &function.head, out);
    }
    for roadmap in &cx.plan.roadmaps {
        other(cx, roadmap, "owner", &roadmap.owner, out);
    }
    for body in &cx.plan.bodies {
        other(cx, body, "chair", &body.chair, out);
    }
}

/// An owner's seat: where nobody is found yet, there is a way to say so.
fn owner<'s>(cx: &Cx<'s>, goal: &Entry<'s, Goal<'s>>, side: Side, out: &mut Findings) {
    let Some(owner) = goal.owners.of(side).spanned() else { return };
    let role = format_args!("{} owner", side.noun());
    let Some(finding) = report(cx, goal, role, owner, out) else { return };
    finding.help(seats::new_owner(cx, goal, side, "the person"));
    if let Some(at) = goal.vacancies.of(side).at() {
        finding.label(at, "declared vacant here");
    }
}

/// Everybody else whom a goal names one by one.
fn others<'s>(cx: &Cx<'s>, goal: &Entry<'s, Goal<'s>>, out: &mut Findings) {
    other(cx, goal, "sponsor", &goal.owners.sponsor, out);
    for side in Side::BOTH {
        let noun = side.noun();
        other(cx, goal, format_args!("deputy {noun} owner"), goal.deputies.of(side), out);
        if let Some(vacancy) = goal.vacancies.of(side).get() {
            other(cx, goal, format_args!("acting {noun} owner"), &vacancy.acting, out);
        }
    }
    for (function, champion) in &goal.champions {
        let role = format_args!("`{}` champion", function.id());
        if let Some(finding) = report(cx, goal, role, champion, out) {
            finding.help(PERSON_OR_NOTHING);
        }
    }
}

const PERSON_OR_NOTHING: &str = "name the person, or remove the line until there is one";

fn other<'s, T: Entity<'s>>(
    cx: &Cx<'s>,
    entry: &Entry<'s, T>,
    role: impl Display,
    person: &Slot<PersonRef<'s>>,
    out: &mut Findings,
) {
    let person = person.spanned();
    if let Some(finding) = person.and_then(|person| report(cx, entry, role, person, out)) {
        finding.help(PERSON_OR_NOTHING);
    }
}

/// Reports `person` where they are none.
fn report<'s, 'o, T: Entity<'s>>(
    cx: &Cx<'s>,
    entry: &Entry<'s, T>,
    role: impl Display,
    person: &Spanned<PersonRef<'s>>,
    out: &'o mut Findings,
) -> Option<&'o mut Finding> {
    if !cx.plan.names_nobody(person) {
        return None;
    }
    let (kind, id) = (T::KIND.noun(), &entry.id);
    let title =
        format!("the {role} of {kind} `{id}` is `{}`, a placeholder and no person", person.id());
    let finding = out.report(entry.name(), person.at, title).about(role.to_string());
    if let Some(registered) = cx.plan.entry(person) {
        let name = registered.name.get().map_or(&registered.id, |name| name);
        let at = registered.name.at().unwrap_or(registered.at);
        finding.label(at, format!("registered as `{name}`"));
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_registered_placeholder_is_still_no_person() {
        let goal =
            "[a]\nstatus = \"committed\"\nowners.business = \"cfo\"\nowners.it = \"interim-cto\"\n";
        let people = "[cfo]\nname = \"Interim CFO\"\n[interim-cto]\nname = \"Jo Jansen\"\n";
        assert_eq!(
            said(&RULE, &[("goals.toml", goal), ("people.toml", people)]),
            [
                "the business owner of goal `a` is `cfo`, a placeholder and no person",
                "the IT owner of goal `a` is `interim-cto`, a placeholder and no person",
            ]
        );
    }

    #[test]
    fn every_seat_that_names_one_person_is_looked_at() {
        let goal = "[a]\nstatus = \"committed\"\nowners.sponsor = \"tbd\"\ndeputies.it = \"tbd\"\n\
                    vacancies.it.acting = \"tbd\"\nchampions.finance = \"tbd\"\n";
        let files = [
            ("goals.toml", goal),
            ("kpis.toml", "[k]\nowner = \"tbd\"\n"),
            ("teams.toml", "[t]\nlead = \"tbd\"\n"),
            ("functions.toml", "[f]\nhead = \"tbd\"\n"),
            ("roadmaps.toml", "[r]\nowner = \"tbd\"\n"),
            ("bodies.toml", "[b]\nchair = \"tbd\"\n"),
        ];
        assert_eq!(said(&RULE, &files).len(), 9);
    }

    #[test]
    fn a_draft_may_leave_it_open() {
        let goal = "[a]\nstatus = \"draft\"\nowners.business = \"tbd\"\n";
        assert!(said(&RULE, &[("goals.toml", goal)]).is_empty());
    }
}
