//! Roadmaps: the work towards goals, in order.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{List, LocalId, Noun, Referent, Slot, choice, record};
use crate::model::{GoalRef, ItemRef, PersonRef, PhaseRef, TeamRef};

choice! {
    /// How far an item is.
    pub enum ItemStatus {
        /// Not begun.
        Planned = "planned",
        /// Under way.
        Doing = "doing",
        /// Delivered.
        Done = "done",
        /// No longer wanted.
        Dropped = "dropped",
    }
}

record! {
    /// The work towards goals, in order.
    pub struct Roadmap<'s> {
        /// What people call it.
        [Required] title: Slot<Cow<'s, str>>,
        /// The person who keeps it.
        owner: Slot<PersonRef<'s>>,
        /// Its first day.
        [Required] start: Slot<Day>,
        /// Its last day.
        [Required] end: Slot<Day>,
        /// The stretches it is divided into.
        phases = "phase": List<Phase<'s>>,
        /// The pieces of work.
        items = "item": List<Item<'s>>,
    }
}

record! {
    /// A stretch of a roadmap.
    pub struct Phase<'s> {
        /// Its id, unique within the roadmap.
        [Required] id: Slot<LocalId<'s>>,
        /// What people call it.
        title: Slot<Cow<'s, str>>,
        /// Its first day.
        start: Slot<Day>,
        /// Its last day.
        end: Slot<Day>,
    }
}

record! {
    /// One piece of work.
    pub struct Item<'s> {
        /// Its id, unique within the whole plan.
        [Required] id: Slot<LocalId<'s>>,
        /// What is delivered.
        [Required] title: Slot<Cow<'s, str>>,
        /// The goal it works towards.
        [Required] goal: Slot<GoalRef<'s>>,
        /// The team that does it.
        [Required] team: Slot<TeamRef<'s>>,
        /// The phase it belongs to.
        phase: Slot<PhaseRef<'s>>,
        /// The day it begins.
        [Required] start: Slot<Day>,
        /// The day it is delivered.
        [Required] due: Slot<Day>,
        /// How far it is; `planned` where nothing is said.
        status: Slot<ItemStatus>,
        /// The work it takes, in person-days.
        effort: Slot<f64>,
        /// Whether it shows a result early.
        quick_win: Slot<bool>,
        /// The items that come before it.
        after: List<ItemRef<'s>>,
        /// What it needs from other teams.
        needs = "need": List<Need<'s>>,
    }
}

record! {
    /// What an item needs from another team.
    pub struct Need<'s> {
        /// The team that gives it.
        [Required] from: Slot<TeamRef<'s>>,
        /// What is needed.
        [Required] what: Slot<Cow<'s, str>>,
        /// The day by which it is needed.
        by: Slot<Day>,
        /// The item that gives it.
        item: Slot<ItemRef<'s>>,
    }
}

impl Noun for Item<'_> {
    const REFERENT: Referent = Referent::Item;
}

impl Noun for Phase<'_> {
    const REFERENT: Referent = Referent::Phase;
}
