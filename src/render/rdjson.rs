//! The Reviewdog Diagnostic Format: what reviewdog posts on pull requests of any platform.

use serde::Serialize;

use crate::check::{Report, Reported};
use crate::finding::{Fix, Label};
use crate::fix;
use crate::level::Severity;
use crate::render::inert::{fenced, words};
use crate::render::json_text;
use crate::text::{Place, is_showable};

#[derive(Serialize)]
struct DiagnosticResult<'a> {
    source: Source,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    /// Markdown: it becomes a comment.
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation<'a>>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Location<'a> {
    /// From the root of the repository, with `/`.
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct RelatedLocation<'a> {
    message: String,
    location: Location<'a>,
}

/// The end is one past the last.
#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// A line from 1, and a column from 1 in bytes of UTF-8, a byte order mark included.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

/// What to write in the place of a stretch of the finding's file.
#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

/// The findings for reviewdog, ending in a line end.
#[must_use]
pub fn rdjson(report: &Report<'_>) -> String {
    let result = DiagnosticResult {
        source: Source { name: env!("CARGO_PKG_NAME") },
        diagnostics: report.findings.iter().map(|reported| diagnostic(report, reported)).collect(),
    };
    json_text(&result)
}

fn diagnostic<'a>(report: &Report<'a>, reported: &Reported) -> Diagnostic<'a> {
    let finding = reported.on_the_change();
    let related = |label: &Label| RelatedLocation {
        message: words(&label.text),
        location: location(report, label.at),
    };
    let suggestion = finding.fix.as_ref().and_then(|fix| suggestion(report, finding.at, fix));
    Diagnostic {
        message: message(reported),
        location: location(report, finding.at),
        severity: match reported.severity {
            Severity::Note => "INFO",
            Severity::Warning => "WARNING",
            Severity::Error => "ERROR",
        },
        code: Code { value: finding.rule },
        suggestions: suggestion.into_iter().collect(),
        related_locations: finding.labels.iter().map(related).collect(),
    }
}

/// The title, the help with what is to be pasted in a block of its own, and the rule: reviewdog writes a `code` without an
/// address as an HTML tag, which nobody sees.
fn message(reported: &Reported) -> String {
    let finding = &reported.finding;
    let mut message = words(&finding.title);
    if let Some(help) = &finding.help {
        message += &format!("\n\n{}", words(&help.sentence));
        if !help.lines.is_empty() {
            message += &format!("\n\n{}", fenced("", &help.lines.join("\n")));
        }
    }
    message + &format!("\n\n`goalpact explain {}` says why.", finding.rule)
}

fn location<'a>(report: &Report<'a>, at: Place) -> Location<'a> {
    Location { path: report.position(at).path, range: range(report, at) }
}

fn range(report: &Report<'_>, at: Place) -> Range {
    let position = |offset: u32, line: usize| {
        let lines = report.lines(at.file).and_then(|lines| lines.line(line));
        Position { line, column: lines.map_or(0, |(_, start)| offset as usize - start) + 1 }
    };
    let told = report.position(at);
    Range { start: position(at.start, told.start.line), end: position(at.end, told.end.line) }
}

/// A fix as one suggestion: each would be offered alone, and half a fix is none. Nothing where it changes another file than the
/// finding's, or would write what cannot be seen.
fn suggestion(report: &Report<'_>, at: Place, fix: &Fix) -> Option<Suggestion> {
    let whole = fix::as_one_edit(fix, report.plan.snapshot.text(at.file))?;
    (whole.at.file == at.file && is_showable(&whole.text))
        .then(|| Suggestion { range: range(report, whole.at), text: whole.text })
}
