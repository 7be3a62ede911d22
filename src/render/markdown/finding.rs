//! One finding in Markdown: the fact, its place, why, and what to do.

use std::collections::HashSet;

use crate::check::{Report, Reported};
use crate::kind::EntryName;
use crate::level::Severity;
use crate::model::{Entry, Goal};
use crate::render::inert::{code, fenced, html, prose, words};
use crate::render::markdown::goals::{find, owners};
use crate::text::{FileId, Line, Place, plural, shown};

/// The most other places that are shown unfolded.
const UNFOLDED: usize = 4;

/// The most other places that are shown at all: a person may be named in a thousand.
const PLACES: usize = 20;

/// The most goals that are shown as concerned besides the finding's own.
const CONCERNED: usize = 10;

/// A finding as an item of a list, below a heading that names the file `home`. What is known of it besides the fact, the place, and
/// the other goals that it concerns is folded where it is long, or where `is_folded` says so.
pub(super) fn finding(
    report: &Report<'_>,
    reported: &Reported,
    home: FileId,
    is_folded: bool,
) -> String {
    let Reported { finding, severity, .. } = reported;
    let known = if reported.is_new { "" } else { ", not new" };
    let fact = format!("{} **{severity}**{known}: {}", mark(*severity), words(&finding.title));
    let concerned = concerned(report, reported);
    let details = details(report, reported, home);
    let place = place(report, finding.at, home);
    let text = if details.is_empty() || !(is_folded || finding.labels.len() > UNFOLDED) {
        let place = if finding.at.file == home { place } else { code(&place) };
        format!("{fact}\\\n{place} · {}\n\n{concerned}{details}", code(finding.rule))
    } else {
        let inside = match (finding.labels.is_empty(), finding.help.is_some()) {
            (false, true) => "why, and what to do",
            (false, false) => "why",
            (true, _) => "what to do",
        };
        let place = html(&place);
        let place = if finding.at.file == home { place } else { format!("<code>{place}</code>") };
        let summary = format!("{place} · <code>{}</code>: {inside}", finding.rule);
        format!(
            "{fact}\n{concerned}\n<details><summary>{summary}</summary>\n\n{details}\n</details>\n"
        )
    };
    item(&text)
}

/// The sign of a level, beside its word.
pub(super) fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Note => "ℹ️",
    }
}

/// The other places, then the help with its lines to paste.
fn details(report: &Report<'_>, reported: &Reported, home: FileId) -> String {
    let mut out = String::new();
    for label in reported.finding.labels.iter().take(PLACES) {
        let place = place(report, label.at, home);
        let place = if label.at.file == home { place } else { code(&place) };
        out.push_str(&format!("- {place}: {}\n", words(&label.text)));
    }
    if let Some(more @ 1..) = reported.finding.labels.len().checked_sub(PLACES) {
        out.push_str(&format!("- and {}\n", plural(more, "more place")));
    }
    let Some(help) = &reported.finding.help else { return out };
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&format!("**What to do:** {}\n", words(&help.sentence)));
    if !help.lines.is_empty() {
        out.push_str(&format!("\n{}", block(&help.lines)));
    }
    out
}

/// The further lines of a help: a list where each begins with something quoted, else lines to paste, which may belong into a file or
/// into a commit's message.
fn block(lines: &[Line]) -> String {
    if lines.iter().all(|line| line.starts_with('`')) {
        return lines.iter().map(|line| format!("- {}\n", words(line))).collect();
    }
    let is_toml = lines[0].starts_with('[') || lines.iter().any(|line| line.contains(" = "));
    fenced(if is_toml { "toml" } else { "text" }, &lines.join("\n"))
}

/// The goals besides its own in which a finding has places, and which its labels do not name.
fn others<'p>(report: &Report<'p>, reported: &Reported) -> Vec<&'p Entry<'p, Goal<'p>>> {
    let plan = report.plan;
    let own = reported.finding.entry.as_ref();
    let mut seen: HashSet<EntryName> = HashSet::new();
    let mut goals = Vec::new();
    for labels in reported.finding.labels.chunk_by(|one, other| one.at.file == other.at.file) {
        let entries = plan.entries_of(labels[0].at.file);
        for label in labels {
            let Some(entry) = entries.at(label.at).filter(|entry| Some(*entry) != own) else {
                continue;
            };
            if !label.text.contains(&format!("`{}`", entry.id)) && seen.insert(entry.clone()) {
                goals.extend(find(plan, entry));
            }
        }
    }
    goals
}

/// The goals that a finding concerns besides its own, each with its owners.
fn concerned(report: &Report<'_>, reported: &Reported) -> String {
    let goals = others(report, reported);
    let mut out = String::new();
    for goal in goals.iter().take(CONCERNED) {
        let title = goal.title.get().map_or(String::new(), |title| format!("{} ", prose(title)));
        let owners = owners(report.plan, goal);
        out.push_str(&format!("- concerns goal {title}{}: {owners}\n", code(&goal.id)));
    }
    if let Some(more @ 1..) = goals.len().checked_sub(CONCERNED) {
        out.push_str(&format!("- and {}\n", plural(more, "more goal")));
    }
    out
}

/// "line 12" in the file `home`, and "goals/retention.toml:12" in others.
fn place(report: &Report<'_>, at: Place, home: FileId) -> String {
    let position = report.position(at);
    if at.file == home {
        format!("line {}", position.start.line)
    } else {
        format!("{}:{}", shown(position.path), position.start.line)
    }
}

/// As an item of a list.
fn item(text: &str) -> String {
    let indented = |line: &str| if line.is_empty() { "\n".into() } else { format!("  {line}\n") };
    let text: String = text.trim_end().lines().map(indented).collect();
    format!("-{}\n", text.get(1..).unwrap_or_default())
}
