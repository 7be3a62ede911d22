//! What a record says of its keys: the single description that everything else is made from.

use crate::decode::{Choice, Referent};

/// One key of a record.
#[derive(Debug)]
pub struct Field {
    /// The key as it is written.
    pub name: &'static str,
    /// What it is for, in Markdown; the first character is a space that doc comments leave.
    pub about: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// When it is asked for.
    pub need: Need,
}

/// When a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Never.
    Optional,
    /// Always.
    Required,
    /// Once the goal is proposed.
    Proposed,
    /// Once the goal is committed.
    Committed,
    /// Once the goal is achieved, missed or dropped.
    Closed,
}

/// What a value is made of.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A text with something in it.
    Text,
    /// A finite number.
    Number,
    /// A number from 0 to 100.
    Percent,
    /// A whole number from 1.
    Whole,
    /// `true` or `false`.
    Flag,
    /// A TOML date without a time.
    Date,
    /// `"2026"`, `"2026-H1"` or `"2026-Q3"`.
    Period,
    /// `"2026-Q3"`.
    Quarter,
    /// An ISO 4217 currency code: three capitals.
    Currency,
    /// Lowercase words joined by hyphens.
    Id,
    /// `[low, high]`.
    Range,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// The id of something else in the plan.
    Reference(Referent),
    /// Many of one shape; of tables, it is written as `[[name]]`.
    List(&'static Self),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A table whose keys are of the first shape and whose values are of the second.
    Map(&'static Self, &'static Self),
    /// Either of two shapes.
    Either(&'static Self, &'static Self),
}

impl Shape {
    /// What is expected, as it ends the sentence "expected …".
    #[must_use]
    pub fn expected(&self) -> String {
        match self {
            Self::Text => "a text in quotes".into(),
            Self::Number => "a number".into(),
            Self::Percent => "a percentage from 0 to 100".into(),
            Self::Whole => "a whole number from 1".into(),
            Self::Flag => "`true` or `false`".into(),
            Self::Date => "a date without quotes".into(),
            Self::Period => "a period in quotes".into(),
            Self::Quarter => "a quarter in quotes".into(),
            Self::Currency => "a currency code in quotes".into(),
            Self::Id => "an id in quotes".into(),
            Self::Range => "a list of two numbers".into(),
            Self::Choice(_) => "one word in quotes".into(),
            Self::Reference(to) => {
                format!("the id of {} in quotes", crate::text::a_or_an(to.noun()))
            }
            Self::List(Self::Table(_)) => "a list of tables".into(),
            Self::List(Self::Reference(to)) => format!("a list of {} ids", to.noun()),
            Self::List(_) => "a list".into(),
            Self::Table(_) | Self::Map(..) => "a table".into(),
            Self::Either(one, other) => format!("{}, or {}", one.expected(), other.expected()),
        }
    }

    /// A value as one would write it, for a help text.
    #[must_use]
    pub fn example(&self) -> String {
        match self {
            Self::Text => "\"…\"".into(),
            Self::Number => "2.5".into(),
            Self::Percent => "50".into(),
            Self::Whole => "1".into(),
            Self::Flag => "true".into(),
            Self::Date => "2026-09-30".into(),
            Self::Period => "\"2026-H2\"".into(),
            Self::Quarter => "\"2026-Q3\"".into(),
            Self::Currency => "\"EUR\"".into(),
            Self::Id => "\"checkout-relaunch\"".into(),
            Self::Range => "[0, 100]".into(),
            Self::Choice(choices) => {
                choices.first().map_or("\"…\"".into(), |first| format!("\"{}\"", first.name))
            }
            Self::Reference(to) => format!("\"<{}>\"", to.noun()),
            Self::List(inner) => format!("[{}]", inner.example()),
            Self::Table(_) => "{ … }".into(),
            Self::Map(key, value) => {
                format!("{{ {} = {} }}", key.example().replace('"', ""), value.example())
            }
            Self::Either(one, _) => one.example(),
        }
    }
}
