//! People.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{List, Slot, record};
use crate::model::FunctionRef;

record! {
    /// Somebody who can answer for something.
    pub struct Person<'s> {
        /// Their full name.
        [Required] name: Slot<Cow<'s, str>>,
        /// The function they report to; it decides which side they are on.
        [Required] function: Slot<FunctionRef<'s>>,
        /// Where they can be written to.
        email: Slot<Cow<'s, str>>,
        /// Their GitHub login, so that reviews can be asked for.
        github: Slot<Cow<'s, str>>,
        /// Their job title.
        title: Slot<Cow<'s, str>>,
        /// The function they sit in, where it differs from the one they report to (hybrid roles).
        department: Slot<FunctionRef<'s>>,
        /// The day they leave.
        until: Slot<Day>,
        /// Time spent in another function to learn its work.
        immersions = "immersion": List<Immersion<'s>>,
    }
}

record! {
    /// Time spent in another function to learn its work.
    pub struct Immersion<'s> {
        /// The function that was visited.
        [Required] function: Slot<FunctionRef<'s>>,
        /// The day it ended.
        [Required] on: Slot<Day>,
    }
}
