//! Where a change has brought a finding: reviewers see the lines that differ and nothing else, and what breaks may lie elsewhere.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::check::{Report, Reported};
use crate::diff::{Change, ChangedLines, Diff, What};
use crate::finding::{Finding, Label};
use crate::kind::EntryName;
use crate::text::{FileId, LineIndex, Place};

impl Report<'_> {
    /// Finds, for each new finding that does not stand on a line that differs from the base, such a line that has to do with it: one of
    /// the other places it involves, else where an entry has changed that it names, or is about.
    pub fn anchor(&mut self) {
        let Some(diff) = self.diff else { return };
        let mut lines = Lines::of(diff);
        for reported in self.findings.iter_mut().filter(|reported| reported.is_new) {
            (reported.anchor, reported.cause) = lines.brought(&reported.finding);
        }
        for anchor in self.findings.iter().filter_map(|reported| reported.anchor) {
            let text = self.plan.snapshot.text(anchor.file);
            self.lines.entry(anchor.file).or_insert_with(|| LineIndex::new(text));
        }
    }
}

impl Reported {
    /// The finding as it is shown where only the lines of a change are: at its anchor, and its own place is the first of the others.
    #[must_use]
    pub fn on_the_change(&self) -> Cow<'_, Finding> {
        let Some(anchor) = self.anchor else { return Cow::Borrowed(&self.finding) };
        let mut finding = self.finding.clone();
        let label = Label { at: finding.at, text: "what this change breaks".into() };
        finding.labels.insert(0, label);
        finding.at = anchor;
        Cow::Owned(finding)
    }
}

/// The lines that differ, of the files that were asked for, and what has changed, by the id of the entry.
struct Lines<'d, 'p> {
    diff: &'d Diff<'p>,
    changed: BTreeMap<FileId, ChangedLines>,
    changes: HashMap<&'d str, Vec<&'d Change<'p>>>,
}

impl<'d, 'p> Lines<'d, 'p> {
    fn of(diff: &'d Diff<'p>) -> Self {
        let mut changes: HashMap<&str, Vec<&Change<'_>>> = HashMap::new();
        for change in &diff.changes {
            changes.entry(&change.entry.id).or_default().push(change);
        }
        Self { diff, changed: BTreeMap::new(), changes }
    }

    /// Where and by which other entry a finding was brought, where it does not stand on a line that differs.
    fn brought(&mut self, finding: &Finding) -> (Option<Place>, Option<EntryName>) {
        if self.shows(finding.at) {
            return (None, None);
        }
        let involved = finding.labels.iter().map(|label| label.at).find(|at| self.shows(*at));
        if involved.is_some() {
            return (involved, None);
        }
        let ids: BTreeSet<&str> = ids_in(finding).collect();
        let mut changes: Vec<&Change<'_>> =
            ids.into_iter().filter_map(|id| self.changes.get(id)).flatten().copied().collect();
        // What is gone breaks more than what is otherwise, and the entry itself says least about what broke it.
        let is_own = |change: &Change<'_>| finding.entry.as_ref() == Some(&change.entry);
        changes.sort_by_key(|change| (is_own(change), change.what != What::Removed));
        let cause = changes.iter().find(|change| !is_own(change)).map(|it| it.entry.clone());
        (changes.into_iter().find_map(|change| self.place_of(change)), cause)
    }

    /// Whether a place lies on lines that differ.
    fn shows(&mut self, at: Place) -> bool {
        let (diff, text) = (self.diff, self.diff.head.snapshot.text(at.file));
        if !diff.has_changed(at.file) {
            return false;
        }
        let lines = LineIndex::new(text);
        let line = |offset: u32| lines.position(offset as usize).line;
        let changed = self.changed.entry(at.file).or_insert_with(|| diff.changed_lines(at.file));
        changed.cover(line(at.start)..=line(at.end))
    }

    /// Where a change stands on a line that differs: its own, else, of what is gone, the line that has come to its place.
    fn place_of(&mut self, change: &Change<'_>) -> Option<Place> {
        change.after.filter(|at| self.shows(*at)).or_else(|| self.diff.where_it_was(change.before?))
    }
}

/// The ids of the entry that a finding is about, and of those that it may name: what it sets in backticks.
fn ids_in(finding: &Finding) -> impl Iterator<Item = &str> {
    let texts = finding.labels.iter().map(|label| &label.text).chain([&finding.title]);
    let quoted = texts.flat_map(|text| text.split('`').skip(1).step_by(2));
    quoted.chain(finding.entry.as_ref().map(|entry| entry.id.as_str()))
}
