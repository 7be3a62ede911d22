//! What another plan, side by side with this one, has read already: it is taken over, and not parsed and decoded again.

use rayon::prelude::*;

use crate::model::Entry;
use crate::plan::load::part::Part;
use crate::plan::{Allow, Plan};
use crate::snapshot::Snapshot;
use crate::text::FileId;

/// What another plan has read already.
pub(super) struct Known<'p, 's> {
    plan: &'p Plan<'s>,
    /// Whether a file was read as part of it, without a defect, and is there in both.
    files: Vec<bool>,
}

impl<'p, 's> Known<'p, 's> {
    /// What `plan` has read of the files that `snapshot` has as well.
    pub(super) fn of(plan: &'p Plan<'s>, snapshot: &Snapshot) -> Self {
        let count = plan.files.last().map_or(0, |last| last.index().saturating_add(1));
        let mut files = vec![false; count];
        for file in &plan.files {
            if let Some(is_known) = files.get_mut(file.index()) {
                *is_known = snapshot.shares(*file, plan.snapshot);
            }
        }
        // What is wrong in a file is told once more: not all of it stands in the plan any longer.
        for defect in &plan.defects {
            if let Some(is_known) = files.get_mut(defect.at.file.index()) {
                *is_known = false;
            }
        }
        Self { plan, files }
    }

    /// Whether a file need not be read again.
    pub(super) fn has(&self, file: FileId) -> bool {
        self.files.get(file.index()).copied().unwrap_or(false)
    }

    /// What is in those files.
    pub(super) fn part(&self) -> Part<'s> {
        let is_comment_here = |allow: &&Allow| allow.is_comment() && self.has(allow.at.file);
        Part {
            functions: self.taken(&self.plan.functions),
            people: self.taken(&self.plan.people),
            teams: self.taken(&self.plan.teams),
            bodies: self.taken(&self.plan.bodies),
            kpis: self.taken(&self.plan.kpis),
            goals: self.taken(&self.plan.goals),
            roadmaps: self.taken(&self.plan.roadmaps),
            reviews: self.taken(&self.plan.reviews),
            decisions: self.taken(&self.plan.decisions),
            terms: self.taken(&self.plan.terms),
            allows: self.plan.allows.iter().filter(is_comment_here).cloned().collect(),
            ..Part::default()
        }
    }

    fn taken<T: Clone + Send + Sync>(&self, entries: &[Entry<'s, T>]) -> Vec<Entry<'s, T>> {
        entries.par_iter().filter(|entry| self.has(entry.at.file)).cloned().collect()
    }
}
