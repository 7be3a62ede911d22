//! What a body governs, and when it met. A meeting dated after today is a plan: neither held nor missed.

use crate::day::Day;
use crate::decode::{Ref, Slot};
use crate::model::{Body, Entry, Goal, Meeting};
use crate::plan::Plan;
use crate::text::Spanned;

/// One meeting up to today.
#[derive(Debug, Clone, Copy)]
pub struct PastMeeting<'p, 's> {
    /// The day.
    pub on: Spanned<Day>,
    /// Whether it took place.
    pub was_held: bool,
    /// What is written of it.
    pub meeting: &'p Meeting<'s>,
}

/// The meetings of a body up to today, in the order of their days.
#[derive(Debug)]
pub struct Meetings<'p, 's> {
    /// All of them, held or cancelled.
    pub all: Vec<PastMeeting<'p, 's>>,
}

impl<'p, 's> Meetings<'p, 's> {
    /// The last that was held.
    #[must_use]
    pub fn last_held(&self) -> Option<&PastMeeting<'p, 's>> {
        self.all.iter().rev().find(|meeting| meeting.was_held)
    }

    /// Those cancelled since the last that was held.
    #[must_use]
    pub fn cancelled_since(&self) -> &[PastMeeting<'p, 's>] {
        let last_held = self.all.iter().rposition(|meeting| meeting.was_held);
        &self.all[last_held.map_or(0, |position| position + 1)..]
    }

    /// The meeting after which the next is waited for: the last that was held, or, where none was, the first of all.
    #[must_use]
    pub fn waited_since(&self) -> Option<&PastMeeting<'p, 's>> {
        self.last_held().or(self.all.first())
    }
}

impl<'s> Body<'s> {
    /// Its meetings up to `today`; `None` where one of them cannot be told, which is a finding already.
    #[must_use]
    pub fn meetings_by(&self, today: Day) -> Option<Meetings<'_, 's>> {
        if !self.meetings.is_whole() {
            return None;
        }
        let mut all = Vec::with_capacity(self.meetings.len());
        for Spanned { value: meeting, .. } in &self.meetings {
            let on = *meeting.on.spanned()?;
            let was_held = match &meeting.held {
                Slot::Absent => true,
                Slot::Broken => return None,
                Slot::Set(held) => held.value,
            };
            if on.value <= today {
                all.push(PastMeeting { on, was_held, meeting });
            }
        }
        all.sort_by_key(|meeting| meeting.on.value);
        Some(Meetings { all })
    }
}

impl<'s> Plan<'s> {
    /// The open goals that each body governs, by its position.
    #[must_use]
    pub fn governed(&self) -> Vec<Vec<&Entry<'s, Goal<'s>>>> {
        let mut governed = vec![Vec::new(); self.bodies.len()];
        for goal in self.open_goals() {
            if let Some(body) = goal.governed_by.get().and_then(Ref::found) {
                governed[body].push(goal);
            }
        }
        governed
    }
}
