//! A code quality report, as GitLab shows it in a merge request.

use serde::Serialize;

use crate::check::{Report, Reported};
use crate::level::Severity;
use crate::render::json_text;

/// One finding, with the fields that GitLab reads of Code Climate's format.
#[derive(Serialize)]
struct Degradation<'a> {
    /// One line. GitLab shows no `check_name`, so the rule stands here as well.
    description: String,
    check_name: &'static str,
    /// Of two that are alike, GitLab keeps one.
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    /// From the root of the repository, with `/`.
    path: &'a str,
    lines: Lines,
}

/// The first line and the last, from 1.
#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

/// The findings as a code quality report, ending in a line end.
#[must_use]
pub fn gitlab(report: &Report<'_>) -> String {
    let degradations: Vec<Degradation<'_>> =
        report.findings.iter().map(|reported| degradation(report, reported)).collect();
    json_text(&degradations)
}

fn degradation<'a>(report: &'a Report<'_>, reported: &'a Reported) -> Degradation<'a> {
    let Reported { finding, severity, fingerprint, .. } = reported;
    let position = report.position(finding.at);
    Degradation {
        description: format!("{}: {}", finding.rule, finding.title),
        check_name: finding.rule,
        fingerprint,
        // Of the five it knows, from `info` to `blocker`, none that stops a merge by its name.
        severity: match severity {
            Severity::Note => "info",
            Severity::Warning => "major",
            Severity::Error => "critical",
        },
        location: Location {
            path: position.path,
            lines: Lines { begin: position.start.line, end: position.end.line },
        },
    }
}
