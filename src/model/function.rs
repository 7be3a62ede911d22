//! Functions: the parts of the organization.

use std::borrow::Cow;

use crate::decode::{Slot, choice, record};
use crate::model::PersonRef;

choice! {
    /// One of the two sides of a pact.
    pub enum Side {
        /// Marketing, sales, finance, operations: whoever wants the outcome.
        Business = "business",
        /// Engineering, data, infrastructure: whoever builds and runs the technology.
        It = "it",
    }
}

impl Side {
    /// Both sides.
    pub const BOTH: [Self; 2] = [Self::Business, Self::It];

    /// The side as a word in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::It => "IT",
        }
    }

    /// The side across the table.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Business => Self::It,
            Self::It => Self::Business,
        }
    }
}

record! {
    /// A part of the organization, such as marketing or engineering.
    pub struct Function<'s> {
        /// What people call it.
        [Required] name: Slot<Cow<'s, str>>,
        /// The side it belongs to, and through it each of its people.
        [Required] side: Slot<Side>,
        /// The person who leads it.
        head: Slot<PersonRef<'s>>,
    }
}
