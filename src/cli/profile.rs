//! `check --profile`: who reads the findings, and so which of them.

use clap::ValueEnum;

/// Who reads the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Profile {
    /// A planning review: every rule and every note; what is off by default is worth a talk there
    Review,
    /// The author of a change: only errors and warnings that the last commit does not have
    Commit,
}

impl Profile {
    /// Whether rules that are off by default speak up, as notes.
    pub(super) fn opts_in(self) -> bool {
        self == Self::Review
    }

    /// Whether only what the base does not have is shown.
    pub(super) fn is_new_only(self) -> bool {
        self == Self::Commit
    }

    /// Whether notes are held back.
    pub(super) fn holds_back_notes(self) -> bool {
        self == Self::Commit
    }
}
