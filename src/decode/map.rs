//! A table whose keys are names behind one key: `[champions]` by function, `[actuals]` by day.

use std::ops::Deref;

use crate::decode::{Decoder, FromKey, FromToml, Held, Reference, Shape, Step, TomlValue, Value};
use crate::text::{Place, Spanned};

/// A table whose keys are names: `[champions]` by function, `[actuals]` by day.
#[derive(Debug, Clone)]
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

impl<'s, K: FromKey<'s>, V: FromToml<'s>> Held<'s> for Map<K, V> {
    const SHAPE: Shape = <Self as FromToml>::SHAPE;

    fn read(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Self {
        Self::from_toml(value, decoder).unwrap_or_else(|| Self::blank(true))
    }

    fn blank(broken: bool) -> Self {
        Self { at: None, broken, entries: Vec::new() }
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
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
        let Value::Table(table) = value.value else {
            decoder.wrong_type(&value, &<Self as FromToml>::SHAPE);
            return None;
        };
        let mut map = Self {
            at: Some(at),
            broken: decoder.is_damaged(),
            entries: Vec::with_capacity(table.len()),
        };
        for (key, value) in table.into_rest() {
            let (key_at, value_at) = (decoder.place(key.span()), decoder.place(value.span()));
            let (key, value) = decoder.within(Step::Key(key.name.clone()), |decoder| {
                (K::from_key(key.name, key_at, decoder), V::from_toml(value, decoder))
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
