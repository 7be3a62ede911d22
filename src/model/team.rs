//! Teams.

use std::borrow::Cow;

use crate::decode::{List, Map, Quarter, Slot, record};
use crate::model::{FunctionRef, PersonRef};

record! {
    /// People who do work together.
    pub struct Team<'s> {
        /// What people call it.
        [Required] name: Slot<Cow<'s, str>>,
        /// The function it belongs to; it decides which side the team is on.
        [Required] function: Slot<FunctionRef<'s>>,
        /// The person who answers for its work.
        lead: Slot<PersonRef<'s>>,
        /// The people in it.
        members: List<PersonRef<'s>>,
        /// The person-days it has in each quarter, such as `2026-Q1 = 60`.
        capacity: Map<Quarter, f64>,
    }
}
