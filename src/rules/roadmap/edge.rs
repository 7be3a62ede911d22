//! The two edges of a stretch of days, and how an item lies beyond one.

use crate::day::Day;
use crate::plan::Stretch;
use crate::rules::roadmap::words::days_between;
use crate::text::{Place, Spanned};

/// An edge of a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Beginning,
    End,
}

/// How an item lies beyond an edge of a stretch that it belongs into.
pub(super) struct Beyond {
    edge: Edge,
    day: Spanned<Day>,
    bound: Spanned<Day>,
}

impl Edge {
    pub(super) const BOTH: [Self; 2] = [Self::Beginning, Self::End];

    /// How `inner` lies beyond this edge of `outer`.
    pub(super) fn beyond(self, inner: Stretch, outer: Stretch) -> Option<Beyond> {
        let (day, bound) = match self {
            Self::Beginning => (inner.first?, outer.first?),
            Self::End => (inner.last?, outer.last?),
        };
        let is_beyond = match self {
            Self::Beginning => day.value < bound.value,
            Self::End => day.value > bound.value,
        };
        is_beyond.then_some(Beyond { edge: self, day, bound })
    }

    /// The item's key for its day at this edge.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Beginning => "start",
            Self::End => "due",
        }
    }
}

impl Beyond {
    /// Where the item's day stands.
    pub(super) fn at(&self) -> Place {
        self.day.at
    }

    /// Where the day that it lies beyond stands.
    pub(super) fn bound_at(&self) -> Place {
        self.bound.at
    }

    /// "is due 12 days after roadmap `crm` ends".
    pub(super) fn fact(&self, outer: &str) -> String {
        let days = days_between(self.day.value, self.bound.value);
        match self.edge {
            Edge::Beginning => format!("starts {days} before {outer} begins"),
            Edge::End => format!("is due {days} after {outer} ends"),
        }
    }

    /// "roadmap `crm` ends on 2026-12-31".
    pub(super) fn bound(&self, outer: &str) -> String {
        match self.edge {
            Edge::Beginning => format!("{outer} begins on {}", self.bound.value),
            Edge::End => format!("{outer} ends on {}", self.bound.value),
        }
    }

    /// "write `due = 2026-12-31` or an earlier day, or let the roadmap end later".
    pub(super) fn help(&self, outer: &str) -> String {
        let key = self.edge.key();
        match self.edge {
            Edge::Beginning => format!(
                "write `{key} = {}` or a later day, or let the {outer} begin earlier",
                self.bound.value
            ),
            Edge::End => format!(
                "write `{key} = {}` or an earlier day, or let the {outer} end later",
                self.bound.value
            ),
        }
    }
}
