//! The day from which a goal is held to its word.

use crate::day::Day;
use crate::model::Goal;
use crate::text::Spanned;

impl Goal<'_> {
    /// The day it was agreed: `agreed.on`, or its `start` where nothing is said.
    #[must_use]
    pub fn agreed_day(&self) -> Option<&Spanned<Day>> {
        if self.agreed.on.is_absent() { self.start.spanned() } else { self.agreed.on.spanned() }
    }
}
