//! `check --format` and `--report`: the forms in which a report can be had.

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;

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
    /// GitHub's workflow commands: annotations on the lines
    Github,
    /// GitHub's review of a pull request: fixes to take over by a click; for `--report` only
    GithubReview,
    /// A code quality report of GitLab
    Gitlab,
    /// JUnit XML, for Azure Pipelines and Jenkins
    Junit,
    /// Diagnostics for reviewdog
    Rdjson,
    /// Markdown for the summary of a GitHub job, at most 1 MiB
    Markdown,
    /// Markdown for a comment on GitHub, at most 65,536 characters
    MarkdownComment,
}

impl Format {
    /// The forms that can be printed: all but those that are sent elsewhere.
    pub(super) fn printed() -> PossibleValuesParser {
        let is_printed = |format: &&Self| **format != Self::GithubReview;
        PossibleValuesParser::new(
            Self::value_variants().iter().filter(is_printed).filter_map(Self::to_possible_value),
        )
    }

    /// A report in this form. Where it is to be `quiet`, forms for people leave out what was checked.
    pub(super) fn render(self, report: &Report<'_>, view: &View, quiet: bool) -> String {
        match (self, quiet) {
            (Self::Json, _) => render::json(report),
            (Self::Sarif, _) => render::sarif(report),
            (Self::Github, _) => render::github(report),
            (Self::GithubReview, _) => render::github_review(report),
            (Self::Gitlab, _) => render::gitlab(report),
            (Self::Junit, _) => render::junit(report),
            (Self::Rdjson, _) => render::rdjson(report),
            (Self::Markdown, _) => render::markdown(report),
            (Self::MarkdownComment, _) => render::markdown_comment(report),
            (Self::Plain, true) => render::plain_findings(report, view),
            (Self::Plain, false) => render::plain(report, view),
            (Self::Human, true) => render::human_findings(report, view),
            (Self::Human, false) => {
                render::human_findings(report, view) + &render::human_summary(report, view)
            }
        }
    }
}
