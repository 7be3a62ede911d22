//! Tables with known keys.

use crate::decode::{Decoder, Field, Keys, Reference, Shape, TomlValue, Value};
use crate::text::Place;

/// A table with known keys, declared by `record!`.
pub trait Record<'s>: Sized {
    /// Its keys, in the order in which people write them.
    const FIELDS: &'static [Field];

    /// Takes its keys out of those of a table, whose header stands at `at`; what is left then is unknown.
    fn take(keys: &mut Keys<'s>, at: Place, decoder: &mut Decoder<'s>) -> Self;

    /// The record with nothing in it; `broken` where something stood there that could not be read.
    fn blank(broken: bool) -> Self;

    /// Shows every reference within.
    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>));

    /// Reads a whole table.
    fn from_table(mut keys: Keys<'s>, at: Place, decoder: &mut Decoder<'s>) -> Self {
        let record = Self::take(&mut keys, at, decoder);
        decoder.unknown_keys(keys, Self::FIELDS);
        record
    }

    /// Reads a value that ought to be a table.
    fn from_value(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let at = decoder.place(value.span());
        let Value::Table(keys) = value.value else {
            decoder.wrong_type(&value, &Shape::Table(Self::FIELDS));
            return None;
        };
        Some(Self::from_table(keys, at, decoder))
    }
}

/// Declares a record: a struct whose doc comments are the documentation of its keys.
///
/// `[Required]` and the like before a field say when it is asked for; `= "key"` after its name is the key where that
/// differs. Each field is a [`Slot`](crate::decode::Slot), [`List`](crate::decode::List),
/// [`Table`](crate::decode::Table) or [`Map`](crate::decode::Map).
macro_rules! record {
    (
        $(#[doc = $about:literal])+
        pub struct $Name:ident<$s:lifetime> {
            $($(#[doc = $field_about:literal])+ $([$Need:ident])? $field:ident $(= $key:literal)?: $Type:ty,)+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $Name<$s> {
            $($(#[doc = $field_about])+ pub $field: $Type,)+
        }

        impl<$s> $crate::decode::Record<$s> for $Name<$s> {
            const FIELDS: &'static [$crate::decode::Field] = &[$($crate::decode::Field {
                name: record!(@key $field $($key)?),
                about: concat!($($field_about),+),
                shape: <$Type as $crate::decode::Held<$s>>::SHAPE,
                need: record!(@need $($Need)?),
            }),+];

            fn take(
                keys: &mut $crate::decode::Keys<$s>,
                at: $crate::text::Place,
                decoder: &mut $crate::decode::Decoder<$s>,
            ) -> Self {
                let mut fields = Self::FIELDS.iter();
                Self {
                    $($field: <$Type as $crate::decode::Held<$s>>::take(keys, at, fields.next().expect("one field each"), decoder),)+
                }
            }

            fn blank(broken: bool) -> Self {
                Self { $($field: <$Type as $crate::decode::Held<$s>>::blank(broken),)+ }
            }

            fn visit_references(&mut self, visit: &mut dyn FnMut(&mut $crate::decode::Reference<$s>)) {
                $($crate::decode::Held::visit_references(&mut self.$field, visit);)+
            }
        }

        impl<$s> $crate::decode::FromToml<$s> for $Name<$s> {
            const SHAPE: $crate::decode::Shape =
                $crate::decode::Shape::Table(<Self as $crate::decode::Record<$s>>::FIELDS);

            fn from_toml(
                value: $crate::decode::TomlValue<$s>,
                decoder: &mut $crate::decode::Decoder<$s>,
            ) -> Option<Self> {
                <Self as $crate::decode::Record<$s>>::from_value(value, decoder)
            }

            fn visit_references(&mut self, visit: &mut dyn FnMut(&mut $crate::decode::Reference<$s>)) {
                <Self as $crate::decode::Record<$s>>::visit_references(self, visit);
            }
        }
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
    (@need $Need:ident) => { $crate::decode::Need::$Need };
    (@need) => { $crate::decode::Need::Optional };
}

pub(crate) use record;
