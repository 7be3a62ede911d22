//! `check --format` and `--report`: the forms in which a report can be had.

use clap::ValueEnum;

use crate::check::Report;
use crate::render::{self, View};

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Frames with the lines of the plan
    Human,
    /// One line for each finding, then its places and help
    Plain,
    /// The stable JSON output
    Json,
    /// SARIF 2.1.0, for GitHub code scanning
    Sarif,
    /// A code quality report of GitLab
    Gitlab,
    /// JUnit XML, for Azure Pipelines and Jenkins
    Junit,
    /// Diagnostics for reviewdog
    Rdjson,
}

impl Format {
    /// A report in this form. Where it is to be `quiet`, forms for people leave out what was checked.
    pub(super) fn render(self, report: &Report<'_>, view: &View, quiet: bool) -> String {
        match (self, quiet) {
            (Self::Json, _) => render::json(report),
            (Self::Sarif, _) => render::sarif(report),
            (Self::Gitlab, _) => render::gitlab(report),
            (Self::Junit, _) => render::junit(report),
            (Self::Rdjson, _) => render::rdjson(report),
            (Self::Plain, true) => render::plain_findings(report, view),
            (Self::Plain, false) => render::plain(report, view),
            (Self::Human, true) => render::human_findings(report, view),
            (Self::Human, false) => {
                render::human_findings(report, view) + &render::human_summary(report, view)
            }
        }
    }
}
