//! An entry: something with an id.

use std::borrow::Cow;
use std::ops::Deref;

use crate::decode::{Noun, Record, Referent};
use crate::kind::{EntryName, Kind};
use crate::text::Place;

/// A record that is a kind of its own.
pub trait Entity<'s>: Record<'s> {
    /// Which kind.
    const KIND: Kind;
}

/// One entry of a plan.
#[derive(Debug, Clone)]
pub struct Entry<'s, T> {
    /// Its id: the name of its file, or of its table.
    pub id: Cow<'s, str>,
    /// Where it begins: the first line of its own file, or the header of its table.
    pub at: Place,
    /// What is written in it; boxed, since entries are moved when a plan is put together and records are large.
    pub record: Box<T>,
}

impl<'s, T: Entity<'s>> Entry<'s, T> {
    /// Its kind and id.
    #[must_use]
    pub fn name(&self) -> EntryName {
        EntryName { kind: T::KIND, id: self.id.clone().into_owned() }
    }
}

impl<T> Deref for Entry<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

macro_rules! entities {
    ($($Type:ident = $Kind:ident),+ $(,)?) => {$(
        impl<'s> Entity<'s> for super::$Type<'s> {
            const KIND: Kind = Kind::$Kind;
        }

        impl Noun for super::$Type<'_> {
            const REFERENT: Referent = Referent::Entry(Kind::$Kind);
        }
    )+};
}

entities! {
    Function = Function,
    Person = Person,
    Team = Team,
    Body = Body,
    Kpi = Kpi,
    Goal = Goal,
    Roadmap = Roadmap,
    Review = Review,
    Decision = Decision,
    Term = Term,
}
