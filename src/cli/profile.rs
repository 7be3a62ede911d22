//! `check --profile`: who reads the findings, and so which of them.

use std::mem::ManuallyDrop;

use clap::ValueEnum;

use crate::check::{Report, check};
use crate::cli::failure::Failure;
use crate::cli::opened::Opened;
use crate::config::Rulebook;
use crate::plan;
use crate::snapshot;

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

    /// Holds back what this reader cannot act on.
    pub(super) fn narrow(
        self,
        report: &mut Report<'_>,
        opened: &Opened,
        rulebook: &Rulebook,
    ) -> Result<(), Failure> {
        if self == Self::Review {
            return Ok(());
        }
        let head = snapshot::read_head(&opened.root).map_err(Failure::unread)?;
        if let Some(head) = head.filter(|head| !head.files.is_empty()) {
            // As in `check`, what was loaded is not freed: the process is about to end.
            let head = ManuallyDrop::new(head);
            let plan = ManuallyDrop::new(plan::load(&head));
            report.hold_back_known(&check(&plan, rulebook, opened.today));
        }
        report.hold_back_notes();
        Ok(())
    }
}
