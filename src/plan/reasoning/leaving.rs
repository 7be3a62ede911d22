//! Who is still there.

use crate::day::Day;
use crate::model::Person;

impl Person<'_> {
    /// Whether their last day lies before `today`; on the day itself they are still there.
    #[must_use]
    pub fn has_left(&self, today: Day) -> bool {
        self.until.value().is_some_and(|until| until < today)
    }
}
