//! One line per finding, then its places and help, indented: for pages, pipes and screen readers.

use std::fmt::Write;

use crate::check::{Report, Reported};
use crate::render::{View, checked, held_back, left_out, mended, shown_of, verdict};

/// The whole report: findings, then what was checked.
#[must_use]
pub fn plain(report: &Report<'_>, view: &View) -> String {
    let mut out = plain_findings(report, view);
    if !report.findings.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{}\n{}", verdict(report), checked(report));
    for line in [held_back(report), mended(report)].into_iter().flatten() {
        let _ = writeln!(out, "{line}");
    }
    out
}

/// The findings alone.
#[must_use]
pub fn plain_findings(report: &Report<'_>, view: &View) -> String {
    let (shown, more) = shown_of(report, view.most);
    let more = left_out(more).map(|more| more + "\n");
    shown.into_iter().map(|reported| finding(report, reported, view)).chain(more).collect()
}

/// One finding: its line, then its places and help, indented.
pub(super) fn finding(report: &Report<'_>, reported: &Reported, view: &View) -> String {
    let Reported { finding, severity, .. } = reported;
    let mut out = String::new();
    let place = |at| {
        let position = report.position(at);
        format!("{}:{}:{}", view.path(position.path), position.start.line, position.start.column)
    };
    let _ = writeln!(out, "{}: {severity}[{}] {}", place(finding.at), finding.rule, finding.title);
    for label in &finding.labels {
        let _ = writeln!(out, "  {}: {}", place(label.at), label.text);
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  help: {}", help.to_string().replace('\n', "\n    "));
    }
    out
}
