use std::collections::{BTreeMap, BTreeSet};

use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Goal, GoalLevel, Side};
use crate::plan::Plan;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{and_list, plural, tick};

pub(super) const RULE: Rule = Rule {
    name: "priority-tie",
    level: Level::Warning,
    page: include_str!("priority_tie.md"),
    reads: &[Reads::Goals, Reads::People],
    settings: &[],
    check,
};

/// How many of the goals are named.
const NAMED: usize = 4;

/// How many places are looked at for one that is free.
const LOOKED_AT: usize = 100;

/// Whose goals are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    /// The company's.
    Company,
    /// Those of a person, by position.
    Owner(usize),
}

/// The open goals of each priority, by their positions, and whose they are.
type Ranks = BTreeMap<Whose, BTreeMap<u32, Vec<usize>>>;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let ranks = ranks(cx.plan);
    // The same goals may be a tie of both their owners, and of the company besides.
    let mut ties: BTreeMap<&[usize], Vec<Whose>> = BTreeMap::new();
    for (whose, goals) in &ranks {
        for tied in goals.values().filter(|tied| tied.len() > 1) {
            ties.entry(tied).or_default().push(*whose);
        }
    }
    let mut ties: Vec<_> = ties.into_iter().collect();
    ties.sort_by_key(|(tied, _)| std::cmp::Reverse(tied.len()));
    let mut told: BTreeMap<usize, Vec<&[usize]>> = BTreeMap::new();
    for (tied, whose) in ties {
        let is_part =
            |larger: &&[usize]| tied.iter().all(|goal| larger.binary_search(goal).is_ok());
        if told.get(&tied[0]).is_some_and(|larger| larger.iter().any(is_part)) {
            continue;
        }
        for goal in tied {
            told.entry(*goal).or_default().push(tied);
        }
        report(cx.plan, tied, &whose, &ranks, out);
    }
}

fn ranks(plan: &Plan<'_>) -> Ranks {
    let mut ranks = Ranks::new();
    for (position, goal) in plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        let Some(priority) = goal.priority.value() else { continue };
        for whose in whose(plan, goal) {
            ranks.entry(whose).or_default().entry(priority).or_default().push(position);
        }
    }
    ranks
}

/// In whose order a goal has its place.
fn whose<'s>(plan: &Plan<'s>, goal: &Goal<'s>) -> BTreeSet<Whose> {
    let is_company = goal.level.value() == Some(GoalLevel::Company);
    let owners = Side::BOTH.into_iter().filter_map(|side| goal.owners.of(side).get());
    owners
        .filter(|owner| !plan.names_nobody(owner))
        .filter_map(Ref::found)
        .map(Whose::Owner)
        .chain(is_company.then_some(Whose::Company))
        .collect()
}

/// The next place after `place` that is free in every order in which the goal stands.
fn next_free<'s>(plan: &Plan<'s>, goal: &Goal<'s>, place: u32, ranks: &Ranks) -> Option<u32> {
    let whose = whose(plan, goal);
    let orders: Vec<_> = whose.iter().filter_map(|whose| ranks.get(whose)).collect();
    let is_free = |place: &u32| orders.iter().all(|goals| !goals.contains_key(place));
    (place..u32::MAX).skip(1).take(LOOKED_AT).find(is_free)
}

fn report(plan: &Plan<'_>, tied: &[usize], whose: &[Whose], ranks: &Ranks, out: &mut Findings) {
    let goals: Vec<_> = tied
        .iter()
        .filter_map(|goal| Some((&plan.goals[*goal], plan.goals[*goal].priority.spanned()?)))
        .collect();
    let Some(((last, priority), others)) = goals.split_last() else { return };
    let owners: Vec<String> = whose
        .iter()
        .filter_map(|whose| if let Whose::Owner(owner) = whose { Some(*owner) } else { None })
        .map(|owner| tick(&plan.people[owner].id))
        .collect();
    let (subject, judge) = if whose.contains(&Whose::Company) {
        (plural(goals.len(), "open company goal"), "those who agree on them".to_owned())
    } else {
        let owners = and_list(&owners);
        (format!("{} of {owners}", plural(goals.len(), "open goal")), owners)
    };
    let mut names: Vec<String> = goals.iter().take(NAMED).map(|(goal, _)| tick(&goal.id)).collect();
    if goals.len() > NAMED {
        names.push(format!("{} more", goals.len() - NAMED));
    }
    let number = priority.value;
    let title = format!("{subject} have the same priority {number}: {}", and_list(&names));
    let finding = out.report(last.name(), priority.at, title);
    finding.about(if whose.contains(&Whose::Company) {
        "company".into()
    } else {
        owners.join(" ")
    });
    let free = next_free(plan, last, number, ranks);
    let offer = free.map(|free| format!("; for `{}`, `priority = {free}` is free", last.id));
    finding.help(format!(
        "let {judge} say which comes first on the day when there is time for one only{}",
        offer.unwrap_or_default()
    ));
    for (goal, priority) in others.iter().take(NAMED) {
        finding.label(priority.at, format!("`{}` has priority {number} too", goal.id));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of goals, each with its level, its owners on both sides, and its priority.
    fn said_of(goals: &[(&str, &str, &str, u32)]) -> Vec<String> {
        let mut text = String::new();
        for (index, (level, business, it, priority)) in goals.iter().enumerate() {
            text += &format!(
                "[g{index}]\nlevel = \"{level}\"\nstatus = \"committed\"\npriority = {priority}\n\
                 owners = {{ business = \"{business}\", it = \"{it}\" }}\n"
            );
        }
        said(&RULE, &[("goals.toml", &text), ("people.toml", "[ana]\n[bo]\n[cy]\n[di]\n[tbd]\n")])
    }

    #[test]
    fn one_tie_of_both_owners_is_told_once() {
        let goals = [("team", "ana", "cy", 1), ("team", "ana", "cy", 1)];
        assert_eq!(
            said_of(&goals),
            ["2 open goals of `ana` and `cy` have the same priority 1: `g0` and `g1`"]
        );
    }

    #[test]
    fn an_owner_counts_on_either_side() {
        assert_eq!(said_of(&[("team", "ana", "cy", 1), ("team", "bo", "ana", 1)]).len(), 1);
        assert!(said_of(&[("team", "ana", "cy", 1), ("team", "bo", "di", 1)]).is_empty());
        assert!(said_of(&[("team", "ana", "ana", 1), ("team", "bo", "di", 1)]).is_empty());
    }

    #[test]
    fn company_goals_stand_in_one_order_whoever_owns_them() {
        let two = ("company", "ana", "cy", 2);
        assert_eq!(
            said_of(&[two, ("company", "bo", "di", 2), ("team", "bo", "cy", 3)]),
            ["2 open company goals have the same priority 2: `g0` and `g1`"]
        );
    }

    #[test]
    fn a_tie_within_a_larger_one_is_not_told_again() {
        let goals = [
            ("company", "ana", "cy", 1),
            ("company", "bo", "cy", 1),
            ("company", "ana", "di", 1),
            ("team", "ana", "bo", 1),
        ];
        // `g0`, `g2`, and `g3` are of `ana`, which the company's tie does not say.
        assert_eq!(
            said_of(&goals),
            [
                "3 open company goals have the same priority 1: `g0`, `g1`, and `g2`",
                "3 open goals of `ana` have the same priority 1: `g0`, `g2`, and `g3`",
                "2 open goals of `bo` have the same priority 1: `g1` and `g3`",
            ]
        );
    }

    #[test]
    fn drafts_closed_goals_and_people_who_are_none_tie_with_nobody() {
        for status in ["draft", "achieved"] {
            let goals = format!(
                "[a]\nstatus = \"committed\"\npriority = 1\nowners.it = \"ana\"\n\
                 [b]\nstatus = \"{status}\"\npriority = 1\nowners.it = \"ana\"\n"
            );
            assert!(said(&RULE, &[("goals.toml", &goals), ("people.toml", "[ana]\n")]).is_empty());
        }
        assert!(said_of(&[("team", "ana", "tbd", 1), ("team", "bo", "tbd", 1)]).is_empty());
    }
}
