//! GitHub's workflow commands: each finding an annotation on its line.
//!
//! The escapes are those of `@actions/core`; what is escaped has no line end left, so nothing of a plan begins a line.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::check::{Report, Reported};
use crate::finding::Finding;
use crate::level::Severity;
use crate::text::{FileId, and_list, plural, shown};

/// The most annotations of one level that GitHub shows of one step; it drops the rest without a word.
const MOST: usize = 10;

/// The most files that one annotation names.
const MOST_FILES: usize = 5;

/// Workflow commands, the most severe findings first, as many as GitHub shows; the last line counts the rest.
#[must_use]
pub fn github(report: &Report<'_>) -> String {
    let mut out = String::new();
    let mut left_out = Vec::new();
    // Where something is left out, the notice that says so is one of those of its level.
    let is_full = LEVELS.into_iter().any(|level| report.count(level) > MOST);
    for level in LEVELS {
        let most = if level == Severity::Note && is_full { MOST - 1 } else { MOST };
        let findings = first_new(report, level);
        for reported in findings.iter().take(most) {
            out.push_str(&annotation(report, reported));
        }
        if findings.len() > most {
            left_out.push(plural(findings.len() - most, level.name()));
        }
    }
    if !left_out.is_empty() {
        let _ = writeln!(
            out,
            "::notice title=goalpact::not shown here: {}. GitHub shows {MOST} of each level; all are in the job summary",
            left_out.join(", ")
        );
    }
    out
}

const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

/// The findings of a level, those that the base does not have first, then by path and place.
fn first_new<'a>(report: &'a Report<'_>, level: Severity) -> Vec<&'a Reported> {
    let mut findings: Vec<&Reported> =
        report.findings.iter().filter(|reported| reported.severity == level).collect();
    findings.sort_by_key(|reported| !reported.is_new);
    findings
}

fn annotation(report: &Report<'_>, reported: &Reported) -> String {
    let finding = reported.on_the_change();
    let at = report.position(finding.at);
    let command = match reported.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let title = match &finding.entry {
        Some(entry) => format!("{}: {} {}", finding.rule, entry.kind, entry.id),
        None => finding.rule.to_owned(),
    };
    let mut properties = format!(
        "title={},file={},line={},endLine={}",
        property(&shown(&title)),
        property(&shown(at.path)),
        at.start.line,
        at.end.line
    );
    // Columns are understood within one line only.
    if at.start.line == at.end.line {
        let _ = write!(properties, ",col={},endColumn={}", at.start.column, at.end.column);
    }
    let elsewhere = reported.anchor.map(|_| elsewhere(report, &reported.finding));
    let help = finding.help.as_ref().map(|help| format!("\n{help}"));
    let message =
        format!("{}{}{}", finding.title, elsewhere.unwrap_or_default(), help.unwrap_or_default());
    format!("::{command} {properties}::{}\n", data(&message))
}

/// The files that a finding is about which is shown on a line of the change, its own first.
fn elsewhere(report: &Report<'_>, finding: &Finding) -> String {
    let own = report.position(finding.at);
    let own = format!("{} line {}", shown(own.path), own.start.line);
    let labels = finding.labels.iter().map(|label| label.at.file);
    let others: BTreeSet<FileId> = labels.filter(|file| *file != finding.at.file).collect();
    let mut files: Vec<String> = others
        .iter()
        .take(MOST_FILES)
        .map(|file| shown(report.plan.snapshot.path(*file)).into_owned())
        .collect();
    if others.len() > MOST_FILES {
        files.push(plural(others.len() - MOST_FILES, "more file"));
    }
    files.insert(0, own);
    format!("\nit breaks {}", and_list(&files))
}

/// What a command says.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of one of a command's properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
