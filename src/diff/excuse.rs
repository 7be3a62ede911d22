//! Which decision of this change lets something move.

use crate::decode::{Ref, Slot};
use crate::diff::Diff;
use crate::kind::Kind;
use crate::model::{Decision, DecisionStatus, Entry, Movable};

impl<'p> Diff<'p> {
    /// The decision that lets `what` of the goal `id` move: it is accepted and names the goal, and was not and did not in the earlier
    /// plan, so that one decision excuses one change.
    #[must_use]
    pub fn excuse(&self, id: &str, what: Movable) -> Option<&'p Entry<'p, Decision<'p>>> {
        self.pairs.decisions().find_map(|(before, after)| {
            let after = after?;
            let was_there = before.is_some_and(|before| before.is_accepted_for(id));
            let allows = after.allows.iter().any(|movable| movable.value == what);
            (allows && after.is_accepted_for(id) && !was_there).then_some(after)
        })
    }

    /// Whether some decision lets `what` of the goal `id` move, or may do so as far as can be told: a decision of this change that could
    /// not be read is a finding already.
    #[must_use]
    pub fn may_be_excused(&self, id: &str, what: Movable) -> bool {
        self.head.may_lack(Kind::Decision)
            || self.pairs.decisions().any(|(_, after)| after.is_some_and(|it| it.is_unclear()))
            || self.excuse(id, what).is_some()
    }
}

impl Decision<'_> {
    /// Whether it cannot be told what it is about.
    fn is_unclear(&self) -> bool {
        matches!(self.status, Slot::Broken) || !self.goals.is_whole() || !self.allows.is_whole()
    }

    /// Whether it is taken, and about the goal `id`.
    fn is_accepted_for(&self, id: &str) -> bool {
        let is_accepted =
            self.status.is_absent() || self.status.value() == Some(DecisionStatus::Accepted);
        is_accepted && self.goals.iter().map(|goal| &goal.value).map(Ref::id).any(|goal| goal == id)
    }
}
