//! What loading could not understand: a closed list, without words.

use std::ops::Range;

use crate::decode::{Choice, Field, Referent, Shape};
use crate::kind::Kind;
use crate::text::Place;

/// The name of an entry: its kind and its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName {
    /// What it is.
    pub kind: Kind,
    /// Its id, as written.
    pub id: String,
}

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
    /// The parser's message for text that is not TOML, and the line it stands on.
    Syntax { message: String, line: String },
    /// The file is something else altogether.
    NotToml(&'static str),
    /// More faults of one sort in a file than are worth telling.
    MoreSyntaxErrors(usize),
    /// Git's `<<<<<<<` and what follows.
    ConflictMarker,
    /// Bytes that are no UTF-8: the encoding they look like, and the first line (from 1) that shows it.
    NotUtf8 { looks_like: Option<&'static str>, line: usize },
    /// A key the table does not have; the keys it has, and those of the entry around it.
    UnknownField { key: String, known: &'static [Field], entry: &'static [Field], value: String },
    /// A field that is always asked for is not there.
    MissingField { field: &'static Field },
    /// A value of another type: what it is, and what it would be if written right.
    WrongType { expected: Shape, found: &'static str, value: String, repair: Option<Repair> },
    /// A value of the right type that says nothing the field can hold.
    BadValue { value: String, why: BadValue },
    /// The id was given before, at this place.
    DuplicateId { noun: &'static str, id: String, first: Place },
    /// An id nobody has, and the further places that name it.
    UnknownReference {
        to: Referent,
        id: String,
        others: Vec<Place>,
        nearest: Option<String>,
        is_a: Option<Kind>,
    },
    /// A path that looks like the plan's and is not: what it would be called.
    Misplaced { found: String, expected: String },
    /// What TOML 1.0 does not have: the name of the first use, how many there are, and what TOML 1.0 writes in the place
    /// of each (`None` where one cannot be rewritten without loss).
    NewerToml { syntax: &'static str, times: usize, repairs: Option<Vec<(Range<usize>, String)>> },
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
