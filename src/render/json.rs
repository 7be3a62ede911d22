//! The stable JSON output, version 1.

use serde::Serialize;

use crate::check::{Position, Report, Reported};
use crate::kind::Kind;
use crate::level::Severity;
use crate::render::json_text;
use crate::text::{LineColumn, Place};

/// The version of the format; a field may be added under it, none is removed or changed.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    tool: Tool,
    plan: Plan<'a>,
    summary: Summary,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Plan<'a> {
    root: &'a str,
    snapshot: &'a str,
    base: Option<&'a str>,
    today: String,
    counts: serde_json::Map<String, serde_json::Value>,
}

#[derive(Serialize)]
struct Summary {
    error: usize,
    warning: usize,
    note: usize,
    fixable: usize,
    held_back: usize,
    allowed: usize,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    family: &'a str,
    level: &'a str,
    title: &'a str,
    help: Option<String>,
    entry: Option<Entry<'a>>,
    path: &'a str,
    range: Range,
    labels: Vec<Located<'a>>,
    fix: Option<Fix<'a>>,
    fingerprint: &'a str,
    new: bool,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'a str,
    id: &'a str,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Located<'a>>,
}

/// A text at a place: a label, or what an edit writes there.
#[derive(Serialize)]
struct Located<'a> {
    path: &'a str,
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: u32,
}

/// The report as JSON, ending in a line end.
#[must_use]
pub fn json(report: &Report<'_>) -> String {
    let plan = report.plan;
    let counts = Kind::ALL
        .into_iter()
        .map(|kind| (kind.name().to_owned(), plan.count(kind).into()))
        .collect();
    let root = plan.snapshot.prefix.trim_end_matches('/');
    let output = Output {
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        plan: Plan {
            root: if root.is_empty() { "." } else { root },
            snapshot: &plan.snapshot.moment,
            base: report.base.as_deref(),
            today: report.today.to_string(),
            counts,
        },
        summary: Summary {
            error: report.count(Severity::Error),
            warning: report.count(Severity::Warning),
            note: report.count(Severity::Note),
            fixable: report.fixable(),
            held_back: report.held_back.total(),
            allowed: report.allowed,
        },
        findings: report.findings.iter().map(|reported| finding(report, reported)).collect(),
    };
    json_text(&output)
}

fn finding<'a>(report: &'a Report<'_>, reported: &'a Reported) -> Finding<'a> {
    let Reported { finding, family, severity, fingerprint, is_new, .. } = reported;
    let (path, range) = located(report, finding.at);
    let at = |at: Place, text: &'a str| {
        let (path, range) = located(report, at);
        Located { path, range, text }
    };
    Finding {
        rule: finding.rule,
        family,
        level: severity.name(),
        title: &finding.title,
        help: finding.help.as_ref().map(ToString::to_string),
        entry: finding.entry.as_ref().map(|entry| Entry { kind: entry.kind.name(), id: &entry.id }),
        path,
        range,
        labels: finding.labels.iter().map(|label| at(label.at, &label.text)).collect(),
        fix: finding.fix.as_ref().map(|fix| Fix {
            title: &fix.title,
            safe: fix.safe,
            edits: fix.edits.iter().map(|edit| at(edit.at, &edit.text)).collect(),
        }),
        fingerprint,
        new: *is_new,
    }
}

fn located<'a>(report: &'a Report<'_>, at: Place) -> (&'a str, Range) {
    let Position { path, start, end } = report.position(at);
    let point = |LineColumn { line, column }: LineColumn, offset| Point { line, column, offset };
    (path, Range { start: point(start, at.start), end: point(end, at.end) })
}
