//! Who refers to whom: every id is looked up once, and what dangles is one defect for each name.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::decode::{Defect, Fault, Reference, Referent};
use crate::kind::{EntryName, Kind};
use crate::model::{Entity, Entry, Movable, Person, Roadmap};
use crate::plan::Plan;
use crate::plan::load::incomplete::Incomplete;
use crate::text::{Place, Spanned, nearest};

type Index<'s> = FxHashMap<Cow<'s, str>, u32>;

/// The ids of everything that can be referred to.
struct Indexes<'s> {
    entries: [Index<'s>; Kind::ALL.len()],
    items: Index<'s>,
    /// The phases of the roadmap that is being looked at.
    phases: Index<'s>,
}

impl<'s> Indexes<'s> {
    /// Those that a reference may name.
    fn of(&self, to: Referent) -> Option<&Index<'s>> {
        match to {
            Referent::Entry(kind) => self.entries.get(kind as usize),
            Referent::Item => Some(&self.items),
            Referent::Phase => Some(&self.phases),
        }
    }
}

/// The ids that were not found, and every place that names them.
type Dangling<'s> = BTreeMap<(Referent, Cow<'s, str>), Vec<(Place, EntryName)>>;

/// Looks up every reference of the plan, and writes down what dangles and what is there twice.
pub(super) fn resolve(plan: &mut Plan<'_>, incomplete: &Incomplete) {
    let mut indexes = index(plan);
    let mut dangling = Dangling::new();
    let referred =
        Kind::ALL.map(|kind| (0..plan.ids(kind).count()).map(|_| AtomicU32::new(0)).collect());
    let lookup = Lookup { indexes: &indexes, referred: &referred };
    lookup.all(&mut plan.functions, &mut dangling);
    lookup.all(&mut plan.people, &mut dangling);
    lookup.all(&mut plan.teams, &mut dangling);
    lookup.all(&mut plan.bodies, &mut dangling);
    lookup.all(&mut plan.kpis, &mut dangling);
    lookup.all(&mut plan.goals, &mut dangling);
    lookup.all(&mut plan.reviews, &mut dangling);
    lookup.all(&mut plan.decisions, &mut dangling);
    lookup.all(&mut plan.terms, &mut dangling);
    for roadmap in &mut plan.roadmaps {
        indexes.phases = index_phases(roadmap, &mut plan.defects);
        let lookup = Lookup { indexes: &indexes, referred: &referred };
        gather(&mut dangling, lookup.entry(roadmap));
    }
    forgive_dropped(plan, &mut dangling);
    plan.referred = referred
        .map(|counts: Vec<AtomicU32>| counts.into_iter().map(AtomicU32::into_inner).collect());
    for ((to, id), places) in dangling {
        let lost = match to {
            Referent::Entry(kind) => {
                incomplete.kinds.contains(&kind) || incomplete.ids.contains(&(kind, id.to_string()))
            }
            Referent::Item => incomplete.items,
            Referent::Phase => false,
        };
        if !lost {
            let defect = dangle(plan, &indexes, to, &id, places);
            plan.defects.extend(defect);
        }
    }
}

/// Every id of the plan; one that is there before is a defect at the later place.
fn index<'s>(plan: &mut Plan<'s>) -> Indexes<'s> {
    let mut defects = Vec::new();
    let entries = Kind::ALL.map(|kind| match kind {
        Kind::Function => index_entries(&plan.functions, &mut defects),
        Kind::Person => index_entries(&plan.people, &mut defects),
        Kind::Team => index_entries(&plan.teams, &mut defects),
        Kind::Body => index_entries(&plan.bodies, &mut defects),
        Kind::Kpi => index_entries(&plan.kpis, &mut defects),
        Kind::Goal => index_entries(&plan.goals, &mut defects),
        Kind::Roadmap => index_entries(&plan.roadmaps, &mut defects),
        Kind::Review => index_entries(&plan.reviews, &mut defects),
        Kind::Decision => index_entries(&plan.decisions, &mut defects),
        Kind::Term => index_entries(&plan.terms, &mut defects),
    });
    let mut items = Index::default();
    let mut firsts: Vec<Place> = Vec::new();
    for (roadmap_index, roadmap) in (0..).zip(&plan.roadmaps) {
        for (item_index, item) in (0..).zip(&roadmap.items) {
            let position = u32::try_from(plan.items.len()).unwrap_or(u32::MAX);
            plan.items.push((roadmap_index, item_index));
            firsts.push(item.id.at().unwrap_or(item.at));
            let Some(Spanned { value: id, at }) = item.id.spanned() else { continue };
            match items.get(&id.0).and_then(|first: &u32| firsts.get(*first as usize)) {
                Some(first) => {
                    defects.push(duplicate("item", &id.0, *at, *first, roadmap.name()));
                }
                None => {
                    items.insert(id.0.clone(), position);
                }
            }
        }
    }
    plan.defects.extend(defects);
    Indexes { entries, items, phases: Index::default() }
}

fn index_entries<'s, T: Entity<'s>>(
    entries: &[Entry<'s, T>],
    defects: &mut Vec<Defect>,
) -> Index<'s> {
    let mut index = Index::with_capacity_and_hasher(entries.len(), FxBuildHasher);
    for (position, entry) in (0_u32..).zip(entries) {
        match index.get(&entry.id).and_then(|first: &u32| entries.get(*first as usize)) {
            Some(first) => {
                let noun = T::KIND.noun();
                defects.push(duplicate(noun, &entry.id, entry.at, first.at, entry.name()));
            }
            None => {
                index.insert(entry.id.clone(), position);
            }
        }
    }
    index
}

fn index_phases<'s>(roadmap: &Entry<'s, Roadmap<'s>>, defects: &mut Vec<Defect>) -> Index<'s> {
    let mut index = Index::default();
    for (position, phase) in (0_u32..).zip(&roadmap.phases) {
        let Some(Spanned { value: id, at }) = phase.id.spanned() else { continue };
        match index.get(&id.0).and_then(|first: &u32| roadmap.phases.get(*first as usize)) {
            Some(first) => {
                let first = first.id.at().unwrap_or(first.at);
                defects.push(duplicate("phase", &id.0, *at, first, roadmap.name()));
            }
            None => {
                index.insert(id.0.clone(), position);
            }
        }
    }
    index
}

fn duplicate(noun: &'static str, id: &str, at: Place, first: Place, entry: EntryName) -> Defect {
    let fault = Fault::DuplicateId { noun, id: id.to_owned(), first };
    Defect { at, entry: Some(entry), path: "id".into(), fault }
}

/// An id that was not found, and a place that names it.
type Loose<'s> = (Referent, Cow<'s, str>, Place, EntryName);

fn gather<'s>(dangling: &mut Dangling<'s>, loose: Vec<Loose<'s>>) {
    for (to, id, at, entry) in loose {
        dangling.entry((to, id)).or_default().push((at, entry));
    }
}

/// Looks up the references of entries.
struct Lookup<'a, 's> {
    indexes: &'a Indexes<'s>,
    referred: &'a [Vec<AtomicU32>; Kind::ALL.len()],
}

impl<'s> Lookup<'_, 's> {
    /// Looks up those of all entries of a kind, on as many threads as there are.
    fn all<T: Entity<'s> + Send>(&self, entries: &mut [Entry<'s, T>], dangling: &mut Dangling<'s>) {
        let loose: Vec<Loose<'s>> = entries
            .par_iter_mut()
            .with_min_len(256)
            .flat_map_iter(|entry| self.entry(entry))
            .collect();
        gather(dangling, loose);
    }

    /// Looks up those of one entry; gives what was not found.
    fn entry<T: Entity<'s>>(&self, entry: &mut Entry<'s, T>) -> Vec<Loose<'s>> {
        let mut loose = Vec::new();
        let id = &entry.id;
        entry.record.visit_references(&mut |reference: &mut Reference<'s>| {
            let index = self.indexes.of(reference.to);
            reference.found = index.and_then(|index| index.get(&reference.id)).copied();
            match (reference.found, reference.to) {
                (Some(found), Referent::Entry(kind)) => {
                    let counts = self.referred.get(kind as usize);
                    if let Some(count) = counts.and_then(|counts| counts.get(found as usize)) {
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                }
                (Some(_), _) => {}
                (None, to) => {
                    let name = EntryName { kind: T::KIND, id: id.clone().into_owned() };
                    loose.push((to, reference.id.clone(), reference.at, name));
                }
            }
        });
        loose
    }
}

/// A decision that lets its goals be dropped outlives them.
fn forgive_dropped(plan: &Plan<'_>, dangling: &mut Dangling<'_>) {
    let drops = |entry: &EntryName| {
        let decision = plan.decisions.iter().find(|decision| decision.id == entry.id);
        decision.is_some_and(|it| it.allows.iter().any(|what| what.value == Movable::Drop))
    };
    for ((to, _), places) in dangling.iter_mut() {
        if *to == Referent::Entry(Kind::Goal) {
            places.retain(|(_, entry)| entry.kind != Kind::Decision || !drops(entry));
        }
    }
    dangling.retain(|_, places| !places.is_empty());
}

/// The defect of an id that nothing has: at the first place that names it, with all the others; `None` where no place does.
fn dangle<'s>(
    plan: &Plan<'s>,
    indexes: &Indexes<'s>,
    to: Referent,
    id: &str,
    mut places: Vec<(Place, EntryName)>,
) -> Option<Defect> {
    places.sort();
    let mut places = places.into_iter();
    let (at, entry) = places.next()?;
    let others = places.map(|(at, _)| at).collect();
    let by_name = || {
        plan.people.iter().find(|person| is_name_of(person, id)).map(|person| person.id.to_string())
    };
    let by_name = if to == Referent::Entry(Kind::Person) { by_name() } else { None };
    let nearest = by_name.or_else(|| {
        let mut ids: Vec<&str> =
            indexes.of(to).into_iter().flatten().map(|(id, _)| id.as_ref()).collect();
        ids.sort_unstable();
        nearest(id, ids).map(ToOwned::to_owned)
    });
    let has_it = |kind: &Kind| {
        indexes.of(Referent::Entry(*kind)).is_some_and(|index| index.contains_key(id))
    };
    let is_a = Kind::ALL.into_iter().find(has_it);
    let fault = Fault::UnknownReference { to, id: id.to_owned(), others, nearest, is_a };
    Some(Defect { at, entry: Some(entry), path: id.to_owned(), fault })
}

fn is_name_of(person: &Entry<'_, Person<'_>>, text: &str) -> bool {
    person.name.get().is_some_and(|name| name.trim().eq_ignore_ascii_case(text.trim()))
}
