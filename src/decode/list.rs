//! Many values behind one key: `["a", "b"]` or `[[target]]`.

use std::ops::Deref;

use crate::decode::{Decoder, FromToml, Held, Reference, Shape, Step, TomlValue, Value};
use crate::text::{Place, Spanned};

/// Many values: `["a", "b"]` or `[[target]]`.
#[derive(Debug, Clone)]
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

impl<'s, T: FromToml<'s>> Held<'s> for List<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);

    fn read(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Self {
        let at = Some(decoder.place(value.span()));
        let Value::Array(array) = value.value else {
            decoder.wrong_type(&value, &Self::SHAPE);
            return Self { at, ..Self::blank(true) };
        };
        let mut list =
            Self { at, broken: decoder.is_damaged(), items: Vec::with_capacity(array.len()) };
        for (number, value) in (1..).zip(array) {
            let at = decoder.place(value.span());
            if decoder.is_spoiled(at) {
                continue;
            }
            match decoder.within(Step::Item(number), |decoder| T::from_toml(value, decoder)) {
                Some(value) => list.items.push(Spanned { value, at }),
                None => list.broken = true,
            }
        }
        list
    }

    fn blank(broken: bool) -> Self {
        Self { at: None, broken, items: Vec::new() }
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        for item in &mut self.items {
            item.value.visit_references(visit);
        }
    }
}
