//! What moved between two versions of some files, entry by entry.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diff::{Change, Diff, Tone, What, diff, diff_of_promises};
use crate::kind::{EntryName, Kind};
use crate::log::{Move, Moved};
use crate::model::{Entry, Goal};
use crate::plan::Plan;
use crate::snapshot::Watch;

/// What has moved, by entry.
pub(super) type Moves = BTreeMap<EntryName, Vec<Move>>;

/// What moved from `before` to `after` in the entries that are watched; of promises alone, where no more is wanted.
pub(super) fn moves(
    before: &Plan<'_>,
    after: &Plan<'_>,
    watch: &Watch,
    only_promises: bool,
) -> Moves {
    let diff = if only_promises { diff_of_promises(before, after) } else { diff(before, after) };
    let mut moves = Moves::new();
    for change in
        diff.changes.iter().filter(|change| watch.has(change.entry.kind, &change.entry.id))
    {
        moves.entry(change.entry.clone()).or_default().push(Move::of(&diff, change));
    }
    moves
}

/// What a commit has brought itself, from what it has otherwise than each of its parents: what is as one of the parents had it was
/// done there. A parent without the entry has nothing to say of it.
pub(super) fn brought(parents: &[Moves]) -> Cow<'_, Moves> {
    if let [parent] = parents {
        return Cow::Borrowed(parent);
    }
    let mut names: Vec<EntryName> =
        parents.iter().flat_map(|moves| moves.keys().cloned()).collect();
    names.sort_unstable();
    names.dedup();
    let mut brought = Moves::new();
    for name in names {
        let of_each: Vec<&[Move]> =
            parents.iter().map(|moves| moves.get(&name).map_or(&[][..], Vec::as_slice)).collect();
        let knew: Vec<&[Move]> =
            of_each.iter().copied().filter(|moves| !moves.iter().any(Move::is_creation)).collect();
        let kept: Vec<Move> = match knew.split_first() {
            None => of_each.first().map(|moves| moves.to_vec()).unwrap_or_default(),
            Some((first, others)) => {
                let is_everywhere = |moved: &&Move| {
                    others.iter().all(|moves| moves.iter().any(|other| other.field == moved.field))
                };
                first.iter().filter(is_everywhere).cloned().collect()
            }
        };
        if !kept.is_empty() {
            brought.insert(name, kept);
        }
    }
    Cow::Owned(brought)
}

impl Move {
    fn of(diff: &Diff<'_>, change: &Change<'_>) -> Self {
        let goal = diff.goal_after(&change.entry.id).filter(|_| change.entry.kind == Kind::Goal);
        let (what, text) = match &change.what {
            What::Added => return Self::creation(goal),
            What::Status { to, .. } => (Moved::Status { to: *to }, diff.words(change)),
            What::Due { from, to } => (Moved::Due { from: *from, to: *to }, diff.words(change)),
            _ => (Moved::Other, diff.words(change)),
        };
        Self { field: change.what.field(), tone: diff.tone(change), text, what }
    }

    /// That an entry is new: where it is a goal, that one.
    pub(super) fn creation(goal: Option<&Entry<'_, Goal<'_>>>) -> Self {
        let status = goal.and_then(|goal| goal.status.value());
        let text = match (status, goal.and_then(|goal| goal.due.value())) {
            (Some(status), Some(due)) => format!("created as {status}, due {due}"),
            (Some(status), None) => format!("created as {status}"),
            (None, Some(due)) => format!("due {due}"),
            (None, None) => "created".to_owned(),
        };
        let (field, text) = (What::Added.field(), text.into());
        Self { field, tone: Tone::Neutral, text, what: Moved::Created { status } }
    }

    /// Whether the entry is new.
    #[must_use]
    pub fn is_creation(&self) -> bool {
        matches!(self.what, Moved::Created { .. })
    }
}
