//! Which functions take part in a goal, through its owners, its champions, and the teams that work on it; and who can
//! speak for a function.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::decode::{Ref, Slot};
use crate::model::{FunctionRef, Goal, Item, ItemStatus, PersonRef, Side};
use crate::plan::{Plan, Seat};
use crate::text::{Place, Spanned};

/// The functions that take part in a goal, by their positions, each with the first place that says so.
#[derive(Debug, Default)]
pub struct Functions {
    /// Those of its owners, and of who acts for one.
    pub owners: BTreeMap<usize, Place>,
    /// Those that have a champion.
    pub champions: BTreeMap<usize, Place>,
    /// Those of the teams that work on it.
    pub teams: BTreeMap<usize, Place>,
    /// Whether something is named there whose function cannot be told, so that it may not be said what is lacking.
    pub unclear: bool,
}

impl Functions {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> BTreeSet<usize> {
        [&self.owners, &self.champions, &self.teams]
            .into_iter()
            .flat_map(BTreeMap::keys)
            .copied()
            .collect()
    }
}

impl<'s> Plan<'s> {
    /// The functions of each goal, by its position.
    pub fn functions_by_goal(&self) -> &[Functions] {
        self.reasoned.functions.get_or_init(|| self.reason_functions())
    }

    fn reason_functions(&self) -> Vec<Functions> {
        let mut functions: Vec<Functions> =
            self.goals.iter().map(|goal| self.functions_of_people(goal)).collect();
        for (goal, item) in self.work() {
            let functions = &mut functions[goal];
            let team = self.named(&item.team);
            match team.and_then(|team| team.function.get()?.found()) {
                Some(function) => {
                    functions.teams.entry(function).or_insert(item.team.at().unwrap_or(item.at));
                }
                None => functions.unclear = true,
            }
        }
        functions
    }

    fn functions_of_people(&self, goal: &Goal<'s>) -> Functions {
        let mut functions =
            Functions { unclear: !goal.champions.is_whole(), ..Functions::default() };
        for side in Side::BOTH {
            functions.unclear |= match goal.seat(side) {
                Seat::Unclear => true,
                Seat::Vacant(vacancy) => matches!(vacancy.acting, Slot::Broken),
                Seat::Held(_) | Seat::Empty => false,
            };
            let Some(named) = goal.answering(side) else { continue };
            let person = self.entry(named);
            match person.and_then(|person| person.function.get()?.found()) {
                Some(function) => {
                    functions.owners.entry(function).or_insert(named.at);
                }
                None => functions.unclear = true,
            }
        }
        for (function, _) in &goal.champions {
            match function.found() {
                Some(found) => {
                    functions.champions.insert(found, function.at);
                }
                None => functions.unclear = true,
            }
        }
        functions
    }

    /// The work on goals: each item that is not dropped, with the position of its goal.
    pub fn work(&self) -> impl Iterator<Item = (usize, &Spanned<Item<'s>>)> {
        self.items()
            .filter(|(_, item)| item.status.value() != Some(ItemStatus::Dropped))
            .filter_map(|(_, item)| Some((item.goal.get()?.found()?, item)))
    }

    /// The teams that work on each goal.
    ///
    /// By the position of the goal; each team once, by its position, in order.
    #[must_use]
    pub fn teams_by_goal(&self) -> Vec<BTreeSet<usize>> {
        let mut teams = vec![BTreeSet::new(); self.goals.len()];
        for (goal, item) in self.work() {
            teams[goal].extend(item.team.get().and_then(Ref::found));
        }
        teams
    }

    /// Who can speak for which function: they report to it, sit in it, head it, or lead one of its teams.
    pub fn voices(&self) -> &Voices {
        self.reasoned.voices.get_or_init(|| self.reason_voices())
    }

    fn reason_voices(&self) -> Voices {
        let mut voices = Voices::default();
        for (index, person) in self.people.iter().enumerate() {
            let homes = [&person.function, &person.department];
            let known = homes.into_iter().filter_map(|home| home.get()?.found());
            voices.pairs.extend(known.map(|function| (index, function)));
            let is_lost = |home: &&Slot<FunctionRef<'s>>| match home {
                Slot::Set(home) => home.found().is_none(),
                Slot::Broken => true,
                Slot::Absent => false,
            };
            if person.function.is_absent() || homes.iter().any(is_lost) {
                voices.unclear.insert(index);
            }
        }
        for (index, function) in self.functions.iter().enumerate() {
            let head = function.head.get().and_then(Ref::found);
            voices.pairs.extend(head.map(|person| (person, index)));
        }
        for team in &self.teams {
            let function = team.function.get().and_then(Ref::found);
            voices.pairs.extend(team.lead.get().and_then(Ref::found).zip(function));
        }
        voices
    }
}

/// Who can speak for which function.
#[derive(Debug, Default)]
pub struct Voices {
    pairs: HashSet<(usize, usize)>,
    unclear: HashSet<usize>,
}

impl Voices {
    /// Whether the person speaks for the function, both by their positions; also where it cannot be told where they
    /// belong, which is a finding already.
    #[must_use]
    pub fn has(&self, person: usize, function: usize) -> bool {
        self.unclear.contains(&person) || self.pairs.contains(&(person, function))
    }
}

impl<'s> Goal<'s> {
    /// Who is named as answering for it on one side: its owner, or who acts in a vacancy.
    #[must_use]
    pub fn answering(&self, side: Side) -> Option<&Spanned<PersonRef<'s>>> {
        match self.seat(side) {
            Seat::Held(owner) => Some(owner),
            Seat::Vacant(vacancy) => vacancy.acting.spanned(),
            Seat::Empty | Seat::Unclear => None,
        }
    }
}
