//! Which reviews look back at a goal. One dated after today is a plan, and not held.

use crate::day::Day;
use crate::decode::{Ref, Slot};
use crate::kind::Kind;
use crate::model::{Entry, Review, ReviewKind};
use crate::plan::Plan;

impl Review<'_> {
    /// What it is: a post-mortem where nothing is said; `None` where it cannot be read.
    #[must_use]
    pub fn what(&self) -> Option<ReviewKind> {
        match &self.kind {
            Slot::Absent => Some(ReviewKind::PostMortem),
            Slot::Broken => None,
            Slot::Set(kind) => Some(kind.value),
        }
    }

    /// Whether it may be a post-mortem that was held by `today`; what cannot be read may.
    #[must_use]
    pub fn may_look_back(&self, today: Day) -> bool {
        self.what() != Some(ReviewKind::CheckIn) && self.on.value().is_none_or(|on| on <= today)
    }
}

impl<'s> Plan<'s> {
    /// The post-mortems that were held by `today`.
    pub fn post_mortems(&self, today: Day) -> impl Iterator<Item = &Entry<'s, Review<'s>>> {
        self.reviews
            .iter()
            .filter(move |review| review.what().is_some() && review.may_look_back(today))
    }

    /// The reviews of each goal, by its position; `None` where some review may be of any goal, which is a finding
    /// already, so that it may not be said what a goal lacks.
    #[must_use]
    pub fn reviews_by_goal(&self) -> Option<Vec<Vec<&Entry<'s, Review<'s>>>>> {
        if self.may_lack(Kind::Review) {
            return None;
        }
        let mut reviews = vec![Vec::new(); self.goals.len()];
        for review in &self.reviews {
            match review.goal.get().and_then(Ref::found) {
                Some(goal) => reviews[goal].push(review),
                None if review.what() == Some(ReviewKind::CheckIn) => {}
                None => return None,
            }
        }
        Some(reviews)
    }
}
