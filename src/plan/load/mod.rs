//! A snapshot into a plan: every file read in parallel, then put together in the order of their paths.

// What was written by others brings no panic.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)
)]

mod incomplete;
mod known;
mod part;
mod resolve;

pub(super) use incomplete::Incomplete;

use globset::GlobSet;
use rayon::prelude::*;

use crate::decode::{Decoder, Defect, Document, Record};
use crate::kind::Kind;
use crate::model::Config;
use crate::plan::load::known::Known;
use crate::plan::load::part::Part;
use crate::plan::load::resolve::resolve;
use crate::plan::patterns::globs;
use crate::plan::reasoning::Reasoned;
use crate::plan::{Allow, CodeOwners, Plan, allows};
use crate::snapshot::{CONFIG, Layout, Snapshot, layout};
use crate::text::{FileId, Place, Spanned};

/// Loads a plan. Never fails and never speaks: what could not be understood stands in [`Plan::defects`].
#[must_use]
pub fn load(snapshot: &Snapshot) -> Plan<'_> {
    let mut plan = read_config(snapshot);
    let excluded = excluded(&mut plan);
    load_without(plan, &excluded, None)
}

/// The same of single files: what they refer to is elsewhere, so it is not looked up, and nothing dangles.
#[must_use]
pub fn load_alone(snapshot: &Snapshot) -> Plan<'_> {
    let mut plan = read_config(snapshot);
    let excluded = excluded(&mut plan);
    plan.incomplete = load_files(&mut plan, &excluded, None);
    plan
}

/// The same of a snapshot that stands side by side with that of another plan: what that one has read is not read again.
#[must_use]
pub fn load_beside<'s>(snapshot: &'s Snapshot, other: &Plan<'s>) -> Plan<'s> {
    let mut plan = read_config(snapshot);
    let excluded = excluded(&mut plan);
    load_without(plan, &excluded, Some(&Known::of(other, snapshot)))
}

/// The same, but what is left out and allowed by a goalpact.toml is as `judge` has it.
#[must_use]
pub fn load_by<'s>(snapshot: &'s Snapshot, judge: &Plan<'s>) -> Plan<'s> {
    let mut plan = read_config(snapshot);
    excluded(&mut plan);
    plan.allows.retain(Allow::is_comment);
    let allows = judge.allows.iter().filter(|allow| !allow.is_comment()).cloned();
    plan.allows.extend(allows);
    let (excluded, _) = globs(patterns(&judge.config));
    load_without(plan, &excluded, Some(&Known::of(judge, snapshot)))
}

/// Loads the rest of a plan, but for what is `excluded`.
fn load_without<'s>(
    mut plan: Plan<'s>,
    excluded: &GlobSet,
    known: Option<&Known<'_, 's>>,
) -> Plan<'s> {
    let incomplete = load_files(&mut plan, excluded, known);
    let snapshot = plan.snapshot;
    plan.codeowners = snapshot.codeowners.map(|file| CodeOwners::parse(file, snapshot.text(file)));
    resolve(&mut plan, &incomplete);
    plan.incomplete = incomplete;
    plan
}

/// Reads the files of a plan, but for what is `excluded`; gives what may be missing from it.
fn load_files<'s>(
    plan: &mut Plan<'s>,
    excluded: &GlobSet,
    known: Option<&Known<'_, 's>>,
) -> Incomplete {
    let snapshot = plan.snapshot;
    let numbered: Vec<(FileId, Layout)> = snapshot
        .ids()
        .par_iter()
        .filter_map(|file| {
            let path = snapshot.within_plan(snapshot.path(*file));
            let layout = layout(path);
            let wanted =
                layout == Layout::Config || layout != Layout::Foreign && !excluded.is_match(path);
            wanted.then_some((*file, layout))
        })
        .collect();
    plan.files = numbered.iter().map(|(id, _)| *id).collect();
    let is_excluded = |path: &str| excluded.is_match(snapshot.within_plan(path));
    plan.unread = snapshot.unread.iter().filter(|unread| !is_excluded(&unread.path)).collect();
    // Each thread reads file after file into a part of its own; the parts follow each other as the files do.
    let part = numbered
        .par_iter()
        .filter(|(id, _)| !known.is_some_and(|known| known.has(*id)))
        .fold(Part::default, |part, (id, layout)| part.read(*id, snapshot.file(*id), layout))
        .reduce(Part::default, Part::then);
    let part = match known {
        Some(known) => known.part().then(part).in_order(),
        None => part,
    };
    take_over(plan, part)
}

/// Puts what was read into the plan; gives what may be missing from it.
fn take_over<'s>(plan: &mut Plan<'s>, part: Part<'s>) -> Incomplete {
    plan.functions = part.functions;
    plan.people = part.people;
    plan.teams = part.teams;
    plan.bodies = part.bodies;
    plan.kpis = part.kpis;
    plan.goals = part.goals;
    plan.roadmaps = part.roadmaps;
    plan.reviews = part.reviews;
    plan.decisions = part.decisions;
    plan.terms = part.terms;
    plan.defects.extend(part.defects);
    plan.allows.extend(part.allows);
    let mut incomplete = part.incomplete;
    for unread in &plan.unread {
        match layout(plan.snapshot.within_plan(&unread.path)) {
            Layout::Entry(kind, id) => incomplete.lose_entry(kind, &id),
            Layout::Tables(kind) | Layout::Misplaced(kind, _) => incomplete.lose_kind(kind),
            Layout::Config | Layout::Foreign => incomplete.kinds.extend(Kind::ALL),
        }
    }
    incomplete
}

/// An empty plan with the settings of goalpact.toml.
fn read_config(snapshot: &Snapshot) -> Plan<'_> {
    let mut plan = Plan {
        snapshot,
        files: Vec::new(),
        unread: Vec::new(),
        config: Config::blank(false),
        functions: Vec::new(),
        people: Vec::new(),
        teams: Vec::new(),
        bodies: Vec::new(),
        kpis: Vec::new(),
        goals: Vec::new(),
        roadmaps: Vec::new(),
        reviews: Vec::new(),
        decisions: Vec::new(),
        terms: Vec::new(),
        defects: Vec::new(),
        allows: Vec::new(),
        codeowners: None,
        incomplete: Incomplete::default(),
        reasoned: Reasoned::default(),
        items: Vec::new(),
        referred: Default::default(),
    };
    let Some(id) = snapshot.find(&format!("{}{CONFIG}", snapshot.prefix)) else { return plan };
    let defect = |(range, fault)| Defect {
        at: Place::new(id, range),
        entry: None,
        path: String::new(),
        fault,
    };
    match Document::parse(&snapshot.file(id).bytes) {
        Err(faults) => {
            plan.config = Config::blank(true);
            plan.defects.extend(faults.into_iter().map(defect));
        }
        Ok(document) => {
            let mut decoder = Decoder::new(id, document.text, document.spoiled);
            plan.config = Config::from_table(document.table, Place::new(id, 0..0), &mut decoder);
            let (allows, defects) = allows::configured(&plan.config);
            plan.allows.extend(allows);
            plan.defects.extend(defects);
            let (allows, defects) = allows::comments(id, document.text);
            plan.allows.extend(allows);
            plan.defects.extend(defects);
            plan.defects.extend(document.faults.into_iter().map(defect));
            plan.defects.extend(decoder.into_defects());
        }
    }
    plan
}

/// The patterns of the paths that goalpact.toml leaves out.
fn excluded(plan: &mut Plan<'_>) -> GlobSet {
    let (set, defects) = globs(patterns(&plan.config));
    plan.defects.extend(defects);
    set
}

fn patterns<'c>(config: &'c Config<'_>) -> impl Iterator<Item = (&'c str, Place)> {
    config.plan.exclude.iter().map(|Spanned { value, at }| (value.as_ref(), *at))
}
