//! A table with known keys behind one key: `[owners]`.

use std::ops::Deref;

use crate::decode::slot::take_value;
use crate::decode::{Decoder, Field, Keys, Record, Reference, Shape};
use crate::text::Place;

/// A table with known keys; where it is not written, all its fields are absent.
#[derive(Debug)]
pub struct Table<T> {
    /// Where its header stands, where there is one.
    pub at: Option<Place>,
    record: T,
}

impl<T> Deref for Table<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.record
    }
}

impl<'s, T: Record<'s>> Table<T> {
    pub(crate) const SHAPE: Shape = Shape::Table(T::FIELDS);

    pub(crate) fn take(
        keys: &mut Keys<'s>,
        at: Place,
        field: &'static Field,
        decoder: &mut Decoder<'s>,
    ) -> Self {
        let Some(value) = take_value(keys, at, field, decoder) else {
            return Self::blank(decoder.is_damaged());
        };
        let at = decoder.place(value.span());
        match decoder.within(field.name, |decoder| T::from_value(value, decoder)) {
            Some(record) => Self { at: Some(at), record },
            None => Self::blank(true),
        }
    }

    pub(crate) fn blank(broken: bool) -> Self {
        Self { at: None, record: T::blank(broken) }
    }

    pub(crate) fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        self.record.visit_references(visit);
    }
}
