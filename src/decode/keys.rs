//! The keys of one table, taken out one by one; what is left is unknown.

use crate::decode::{Key, TomlValue, Value};

/// The keys of one table: those that nobody has taken yet, then those that somebody has, without their values.
///
/// Tables of a plan are small, so a key is found sooner by looking at all of them than by a search tree.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keys<'s> {
    entries: Vec<(Key<'s>, TomlValue<'s>)>,
    left: usize,
}

impl<'s> Keys<'s> {
    /// All keys of a table.
    pub(super) fn of(entries: Vec<(Key<'s>, TomlValue<'s>)>) -> Self {
        Self { left: entries.len(), entries }
    }

    /// No keys, and room for some.
    pub(super) fn with_room(room: usize) -> Self {
        Self { entries: Vec::with_capacity(room), left: 0 }
    }

    /// One more key, which comes after all others.
    pub(super) fn push(&mut self, key: Key<'s>, value: TomlValue<'s>) {
        self.entries.push((key, value));
        self.left = self.entries.len();
    }

    /// The key that was pushed last.
    pub(super) fn last_mut(&mut self) -> Option<&mut (Key<'s>, TomlValue<'s>)> {
        self.entries.last_mut()
    }

    /// The keys that nobody has taken, and what stands behind them.
    pub fn iter(&self) -> impl Iterator<Item = &(Key<'s>, TomlValue<'s>)> {
        self.entries.iter().take(self.left)
    }

    /// How many keys nobody has taken.
    pub fn len(&self) -> usize {
        self.left
    }

    /// Whether all keys were taken.
    pub fn is_empty(&self) -> bool {
        self.left == 0
    }

    /// Takes what stands behind `name`.
    pub fn take(&mut self, name: &str) -> Option<TomlValue<'s>> {
        let index = self.iter().position(|(key, _)| key.name == name)?;
        self.left = self.left.checked_sub(1)?;
        self.entries.swap(index, self.left);
        let (_, value) = self.entries.get_mut(self.left)?;
        let gone = TomlValue::new(Value::Flag(false), value.span());
        Some(std::mem::replace(value, gone))
    }

    /// Whether what stands behind `name` was taken.
    pub fn has_taken(&self, name: &str) -> bool {
        self.entries.iter().skip(self.left).any(|(key, _)| key.name == name)
    }

    /// The keys that nobody took.
    pub fn into_rest(mut self) -> impl Iterator<Item = (Key<'s>, TomlValue<'s>)> {
        self.entries.truncate(self.left);
        self.entries.into_iter()
    }
}
