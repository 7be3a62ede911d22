use std::collections::BTreeSet;

use crate::decode::{Ref, Slot};
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Body, Entry, Goal, Side};
use crate::plan::{Plan, Seat};
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "one-sided-body",
    level: Level::Error,
    page: include_str!("one_sided_body.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Bodies],
    settings: &[],
    check,
};

/// How many of the goals that a body governs are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    if !plan.bodies.iter().any(|body| !body.members.is_empty()) {
        return;
    }
    for (body, goals) in plan.bodies.iter().zip(plan.governed()) {
        let Some(sides) = sides(plan, body).filter(|_| !goals.is_empty()) else { continue };
        let count = |side| sides.iter().filter(|other| **other == side).count();
        let Some(lacking) = Side::BOTH.into_iter().find(|side| count(*side) == 0) else { continue };
        let governs = match goals.as_slice() {
            [goal] => format!("goal `{}`", goal.id),
            _ => plural(goals.len(), "goal"),
        };
        let has = match plural(sides.len(), "person") {
            _ if sides.is_empty() => "names nobody from either side".to_owned(),
            people => format!(
                "has nobody from the {} side, only {people} from the {} side",
                lacking.noun(),
                lacking.other().noun()
            ),
        };
        let title = format!("body `{}` governs {governs} and {has}", body.id);
        let finding = out.report(body.name(), body.members.at().unwrap_or(body.at), title);
        finding.help(help(plan, lacking, &goals, sides.is_empty()));
        for goal in goals.iter().take(SHOWN) {
            if let Some(at) = goal.governed_by.at() {
                finding.label(at, format!("goal `{}` is governed by it", goal.id));
            }
        }
    }
}

/// The side of each person in a body, its chair included; `None` where one of them cannot be told.
fn sides(plan: &Plan<'_>, body: &Body<'_>) -> Option<Vec<Side>> {
    if !body.members.is_whole() || matches!(body.chair, Slot::Broken) {
        return None;
    }
    let named = body.members.iter().map(|member| &member.value).chain(body.chair.get());
    let people: BTreeSet<usize> = named.map(Ref::found).collect::<Option<_>>()?;
    people.into_iter().map(|person| plan.side_of(&plan.people[person])).collect()
}

fn help<'s>(plan: &Plan<'s>, side: Side, goals: &[&Entry<'s, Goal<'s>>], is_empty: bool) -> String {
    if is_empty {
        return "list in `members` who sits on it, people of both sides".into();
    }
    let such_as = goals.iter().find_map(|goal| {
        let Seat::Held(owner) = goal.seat(side) else { return None };
        let person = plan.entry(owner).filter(|person| plan.side_of(person) == Some(side))?;
        Some(format!(", such as `\"{}\"`, the {} owner of `{}`", person.id, side.noun(), goal.id))
    });
    format!(
        "add to `members` somebody from the {} side{}",
        side.noun(),
        such_as.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const FUNCTIONS: &str = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n[ops]\n";
    const PEOPLE: &str = "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"web\"\n[cy]\nfunction = \"ops\"\n\
                          [di]\nfunction = \"sales\"\n";

    fn body_says(body: &str, status: &str) -> Vec<String> {
        let body = format!("[board]\n{body}[other]\nmembers = [\"ana\", \"bo\"]\n");
        let goal = format!("[a]\nstatus = \"{status}\"\ngoverned_by = \"board\"\n");
        let files = [
            ("bodies.toml", body.as_str()),
            ("functions.toml", FUNCTIONS),
            ("goals.toml", &goal),
            ("people.toml", PEOPLE),
        ];
        said(&RULE, &files)
    }

    #[test]
    fn the_chair_is_in_the_body_too_and_counts_once() {
        assert!(body_says("chair = \"bo\"\nmembers = [\"ana\"]\n", "committed").is_empty());
        assert_eq!(
            body_says("chair = \"ana\"\nmembers = [\"ana\", \"di\"]\n", "committed"),
            [
                "body `board` governs goal `a` and has nobody from the IT side, only 2 people from the business side"
            ]
        );
    }

    #[test]
    fn who_cannot_be_told_may_be_of_the_other_side() {
        for body in [
            "members = [\"ana\", \"cy\"]\n",
            "members = [\"ana\", \"eve\"]\n",
            "members = [\"ana\", 7]\n",
            "members = [\"ana\"]\nchair = \"eve\"\n",
            "members = [\"ana\"]\nchair = 7\n",
        ] {
            assert!(body_says(body, "committed").is_empty(), "{body}");
        }
    }

    #[test]
    fn only_what_is_open_is_governed() {
        for (status, count) in [("draft", 0), ("proposed", 1), ("missed", 0)] {
            assert_eq!(body_says("members = [\"bo\"]\n", status).len(), count, "{status}");
        }
    }

    #[test]
    fn a_body_of_nobody_lacks_both_sides() {
        assert_eq!(
            body_says("", "committed"),
            ["body `board` governs goal `a` and names nobody from either side"]
        );
    }
}
