//! What loading could not understand: a closed list, without words.

use std::ops::Range;

use crate::decode::{Choice, Field, Referent, Shape};
use crate::kind::{EntryName, Kind};
use crate::text::Place;

/// One thing that loading could not understand, and where.
#[derive(Debug, Clone)]
pub struct Defect {
    /// Where it stands.
    pub at: Place,
    /// The entry it stands in, where there is one.
    pub entry: Option<EntryName>,
    /// The keys that lead to it within the entry, such as `owners.business`; empty for the entry itself.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Text that is not TOML.
    Syntax {
        /// The parser's message.
        message: String,
        /// The line it stands on.
        line: String,
    },
    /// The file is something else altogether: its name, as it ends the sentence "the file is …".
    NotToml(&'static str),
    /// How many more faults of one sort the file has than are worth telling.
    MoreSyntaxErrors(usize),
    /// Git's `<<<<<<<` and what follows.
    ConflictMarker,
    /// Git has two sides of the file that are not merged yet.
    Unmerged,
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// The encoding they look like.
        looks_like: Option<&'static str>,
        /// The first line that shows it, from 1.
        line: usize,
    },
    /// A key the table does not have.
    UnknownField {
        /// The key as written.
        key: String,
        /// The keys the table has.
        known: &'static [Field],
        /// Those of them that are written there.
        taken: Vec<&'static str>,
        /// The keys that the entry around the table has.
        entry: &'static [Field],
        /// What stands behind it in the file.
        value: String,
    },
    /// A field that is always asked for is not there.
    MissingField {
        /// The field.
        field: &'static Field,
    },
    /// A value of another type.
    WrongType {
        /// What belongs there.
        expected: Shape,
        /// What stands there, in words.
        found: &'static str,
        /// What stands there in the file.
        value: String,
        /// What it would be if written right, where there is only one way to read it.
        repair: Option<Repair>,
    },
    /// A value of the right type that says nothing the field can hold.
    BadValue {
        /// The value.
        value: String,
        /// What keeps it from being one.
        why: BadValue,
    },
    /// An id that was given before.
    DuplicateId {
        /// What has it.
        noun: &'static str,
        /// The id.
        id: String,
        /// Where it was given first.
        first: Place,
    },
    /// An id that nothing has.
    UnknownReference {
        /// What it ought to name.
        to: Referent,
        /// The id as written.
        id: String,
        /// The further places that name it.
        others: Vec<Place>,
        /// The id that was probably meant.
        nearest: Option<String>,
        /// Another kind that has an entry with this id.
        is_a: Option<Kind>,
    },
    /// A path that looks like the plan's and is not.
    Misplaced {
        /// The path as it is.
        found: String,
        /// The path, within the plan, as it would be.
        expected: String,
    },
    /// Syntax that TOML 1.0 does not have.
    NewerToml {
        /// The name of the first use.
        syntax: &'static str,
        /// How many uses there are.
        times: usize,
        /// The bytes of each use and what TOML 1.0 writes there; `None` where one cannot be rewritten without loss.
        repairs: Option<Vec<(Range<usize>, String)>>,
    },
}

/// The right way to write a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What is replaced.
    pub at: Place,
    /// By what.
    pub text: String,
}

/// Why a value of the right type is no good.
#[derive(Debug, Clone, Copy)]
pub enum BadValue {
    /// None of these words.
    NotAChoice(&'static [Choice]),
    /// Not lowercase words joined by hyphens, or over 64 characters.
    NotAnId,
    /// Nothing but white space.
    Empty,
    /// Not from 0 to 100.
    NotAPercentage,
    /// Under 1, or not whole.
    NotACount,
    /// Not a finite number of ordinary size.
    NotFinite,
    /// Neither a year, a half nor a quarter.
    NotAPeriod,
    /// Not a quarter.
    NotAQuarter,
    /// Not three capitals.
    NotACurrency,
    /// Not a day of the calendar.
    NotADay,
    /// The lower end is not below the upper.
    EmptyRange,
    /// A file name that is not UTF-8.
    NotUtf8Name,
    /// A comment that begins as an allow and is none.
    NotAnAllow,
    /// A pattern for paths that cannot be read, or that leaves the plan.
    NotAPattern,
}
