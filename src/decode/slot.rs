//! What stands behind a key: nothing, something unusable, or a value with its place.
//!
//! The three are kept apart so that one cause stays one finding: a value of the wrong type is a defect already, and no
//! rule then says that the field is missing. In a file with syntax errors nothing counts as missing.

use crate::decode::{Decoder, FromToml, Held, Reference, Shape, TomlValue};
use crate::text::{Place, Spanned};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot<T> {
    /// The key is not there.
    Absent,
    /// Something stands there that could not be read; a defect says what.
    Broken,
    /// The value.
    Set(Spanned<T>),
}

impl<T> Slot<T> {
    /// The value, where it could be read.
    pub fn get(&self) -> Option<&T> {
        self.spanned().map(|spanned| &spanned.value)
    }

    /// The value and its place, where it could be read.
    pub fn spanned(&self) -> Option<&Spanned<T>> {
        if let Self::Set(spanned) = self { Some(spanned) } else { None }
    }

    /// The place of the value, where it could be read.
    pub fn at(&self) -> Option<Place> {
        self.spanned().map(|spanned| spanned.at)
    }

    /// Whether nothing was written there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether a value could be read.
    pub fn is_set(&self) -> bool {
        matches!(self, Self::Set(_))
    }
}

impl<T: Copy> Slot<T> {
    /// A copy of the value, where it could be read.
    pub fn value(&self) -> Option<T> {
        self.get().copied()
    }
}

impl<'s, T: FromToml<'s>> Held<'s> for Slot<T> {
    const SHAPE: Shape = T::SHAPE;

    fn read(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Self {
        let at = decoder.place(value.span());
        if decoder.is_spoiled(at) {
            return Self::Broken;
        }
        T::from_toml(value, decoder).map_or(Self::Broken, |value| Self::Set(Spanned { value, at }))
    }

    fn blank(broken: bool) -> Self {
        if broken { Self::Broken } else { Self::Absent }
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        if let Self::Set(spanned) = self {
            spanned.value.visit_references(visit);
        }
    }
}
