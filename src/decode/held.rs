//! What a record holds behind one key: a `Slot`, a `List`, a `Table` or a `Map`.

use crate::decode::{Decoder, Field, Keys, Need, Reference, Shape, TomlValue};
use crate::text::Place;

/// The type of a record's field.
pub trait Held<'s>: Sized {
    /// What the value behind the key is made of.
    const SHAPE: Shape;

    /// Reads the value behind the key; the decoder writes down what is wrong with it.
    fn read(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Self;

    /// Nothing; `broken` where something stood there that could not be read, or may have.
    fn blank(broken: bool) -> Self;

    /// Shows every reference within.
    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>));

    /// Takes what stands behind the key of `field`; where nothing does and it is always asked for, that is a defect at
    /// `at`, the header of the table.
    fn take(
        keys: &mut Keys<'s>,
        at: Place,
        field: &'static Field,
        decoder: &mut Decoder<'s>,
    ) -> Self {
        if let Some(value) = keys.take(field.name) {
            return decoder.within(field.name, |decoder| Self::read(value, decoder));
        }
        if field.need == Need::Required {
            decoder.missing(at, field);
        }
        Self::blank(decoder.is_damaged())
    }
}
