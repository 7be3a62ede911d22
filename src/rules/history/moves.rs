//! What has moved of the goals that are guarded: those that were committed in the base.

use crate::diff::{Change, Diff, TargetName, Tone};
use crate::finding::Finding;
use crate::kind::Kind;
use crate::model::{Entry, Goal, Movable, Status, Target};
use crate::rules::Cx;
use crate::rules::history::decision;
use crate::text::Spanned;

/// A change of a goal that was committed in the base.
#[derive(Clone, Copy)]
pub(super) struct Move<'a> {
    pub(super) diff: &'a Diff<'a>,
    pub(super) change: &'a Change<'a>,
    /// The goal as it was.
    pub(super) before: &'a Entry<'a, Goal<'a>>,
}

/// What has moved of the goals that were committed in the base.
pub(super) fn moves<'a>(cx: &Cx<'a>) -> impl Iterator<Item = Move<'a>> {
    let of = |diff: &'a Diff<'a>| {
        let goals = diff.changes.iter().filter(|change| change.entry.kind == Kind::Goal);
        goals.filter_map(move |change| {
            let before = diff.goal_before(&change.entry.id)?;
            before.is(Status::Committed).then_some(Move { diff, change, before })
        })
    };
    cx.diff.into_iter().flat_map(of)
}

/// The goals that were committed in the base and measured by a KPI.
pub(super) fn measured_by<'a>(diff: &'a Diff<'a>, kpi: &str) -> Vec<&'a str> {
    let goals = diff.committed_before().filter(|(_, kpis)| kpis.contains(kpi));
    let mut ids: Vec<&str> = goals.map(|(id, _)| id).collect();
    ids.sort_unstable();
    ids
}

impl<'a> Move<'a> {
    /// Whether less is promised than before.
    pub(super) fn is_loosened(&self) -> bool {
        self.diff.tone(self.change) == Tone::Loosened
    }

    /// Whether a decision of this change lets `what` of the goal move, as far as can be told.
    pub(super) fn is_excused(&self, what: Movable) -> bool {
        self.diff.may_be_excused(&self.before.id, what)
    }

    /// The goal as it is; `None` where it is gone.
    pub(super) fn after(&self) -> Option<&'a Entry<'a, Goal<'a>>> {
        self.diff.goal_after(&self.before.id)
    }

    /// What else has changed in the same goal.
    pub(super) fn others(&self) -> impl Iterator<Item = &'a Change<'a>> {
        let change = self.change;
        self.diff.changes.iter().filter(move |other| other.entry == change.entry)
    }

    /// Says how to undo the move or which decision would let it be, and who answers for the goal.
    pub(super) fn explain(&self, finding: &mut Finding, undo: &str, what: Movable) {
        decision::ask(finding, self.diff, &[self.before.id.as_ref()], undo, what);
    }
}

/// The target of a goal that is called `name`.
pub(super) fn target<'g, 's>(
    goal: &'g Goal<'s>,
    name: &TargetName<'_>,
) -> Option<&'g Spanned<Target<'s>>> {
    goal.targets.iter().find(|target| target.kpi_id() == name.kpi && target.by.value() == name.by)
}
