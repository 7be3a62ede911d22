//! TOML in, values and defects out, never an error.
//!
//! A type says once, in its `record!`, which keys it has and what each holds; that one description reads files, names
//! the nearest key, and becomes the JSON Schema. Knows nothing of goals, rules or words.

// What was written by others brings no panic.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)
)]

mod choice;
mod decoder;
mod defect;
mod document;
mod encoding;
mod field;
mod held;
mod keys;
mod list;
mod map;
mod newer;
mod parsed;
mod record;
mod reference;
mod scalars;
mod slot;
mod spoiled;
mod syntax;
mod table;

pub use choice::Choice;
pub(crate) use choice::choice;
pub use decoder::{Decoder, FromToml, Step};
pub use defect::{BadValue, Defect, Fault, Repair};
pub use document::{Document, NotToml};
pub use field::{Field, Need, Shape};
pub use held::Held;
pub use keys::Keys;
pub use list::List;
pub use map::Map;
pub use parsed::{Key, TomlValue, Value};
pub use record::Record;
pub(crate) use record::record;
pub use reference::{FromKey, Noun, Ref, Reference, Referent};
pub use scalars::{Currency, LocalId, Percent, Quarter, Range, is_id, kebab};
pub use slot::Slot;
pub use spoiled::Spoiled;
pub use table::Table;
