//! TOML in, values and defects out, never an error.
//!
//! A type says once, in its `record!`, which keys it has and what each holds; that one description reads files, names
//! the nearest key, and becomes the JSON Schema. Knows nothing of goals, rules or words.

mod choice;
mod decoder;
mod defect;
mod document;
mod encoding;
mod field;
mod newer;
mod record;
mod reference;
mod scalars;
mod slot;
mod syntax;

pub use choice::Choice;
pub(crate) use choice::choice;
pub use decoder::{Decoder, FromToml, TomlValue};
pub use defect::{BadValue, Defect, EntryName, Fault, Repair};
pub use document::{Document, NotToml};
pub use field::{Field, Need, Shape};
pub use record::Record;
pub(crate) use record::record;
pub use reference::{FromKey, Noun, Ref, Reference, Referent};
pub use scalars::{Currency, LocalId, Percent, Quarter, Range, is_id, kebab};
pub use slot::{List, Map, Slot, Table};
