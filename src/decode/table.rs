//! A table with known keys behind one key: `[owners]`.

use std::ops::Deref;

use crate::decode::{Decoder, Held, Record, Reference, Shape, TomlValue};
use crate::text::Place;

/// A table with known keys; where it is not written, all its fields are absent.
#[derive(Debug, Clone)]
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

impl<'s, T: Record<'s>> Held<'s> for Table<T> {
    const SHAPE: Shape = Shape::Table(T::FIELDS);

    fn read(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Self {
        let at = decoder.place(value.span());
        T::from_value(value, decoder)
            .map_or_else(|| Self::blank(true), |record| Self { at: Some(at), record })
    }

    fn blank(broken: bool) -> Self {
        Self { at: None, record: T::blank(broken) }
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        self.record.visit_references(visit);
    }
}
