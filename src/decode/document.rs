//! One file's bytes as a TOML table, with every syntax fault and the stretches it has made unreliable.

use std::ops::Range;

use crate::decode::{Fault, Keys, Spoiled};
use crate::decode::{encoding, newer, parsed, syntax};

/// A file that was read as TOML, however broken.
pub struct Document<'s> {
    /// The text, a byte order mark included.
    pub text: &'s str,
    /// What could be read of it.
    pub table: Keys<'s>,
    /// What is wrong with it as text, with the bytes where it stands.
    pub faults: Vec<(Range<usize>, Fault)>,
    /// The bytes of which nothing reliable was read; not empty where something may be missing from `table`.
    pub spoiled: Spoiled,
}

/// A file that is no TOML at all: the one fault to be told, and where.
pub type NotToml = (Range<usize>, Fault);

impl<'s> Document<'s> {
    /// Reads `bytes`, finding all faults.
    ///
    /// # Errors
    ///
    /// The one fault of a file that cannot be read as TOML: another encoding, another format, or a merge conflict.
    pub fn parse(bytes: &'s [u8]) -> Result<Self, Vec<NotToml>> {
        if let Some(format) = encoding::foreign_bytes(bytes) {
            return Err(vec![(0..0, Fault::NotToml(format))]);
        }
        let text =
            std::str::from_utf8(bytes).map_err(|error| vec![encoding::not_utf8(bytes, error)])?;
        let conflicts = syntax::conflict_markers(text);
        if !conflicts.is_empty() {
            return Err(conflicts
                .into_iter()
                .map(|range| (range, Fault::ConflictMarker))
                .collect());
        }
        if let Some(table) = parsed::regular(text) {
            return Ok(Self { text, table, faults: Vec::new(), spoiled: Spoiled::default() });
        }
        let (table, errors) = parsed::recovered(text);
        if errors.is_empty() {
            return Ok(Self {
                text,
                table,
                faults: newer::newer_syntax(text),
                spoiled: Spoiled::default(),
            });
        }
        if let Some(format) = encoding::foreign_text(text) {
            return Err(vec![(0..0, Fault::NotToml(format))]);
        }
        let (faults, spoiled) = syntax::faults(text, errors);
        Ok(Self { text, table, faults, spoiled })
    }
}
