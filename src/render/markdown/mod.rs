//! A report in GitHub's Markdown: the summary of a job, and the comment on a pull request that is edited in place.
//!
//! In reading order: the verdict, what moved, the findings, the goals, the roadmap. Where there is no room for all, the findings
//! have the room that the rest does not take.

mod finding;
mod gantt;
mod goals;
mod groups;

use crate::check::{Report, Reported};
use crate::level::Severity;
use crate::render::changes;
use crate::render::inert::code;
use crate::render::{checked, held_back, mended};
use crate::text::{and_list, plural};
use finding::mark;

/// How much text GitHub takes.
#[derive(Debug, Clone, Copy)]
struct Room {
    left: usize,
    length: fn(&str) -> usize,
}

/// The summary of one step of a job: 1 MiB.
const SUMMARY: Room = Room { left: 1024 * 1024, length: str::len };

/// A comment: 65,536 characters.
const COMMENT: Room = Room { left: 65_536, length: |text| text.chars().count() };

/// What is kept free for the sentences that say what was left out.
const RESERVE: usize = 1_000;

/// The goals from which on their table is folded.
const MANY_GOALS: usize = 8;

impl Room {
    /// Takes room for all of `parts`; `false` where there is not enough for them, and then for none.
    fn take(&mut self, parts: &[&str]) -> bool {
        let needed: usize = parts.iter().map(|part| (self.length)(part)).sum();
        let left = self.left.checked_sub(needed);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// A share of it.
    fn share(self, of: usize) -> Self {
        Self { left: self.left / of, ..self }
    }

    /// As many of `rows` as it has room for, and how many are left out.
    fn fill(mut self, rows: &[String]) -> (String, usize) {
        let fitting = rows.iter().take_while(|row| self.take(&[row])).count();
        (rows[..fitting].concat(), rows.len() - fitting)
    }
}

/// The report for the summary of a job, at most 1 MiB.
#[must_use]
pub fn markdown(report: &Report<'_>) -> String {
    page(report, SUMMARY)
}

/// The report for a comment, at most 65,536 characters.
#[must_use]
pub fn markdown_comment(report: &Report<'_>) -> String {
    page(report, COMMENT)
}

fn page(report: &Report<'_>, room: Room) -> String {
    let mut room = Room { left: room.left - RESERVE, ..room };
    let head = head(report);
    let share = room.share(4);
    let (moved, goals, roadmaps) =
        (moved(report, share), goals(report, share), roadmaps(report, share));
    room.take(&[&head, &moved, &goals, &roadmaps]);
    let findings = findings(report, room);
    format!("{head}{moved}{findings}{goals}{roadmaps}")
}

/// The marker by which a comment is found again, the verdict, and what was checked.
fn head(report: &Report<'_>) -> String {
    let worst = report.findings.iter().map(|reported| reported.severity).max();
    let root = report.plan.snapshot.prefix.trim_end_matches('/');
    let plan = if root.is_empty() { String::new() } else { format!(" in {}", code(root)) };
    let all: Vec<&Reported> = report.findings.iter().collect();
    let verdict = if all.is_empty() { "no findings".into() } else { counted(&all) };
    let against = report
        .base
        .as_deref()
        .map(|base| format!(", compared with {}", code(base.get(..10).unwrap_or(base))));
    let mut out = format!(
        "{}\n## {} goalpact{plan}: {verdict}\n\n{}{}",
        marker(root),
        worst.map_or("✅", mark),
        checked(report),
        against.unwrap_or_default()
    );
    let fixable = match report.fixable() {
        0 => None,
        count => Some(format!("{count} can be fixed with `goalpact fix`")),
    };
    let allowed =
        (report.allowed > 0).then(|| format!("allowed: {}", plural(report.allowed, "finding")));
    for line in [fixable, allowed, held_back(report), mended(report)].into_iter().flatten() {
        out.push_str(&format!("\\\n{line}"));
    }
    out + "\n\n"
}

/// `<!-- goalpact: PLAN -->`, the plan's folder with every byte but letters, digits, `.`, `/`, and `_` written as `%XX`.
fn marker(root: &str) -> String {
    let root = if root.is_empty() { "." } else { root };
    let written = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'/' | b'_' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    format!("<!-- goalpact: {} -->", root.bytes().map(written).collect::<String>())
}

/// What moved since the base, loosened first; nothing where nothing did.
fn moved(report: &Report<'_>, room: Room) -> String {
    let Some(diff) = report.diff.filter(|diff| !diff.changes.is_empty()) else {
        return String::new();
    };
    let (rows, left_out) = room.fill(&changes::rows(diff));
    let more = match left_out {
        0 => String::new(),
        count => format!(
            "\n{} not shown; `goalpact diff` tells them all\n",
            plural(count, "more change")
        ),
    };
    format!("### What moved\n\n{}\n\n{}{rows}{more}\n", changes::summary(diff), changes::HEADER)
}

fn findings(report: &Report<'_>, room: Room) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let (text, left_out) = groups::groups(report, room);
    let more = if left_out.is_empty() {
        String::new()
    } else {
        format!(
            "**Not shown, since there is no more room: {}.** `goalpact check` shows all.\n\n",
            counted(&left_out)
        )
    };
    format!("### Findings\n\n{text}{more}")
}

/// "2 warnings and 31 notes".
fn counted(findings: &[&Reported]) -> String {
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|level| (findings.iter().filter(|reported| reported.severity == level).count(), level))
        .filter(|(count, _)| *count > 0)
        .map(|(count, level)| plural(count, level.name()))
        .collect();
    and_list(&counts)
}

fn goals(report: &Report<'_>, room: Room) -> String {
    let rows = goals::rows(report);
    if rows.is_empty() {
        return String::new();
    }
    let (text, left_out) = room.fill(&rows);
    let more = match left_out {
        0 => String::new(),
        count => format!("\n{} not shown\n", plural(count, "more goal")),
    };
    let table = format!("{}{text}{more}", goals::HEADER);
    if rows.len() <= MANY_GOALS {
        return format!("### Goals\n\n{table}\n");
    }
    let count = plural(rows.len(), "goal");
    format!(
        "### Goals\n\n<details><summary>{count}, with owners and targets</summary>\n\n{table}\n</details>\n\n"
    )
}

fn roadmaps(report: &Report<'_>, room: Room) -> String {
    let diagrams = gantt::gantts(report);
    if diagrams.is_empty() {
        return String::new();
    }
    let (text, left_out) = room.fill(&diagrams);
    let more = match left_out {
        0 => String::new(),
        count => format!("{} not shown\n\n", plural(count, "more roadmap")),
    };
    format!("### Roadmaps\n\n{}{text}{more}", gantt::LEGEND)
}
