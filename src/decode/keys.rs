//! The keys of one table, taken out one by one; what is left is unknown.

use toml::de::{DeString, DeTable};

use crate::decode::TomlValue;

/// A key and where it stands.
type Key<'s> = toml::Spanned<DeString<'s>>;

/// The keys of one table that nobody has taken yet.
///
/// Tables of a plan are small, so a key is found sooner by looking at all of them than by a search tree.
pub struct Keys<'s> {
    left: Vec<(Key<'s>, TomlValue<'s>)>,
}

impl<'s> Keys<'s> {
    /// All keys of a table.
    pub fn of(table: DeTable<'s>) -> Self {
        Self { left: table.into_iter().collect() }
    }

    /// Takes what stands behind `name`.
    pub fn take(&mut self, name: &str) -> Option<TomlValue<'s>> {
        let index = self.left.iter().position(|(key, _)| key.get_ref() == name)?;
        Some(self.left.swap_remove(index).1)
    }

    /// The keys that nobody took.
    pub fn into_rest(self) -> impl Iterator<Item = (Key<'s>, TomlValue<'s>)> {
        self.left.into_iter()
    }
}
