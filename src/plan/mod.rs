//! Everything loaded from one snapshot: entries, what they refer to, and what could not be understood.
//!
//! Knows nothing of rules, levels or words.

mod allows;
mod codeowners;
mod header;
mod load;
mod patterns;
mod reasoning;
mod whereabouts;

pub use allows::{Allow, AllowScope};
pub use codeowners::{CodeOwners, pattern_of};
pub use load::{load, load_alone, load_beside, load_by};
pub use reasoning::{
    Actual, Course, Functions, Giver, Graph, Meetings, OpenNeed, PastMeeting, Reviewers, Seat,
    Stretch, Text, Use, Voices, Workload, is_placeholder,
};
pub use whereabouts::EntriesOfFile;

use crate::decode::{Defect, Ref, Slot};
use crate::kind::Kind;
use crate::model::{
    Body, Config, Decision, Entity, Entry, Function, Goal, Item, ItemRef, Kpi, Person, Review,
    Roadmap, Team, Term,
};
use crate::snapshot::{Snapshot, Unread};
use crate::text::{FileId, Place, Spanned};

/// A loaded plan. Entries of a kind are in the order of their paths and lines.
pub struct Plan<'s> {
    /// The files it was loaded from.
    pub snapshot: &'s Snapshot,
    /// The files that were read as part of it.
    pub files: Vec<FileId>,
    /// What belongs to it and could not be read.
    pub unread: Vec<&'s Unread>,
    /// Its goalpact.toml.
    pub config: Config<'s>,
    /// All functions.
    pub functions: Vec<Entry<'s, Function<'s>>>,
    /// All people.
    pub people: Vec<Entry<'s, Person<'s>>>,
    /// All teams.
    pub teams: Vec<Entry<'s, Team<'s>>>,
    /// All bodies.
    pub bodies: Vec<Entry<'s, Body<'s>>>,
    /// All kpis.
    pub kpis: Vec<Entry<'s, Kpi<'s>>>,
    /// All goals.
    pub goals: Vec<Entry<'s, Goal<'s>>>,
    /// All roadmaps.
    pub roadmaps: Vec<Entry<'s, Roadmap<'s>>>,
    /// All reviews.
    pub reviews: Vec<Entry<'s, Review<'s>>>,
    /// All decisions.
    pub decisions: Vec<Entry<'s, Decision<'s>>>,
    /// All terms.
    pub terms: Vec<Entry<'s, Term<'s>>>,
    /// What could not be understood.
    pub defects: Vec<Defect>,
    /// The allows that stand in comments.
    pub allows: Vec<Allow>,
    /// Who owns which paths, where the repository says so.
    pub codeowners: Option<CodeOwners>,
    /// What may be missing from it.
    incomplete: load::Incomplete,
    /// What several rules reason about.
    reasoned: reasoning::Reasoned,
    /// Where each item is: its roadmap, and its position there.
    items: Vec<(u32, u32)>,
    /// How often each entry is referred to, by kind.
    referred: [Vec<u32>; Kind::ALL.len()],
}

impl<'s> Plan<'s> {
    /// The entry that `reference` names; `None` where nothing has that id, which is a finding already.
    pub fn entry<'p, K: Stored<'s>>(&'p self, reference: &Ref<'s, K>) -> Option<&'p Entry<'s, K>> {
        K::all(self).get(reference.found()?)
    }

    /// The entry that a field names; `None` where it names none, or nothing has that id.
    pub fn named<'p, K: Stored<'s>>(&'p self, slot: &Slot<Ref<'s, K>>) -> Option<&'p Entry<'s, K>> {
        self.entry(slot.get()?)
    }

    /// The roadmap item that `reference` names, and its roadmap.
    pub fn item(
        &self,
        reference: &ItemRef<'s>,
    ) -> Option<(&Entry<'s, Roadmap<'s>>, &Spanned<Item<'s>>)> {
        self.item_at(reference.found()?)
    }

    /// All roadmap items, each with its roadmap.
    pub fn items(&self) -> impl Iterator<Item = (&Entry<'s, Roadmap<'s>>, &Spanned<Item<'s>>)> {
        self.roadmaps
            .iter()
            .flat_map(|roadmap| roadmap.items.iter().map(move |item| (roadmap, item)))
    }

    /// The goals that are proposed or committed.
    pub fn open_goals(&self) -> impl Iterator<Item = &Entry<'s, Goal<'s>>> {
        self.goals.iter().filter(|goal| goal.is_open())
    }

    /// Whether entries of `kind` may be missing, since a file that could hold them could not be read, which is a finding
    /// already.
    #[must_use]
    pub fn may_lack(&self, kind: Kind) -> bool {
        self.incomplete.may_lack(kind)
    }

    /// The ids of a kind, in order.
    pub fn ids(&self, kind: Kind) -> impl Iterator<Item = &str> {
        self.heads(kind).map(|(id, _)| id)
    }

    /// The ids of a kind and where their entries begin, in order.
    pub fn heads(&self, kind: Kind) -> Box<dyn Iterator<Item = (&str, Place)> + '_> {
        fn heads<'p, T>(
            entries: &'p [Entry<'_, T>],
        ) -> Box<dyn Iterator<Item = (&'p str, Place)> + 'p> {
            Box::new(entries.iter().map(|entry| (entry.id.as_ref(), entry.at)))
        }
        match kind {
            Kind::Function => heads(&self.functions),
            Kind::Person => heads(&self.people),
            Kind::Team => heads(&self.teams),
            Kind::Body => heads(&self.bodies),
            Kind::Kpi => heads(&self.kpis),
            Kind::Goal => heads(&self.goals),
            Kind::Roadmap => heads(&self.roadmaps),
            Kind::Review => heads(&self.reviews),
            Kind::Decision => heads(&self.decisions),
            Kind::Term => heads(&self.terms),
        }
    }

    /// How many entries of `kind` there are.
    #[must_use]
    pub fn count(&self, kind: Kind) -> usize {
        self.referred[kind as usize].len()
    }

    /// How often the entry at `index` of `kind` is referred to.
    #[must_use]
    pub fn references_to(&self, kind: Kind, index: usize) -> u32 {
        self.referred[kind as usize].get(index).copied().unwrap_or(0)
    }
}

/// A kind that a plan keeps a list of.
pub trait Stored<'s>: Entity<'s> {
    /// All of it.
    fn all<'p>(plan: &'p Plan<'s>) -> &'p [Entry<'s, Self>];
}

macro_rules! stored {
    ($($Type:ident in $field:ident),+ $(,)?) => {$(
        impl<'s> Stored<'s> for $Type<'s> {
            fn all<'p>(plan: &'p Plan<'s>) -> &'p [Entry<'s, Self>] {
                &plan.$field
            }
        }
    )+};
}

stored! {
    Function in functions,
    Person in people,
    Team in teams,
    Body in bodies,
    Kpi in kpis,
    Goal in goals,
    Roadmap in roadmaps,
    Review in reviews,
    Decision in decisions,
    Term in terms,
}
