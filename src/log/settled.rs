//! Files that nobody has changed since they came: the commit that brought them brought what the plan has now, and need not be read.

use git2::Oid;
use rustc_hash::FxHashMap;

use crate::kind::Kind;
use crate::log::Move;
use crate::log::versions::Group;
use crate::model::{Entry, Goal};
use crate::plan::Plan;
use crate::snapshot::Touched;

/// The files of a plan that are committed as they are, and what is in them.
#[derive(Default)]
pub struct Settled<'p> {
    blobs: FxHashMap<String, Oid>,
    goals: FxHashMap<&'p str, &'p Entry<'p, Goal<'p>>>,
}

impl<'p> Settled<'p> {
    /// What of `plan` is committed as it is: the blobs by their paths from the root of the repository.
    pub(super) fn of(plan: &'p Plan<'p>, mut blobs: FxHashMap<String, Oid>) -> Self {
        // In a file that is broken, there may be more than the plan has.
        for defect in &plan.defects {
            blobs.remove(plan.snapshot.path(defect.at.file));
        }
        Self { blobs, goals: plan.goals.iter().map(|goal| (&*goal.id, goal)).collect() }
    }

    /// What a commit has done to the entry of a group: it has brought its file, which is still the same. `None` where that is not so.
    pub(super) fn creation(&self, group: Group<'_>, files: &[&Touched]) -> Option<Move> {
        let (kind, Some(id)) = group else { return None };
        let [Touched { path, before: None, after: Some(blob), .. }] = files else { return None };
        let goal = self.goals.get(id).copied().filter(|_| kind == Kind::Goal);
        (self.blobs.get(path) == Some(blob)).then(|| Move::creation(goal))
    }
}
