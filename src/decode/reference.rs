//! Ids that name something else in the plan.

use std::borrow::Cow;
use std::marker::PhantomData;

use crate::decode::{Decoder, FromToml, Shape, TomlValue};
use crate::kind::Kind;
use crate::text::Place;

/// What an id can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Referent {
    /// An entry of a kind.
    Entry(Kind),
    /// A roadmap item, anywhere in the plan.
    Item,
    /// A phase of the same roadmap.
    Phase,
}

impl Referent {
    /// The word for it in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Entry(kind) => kind.noun(),
            Self::Item => "item",
            Self::Phase => "phase",
        }
    }
}

/// An id that names something, and what it was found to name.
#[derive(Debug, Clone)]
pub struct Reference<'s> {
    /// The id as written.
    pub id: Cow<'s, str>,
    /// What it ought to name.
    pub to: Referent,
    /// Where it stands.
    pub at: Place,
    /// The position of what it names among its like, once resolved; `None` while nothing is found.
    pub found: Option<u32>,
}

/// What a [`Ref`] can name, known by its type.
pub trait Noun {
    /// What an id of it names.
    const REFERENT: Referent;
}

/// An id that names a `K`.
#[derive(Debug)]
pub struct Ref<'s, K> {
    reference: Reference<'s>,
    noun: PhantomData<fn() -> K>,
}

impl<K> Clone for Ref<'_, K> {
    fn clone(&self) -> Self {
        Self { reference: self.reference.clone(), noun: PhantomData }
    }
}

impl<K> Ref<'_, K> {
    /// The id as written.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.reference.id
    }

    /// Where it stands.
    #[must_use]
    pub fn at(&self) -> Place {
        self.reference.at
    }

    /// The position of what it names among its like; `None` where nothing has that id, which is a defect already.
    #[must_use]
    pub fn found(&self) -> Option<usize> {
        self.reference.found.map(|index| index as usize)
    }

    /// Whether both name the same.
    #[must_use]
    pub fn names_same(&self, other: &Self) -> bool {
        self.reference.id == other.reference.id
    }
}

impl<'s, K: Noun> Ref<'s, K> {
    fn new(id: Cow<'s, str>, at: Place) -> Self {
        Self { reference: Reference { id, to: K::REFERENT, at, found: None }, noun: PhantomData }
    }
}

impl<'s, K: Noun> FromToml<'s> for Ref<'s, K> {
    const SHAPE: Shape = Shape::Reference(K::REFERENT);

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        decoder.text(value, &Self::SHAPE).map(|(id, at)| Self::new(id, at))
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        visit(&mut self.reference);
    }
}

/// A type that the key of a [`Map`](crate::decode::Map) can be read into.
pub trait FromKey<'s>: Sized {
    /// What such a key is made of.
    const KEY: Shape;

    /// Reads the key. `None` means that the decoder has written down why not.
    fn from_key(key: Cow<'s, str>, at: Place, decoder: &mut Decoder<'s>) -> Option<Self>;

    /// Shows every reference within.
    fn visit_references(&mut self, _visit: &mut dyn FnMut(&mut Reference<'s>)) {}
}

impl<'s, K: Noun> FromKey<'s> for Ref<'s, K> {
    const KEY: Shape = Shape::Reference(K::REFERENT);

    fn from_key(key: Cow<'s, str>, at: Place, _decoder: &mut Decoder<'s>) -> Option<Self> {
        Some(Self::new(key, at))
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        visit(&mut self.reference);
    }
}
