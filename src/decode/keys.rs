//! The keys of one table, taken out one by one; what is left is unknown.

use toml::de::{DeString, DeTable};

use crate::decode::TomlValue;

/// A key and where it stands.
type Key<'s> = toml::Spanned<DeString<'s>>;

/// The keys of one table: those that nobody has taken yet, then those that somebody has, without their values.
///
/// Tables of a plan are small, so a key is found sooner by looking at all of them than by a search tree.
pub struct Keys<'s> {
    keys: Vec<(Key<'s>, Option<TomlValue<'s>>)>,
    left: usize,
}

impl<'s> Keys<'s> {
    /// All keys of a table.
    pub fn of(table: DeTable<'s>) -> Self {
        let keys: Vec<_> = table.into_iter().map(|(key, value)| (key, Some(value))).collect();
        Self { left: keys.len(), keys }
    }

    /// Takes what stands behind `name`.
    pub fn take(&mut self, name: &str) -> Option<TomlValue<'s>> {
        let index = self.keys.iter().take(self.left).position(|(key, _)| key.get_ref() == name)?;
        self.left = self.left.checked_sub(1)?;
        self.keys.swap(index, self.left);
        self.keys.get_mut(self.left)?.1.take()
    }

    /// Whether what stands behind `name` was taken.
    pub fn has_taken(&self, name: &str) -> bool {
        self.keys.iter().skip(self.left).any(|(key, _)| key.get_ref() == name)
    }

    /// The keys that nobody took.
    pub fn into_rest(self) -> impl Iterator<Item = (Key<'s>, TomlValue<'s>)> {
        self.keys.into_iter().filter_map(|(key, value)| Some((key, value?)))
    }
}
