//! What a report keeps to itself, counted.

use std::collections::HashSet;

use crate::check::{Report, Reported};
use crate::level::Severity;

/// How many findings a report keeps to itself, and why.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct HeldBack {
    /// Those that the base has as well: this change has not brought them.
    pub known: usize,
    /// Notes.
    pub notes: usize,
}

impl HeldBack {
    /// All of them.
    #[must_use]
    pub fn total(self) -> usize {
        self.known + self.notes
    }
}

impl Report<'_> {
    /// Tells what is new from what `base`, judged by the same rules on the same day, has as well. Gives how many findings of `base` are
    /// no longer there.
    pub fn compare(&mut self, base: &Report<'_>) -> usize {
        let fingerprints = |report: &Report<'_>| -> HashSet<String> {
            report.findings.iter().map(|reported| reported.fingerprint.clone()).collect()
        };
        let (known, now) = (fingerprints(base), fingerprints(self));
        for reported in &mut self.findings {
            reported.is_new = !known.contains(&reported.fingerprint);
        }
        known.difference(&now).count()
    }

    /// Holds back what the base has as well.
    pub fn hold_back_known(&mut self) {
        self.held_back.known += self.remove(|reported| !reported.is_new);
    }

    /// Holds back the notes.
    pub fn hold_back_notes(&mut self) {
        self.held_back.notes += self.remove(|reported| reported.severity == Severity::Note);
    }

    fn remove(&mut self, unwanted: impl Fn(&Reported) -> bool) -> usize {
        let before = self.findings.len();
        self.findings.retain(|reported| !unwanted(reported));
        before - self.findings.len()
    }
}
