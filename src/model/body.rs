//! Bodies: steering committees and boards.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{List, Slot, record};
use crate::model::{Cadence, PersonRef};

record! {
    /// A steering committee or board that goals are escalated to.
    pub struct Body<'s> {
        /// What people call it.
        [Required] name: Slot<Cow<'s, str>>,
        /// What it decides.
        purpose: Slot<Cow<'s, str>>,
        /// The person who calls its meetings.
        chair: Slot<PersonRef<'s>>,
        /// The people in it.
        members: List<PersonRef<'s>>,
        /// How often it meets.
        cadence: Slot<Cadence>,
        /// Its meetings, held or cancelled.
        meetings = "meeting": List<Meeting<'s>>,
    }
}

record! {
    /// One meeting of a body.
    pub struct Meeting<'s> {
        /// The day.
        [Required] on: Slot<Day>,
        /// Whether it took place; `true` where nothing is said.
        held: Slot<bool>,
        /// Who was there.
        attendees: List<PersonRef<'s>>,
        /// What was said, or where it is written.
        minutes: Slot<Cow<'s, str>>,
    }
}
