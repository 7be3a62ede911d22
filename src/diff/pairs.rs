//! The same entry on both sides, wherever its file lies.

use std::collections::{BTreeMap, HashSet};

use crate::diff::{Change, What, has_changed};
use crate::kind::{EntryName, Kind};
use crate::model::{Decision, Entity, Entry, Goal, Kpi};
use crate::plan::{Plan, Stored};
use crate::text::Place;

/// Where an entry stands in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Its position among its like.
    index: usize,
    /// Where it begins.
    pub(super) at: Place,
}

/// An entry that may differ: where it stands on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) name: EntryName,
    pub(super) before: Option<Standing>,
    pub(super) after: Option<Standing>,
}

/// Everything that may differ, by kind and id.
pub(super) struct Pairs<'p> {
    base: &'p Plan<'p>,
    head: &'p Plan<'p>,
    by_name: BTreeMap<(usize, String), Pair>,
}

type Sides<'p, T> = (Option<&'p Entry<'p, T>>, Option<&'p Entry<'p, T>>);

impl<'p> Pairs<'p> {
    pub(super) fn of(base: &'p Plan<'p>, head: &'p Plan<'p>) -> Self {
        let mut pairs = Self { base, head, by_name: BTreeMap::new() };
        for kind in Kind::ALL {
            let ids: HashSet<&str> = [base, head]
                .into_iter()
                .flat_map(|plan| plan.heads(kind))
                .filter(|(_, at)| has_changed(base, head, at.file))
                .map(|(id, _)| id)
                .collect();
            // The first of two entries with one id counts; the second is a finding already.
            for (plan, is_base) in [(base, true), (head, false)] {
                for (index, (id, at)) in plan.heads(kind).enumerate() {
                    if ids.contains(id) {
                        let pair = pairs.get_or_add(kind, id);
                        let side = if is_base { &mut pair.before } else { &mut pair.after };
                        side.get_or_insert(Standing { index, at });
                    }
                }
            }
        }
        // What a file that cannot be read may still hold is neither gone nor new.
        pairs.by_name.retain(|_, pair| {
            let kind = pair.name.kind;
            let is_on_both_sides = pair.before.is_some() && pair.after.is_some();
            is_on_both_sides || !head.may_lack(kind) && !base.may_lack(kind)
        });
        pairs
    }

    fn get_or_add(&mut self, kind: Kind, id: &str) -> &mut Pair {
        self.by_name.entry((kind as usize, id.to_owned())).or_insert_with(|| Pair {
            name: EntryName { kind, id: id.to_owned() },
            before: None,
            after: None,
        })
    }

    pub(super) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Pair> {
        self.by_name.values().filter(move |pair| pair.name.kind == kind)
    }

    /// A goal on both sides; `None` where it does not differ.
    pub(super) fn goal(&self, id: &str) -> Option<Sides<'p, Goal<'p>>> {
        self.sides(id)
    }

    /// A KPI on both sides; `None` where it does not differ.
    pub(super) fn kpi(&self, id: &str) -> Option<Sides<'p, Kpi<'p>>> {
        self.sides(id)
    }

    /// The decisions that differ, on both sides.
    pub(super) fn decisions(&self) -> impl Iterator<Item = Sides<'p, Decision<'p>>> {
        self.of_kind(Kind::Decision).filter_map(|pair| self.sides(&pair.name.id))
    }

    fn sides<T: Entity<'p> + Stored<'p>>(&self, id: &str) -> Option<Sides<'p, T>> {
        let pair = self.by_name.get(&(T::KIND as usize, id.to_owned()))?;
        let find = |plan: &'p Plan<'p>, standing: Option<Standing>| {
            standing.and_then(|standing| T::all(plan).get(standing.index))
        };
        Some((find(self.base, pair.before), find(self.head, pair.after)))
    }
}

impl Pair {
    /// Notes that the entry is new, or gone. Gives whether it is on both sides.
    pub(super) fn note_presence(&self, changes: &mut Vec<Change<'_>>) -> bool {
        let what = match (self.before, self.after) {
            (Some(_), None) => What::Removed,
            (None, Some(_)) => What::Added,
            (Some(_), Some(_)) => return true,
            (None, None) => return false,
        };
        let at = |standing: Option<Standing>| standing.map(|standing| standing.at);
        changes.push(self.change(what, at(self.before), at(self.after)));
        false
    }

    pub(super) fn change<'p>(
        &self,
        what: What<'p>,
        before: Option<Place>,
        after: Option<Place>,
    ) -> Change<'p> {
        Change { entry: self.name.clone(), what, before, after }
    }
}
