//! Terms: the plan's own vocabulary.

use std::borrow::Cow;

use crate::decode::{Slot, record};
use crate::model::FunctionRef;

record! {
    /// A word and what it means.
    pub struct Term<'s> {
        /// The word or acronym.
        [Required] term: Slot<Cow<'s, str>>,
        /// What it means, for somebody from the other side.
        [Required] means: Slot<Cow<'s, str>>,
        /// The function whose word it is.
        function: Slot<FunctionRef<'s>>,
        /// Plainer words to use in its place.
        instead: Slot<Cow<'s, str>>,
    }
}
