//! What stands behind a key: nothing, something unusable, or values with their places.
//!
//! The three are kept apart so that one cause stays one finding: a value of the wrong type is a defect already, and no
//! rule then says that the field is missing. In a file with syntax errors nothing counts as missing.

use std::ops::Deref;

use toml::de::{DeTable, DeValue};

use crate::decode::{Decoder, Field, FromKey, FromToml, Need, Record, Reference, Shape, TomlValue};
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

impl<'s, T: FromToml<'s>> Slot<T> {
    pub(crate) const SHAPE: Shape = T::SHAPE;

    pub(crate) fn take(
        table: &mut DeTable<'s>,
        at: Place,
        field: &'static Field,
        decoder: &mut Decoder<'s>,
    ) -> Self {
        let Some(value) = take_value(table, at, field, decoder) else {
            return Self::blank(decoder.is_damaged());
        };
        let at = decoder.place(value.span());
        if decoder.is_spoiled(at) {
            return Self::Broken;
        }
        match decoder.within(field.name, |decoder| T::from_toml(value, decoder)) {
            Some(value) => Self::Set(Spanned { value, at }),
            None => Self::Broken,
        }
    }

    pub(crate) fn blank(broken: bool) -> Self {
        if broken { Self::Broken } else { Self::Absent }
    }

    pub(crate) fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        if let Self::Set(spanned) = self {
            spanned.value.visit_references(visit);
        }
    }
}

/// Many values: `["a", "b"]` or `[[target]]`.
#[derive(Debug)]
pub struct List<T> {
    at: Option<Place>,
    broken: bool,
    items: Vec<Spanned<T>>,
}

impl<T> List<T> {
    /// Where the list or its first table stands.
    pub fn at(&self) -> Option<Place> {
        self.at
    }

    /// Whether nothing was written there, or an empty list, and nothing of it is a defect.
    pub fn is_missing(&self) -> bool {
        self.items.is_empty() && !self.broken
    }

    /// Whether every item could be read, so that it may be said what the list lacks.
    pub fn is_whole(&self) -> bool {
        !self.broken
    }
}

impl<T> Deref for List<T> {
    type Target = [Spanned<T>];

    fn deref(&self) -> &[Spanned<T>] {
        &self.items
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a Spanned<T>;
    type IntoIter = std::slice::Iter<'a, Spanned<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'s, T: FromToml<'s>> List<T> {
    pub(crate) const SHAPE: Shape = Shape::List(&T::SHAPE);

    pub(crate) fn take(
        table: &mut DeTable<'s>,
        at: Place,
        field: &'static Field,
        decoder: &mut Decoder<'s>,
    ) -> Self {
        match take_value(table, at, field, decoder) {
            Some(value) => decoder.within(field.name, |decoder| Self::read(value, decoder)),
            None => Self::blank(decoder.is_damaged()),
        }
    }

    fn read(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Self {
        let at = Some(decoder.place(value.span()));
        if !value.get_ref().is_array() {
            decoder.wrong_type(&value, &Self::SHAPE);
            return Self { at, ..Self::blank(true) };
        }
        let DeValue::Array(array) = value.into_inner() else { return Self::blank(true) };
        let mut list =
            Self { at, broken: decoder.is_damaged(), items: Vec::with_capacity(array.len()) };
        for (index, value) in array.into_iter().enumerate() {
            let at = decoder.place(value.span());
            if decoder.is_spoiled(at) {
                continue;
            }
            match decoder.within((index + 1).to_string(), |decoder| T::from_toml(value, decoder)) {
                Some(value) => list.items.push(Spanned { value, at }),
                None => list.broken = true,
            }
        }
        list
    }

    pub(crate) fn blank(broken: bool) -> Self {
        Self { at: None, broken, items: Vec::new() }
    }

    pub(crate) fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        for item in &mut self.items {
            item.value.visit_references(visit);
        }
    }
}

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
        table: &mut DeTable<'s>,
        at: Place,
        field: &'static Field,
        decoder: &mut Decoder<'s>,
    ) -> Self {
        let Some(value) = take_value(table, at, field, decoder) else {
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

/// A table whose keys are names: `[champions]` by function, `[actuals]` by day.
#[derive(Debug)]
pub struct Map<K, V> {
    /// Where its header stands, where there is one.
    pub at: Option<Place>,
    broken: bool,
    entries: Vec<(Spanned<K>, Spanned<V>)>,
}

impl<K, V> Map<K, V> {
    /// Whether every entry could be read, so that it may be said what the table lacks.
    pub fn is_whole(&self) -> bool {
        !self.broken
    }
}

impl<K, V> Deref for Map<K, V> {
    type Target = [(Spanned<K>, Spanned<V>)];

    fn deref(&self) -> &Self::Target {
        &self.entries
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = &'a (Spanned<K>, Spanned<V>);
    type IntoIter = std::slice::Iter<'a, (Spanned<K>, Spanned<V>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter()
    }
}

impl<'s, K: FromKey<'s>, V: FromToml<'s>> Map<K, V> {
    pub(crate) const SHAPE: Shape = Shape::Map(&K::KEY, &V::SHAPE);

    pub(crate) fn take(
        table: &mut DeTable<'s>,
        at: Place,
        field: &'static Field,
        decoder: &mut Decoder<'s>,
    ) -> Self {
        let Some(value) = take_value(table, at, field, decoder) else {
            return Self::blank(decoder.is_damaged());
        };
        decoder
            .within(field.name, |decoder| Self::from_toml(value, decoder))
            .unwrap_or_else(|| Self::blank(true))
    }

    pub(crate) fn blank(broken: bool) -> Self {
        Self { at: None, broken, entries: Vec::new() }
    }

    pub(crate) fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        for (key, value) in &mut self.entries {
            key.value.visit_references(visit);
            value.value.visit_references(visit);
        }
    }
}

impl<'s, K: FromKey<'s>, V: FromToml<'s>> FromToml<'s> for Map<K, V> {
    const SHAPE: Shape = Shape::Map(&K::KEY, &V::SHAPE);

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let at = decoder.place(value.span());
        if !value.get_ref().is_table() {
            decoder.wrong_type(&value, &<Self as FromToml>::SHAPE);
            return None;
        }
        let DeValue::Table(table) = value.into_inner() else { return None };
        let mut map = Self {
            at: Some(at),
            broken: decoder.is_damaged(),
            entries: Vec::with_capacity(table.len()),
        };
        for (key, value) in table {
            let (key_at, value_at) = (decoder.place(key.span()), decoder.place(value.span()));
            let key = key.into_inner();
            let (key, value) = decoder.within(key.clone().into_owned(), |decoder| {
                (K::from_key(key, key_at, decoder), V::from_toml(value, decoder))
            });
            match (key, value) {
                (Some(key), Some(value)) => {
                    map.entries.push((
                        Spanned { value: key, at: key_at },
                        Spanned { value, at: value_at },
                    ));
                }
                _ => map.broken = true,
            }
        }
        map.entries.sort_by_key(|(key, _)| key.at);
        Some(map)
    }
}

/// What stands behind the key of `field`; where nothing does and it is always asked for, that is a defect at `at`.
fn take_value<'s>(
    table: &mut DeTable<'s>,
    at: Place,
    field: &'static Field,
    decoder: &mut Decoder<'s>,
) -> Option<TomlValue<'s>> {
    let value = table.remove(field.name);
    if value.is_none() && field.need == Need::Required {
        decoder.missing(at, field);
    }
    value
}
