//! What TOML is made of.

use std::borrow::Cow;
use std::ops::Range;

use toml::value::Datetime;

use crate::decode::Keys;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct TomlValue<'s> {
    /// The value.
    pub value: Value<'s>,
    written: Stretch,
}

impl<'s> TomlValue<'s> {
    /// A value that is written with some bytes.
    pub(in crate::decode) fn new(value: Value<'s>, span: Range<usize>) -> Self {
        Self { value, written: Stretch::of(span) }
    }

    /// The bytes that it was written with; for a table with a header, those of the header.
    pub fn span(&self) -> Range<usize> {
        self.written.range()
    }
}

/// A value of TOML.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'s> {
    /// A text.
    Text(Cow<'s, str>),
    /// A whole number: its digits without underscores and prefix, and its base.
    Integer(Cow<'s, str>, u32),
    /// A number with a point or an exponent, as it was written but for underscores; also `nan` and `inf`.
    Float(Cow<'s, str>),
    /// `true` or `false`.
    Flag(bool),
    /// A date, a time, or both.
    Datetime(Datetime),
    /// A list, or the tables under `[[name]]`.
    Array(Vec<TomlValue<'s>>),
    /// A table, inline or under a header.
    Table(Keys<'s>),
}

/// A key and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<'s> {
    /// The key without its quotes.
    pub name: Cow<'s, str>,
    written: Stretch,
}

impl<'s> Key<'s> {
    /// A key that is written with some bytes.
    pub(in crate::decode) fn new(name: Cow<'s, str>, span: Range<usize>) -> Self {
        Self { name, written: Stretch::of(span) }
    }

    /// The bytes that it was written with.
    pub fn span(&self) -> Range<usize> {
        self.written.range()
    }
}

/// A stretch of a file's bytes, in half the room of a range; no file is read whose offsets need more.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    start: u32,
    end: u32,
}

impl Stretch {
    fn of(range: Range<usize>) -> Self {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: offset(range.start), end: offset(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
