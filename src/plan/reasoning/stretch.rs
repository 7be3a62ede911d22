//! Stretches of the calendar: the days that a goal, a roadmap, a phase or an item takes.

use crate::day::Day;
use crate::decode::Slot;
use crate::model::{Goal, Item, Phase, Roadmap};
use crate::text::Spanned;

/// A first and a last day, both included, each where it is known.
///
/// Days in the wrong order are a finding already. One of the two is wrong then, so neither is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stretch {
    /// The first day.
    pub first: Option<Spanned<Day>>,
    /// The last day.
    pub last: Option<Spanned<Day>>,
}

impl Stretch {
    fn of(start: &Slot<Day>, end: &Slot<Day>) -> Self {
        let (first, last) = (start.spanned().copied(), end.spanned().copied());
        let is_backward = first.zip(last).is_some_and(|(first, last)| last.value < first.value);
        if is_backward { Self::default() } else { Self { first, last } }
    }

    /// Both days, where both are known.
    #[must_use]
    pub fn both(self) -> Option<(Spanned<Day>, Spanned<Day>)> {
        self.first.zip(self.last)
    }
}

impl Goal<'_> {
    /// From the day work on it begins to the day it is due.
    #[must_use]
    pub fn days(&self) -> Stretch {
        Stretch::of(&self.start, &self.due)
    }
}

impl Roadmap<'_> {
    /// From its first to its last day.
    #[must_use]
    pub fn days(&self) -> Stretch {
        Stretch::of(&self.start, &self.end)
    }
}

impl Phase<'_> {
    /// From its first to its last day.
    #[must_use]
    pub fn days(&self) -> Stretch {
        Stretch::of(&self.start, &self.end)
    }
}

impl Item<'_> {
    /// From the day it begins to the day it is delivered.
    #[must_use]
    pub fn days(&self) -> Stretch {
        Stretch::of(&self.start, &self.due)
    }
}
