//! Findings in groups: those of a goal under the goal with its two owners, the others under their entry or file.

use std::cmp::Reverse;

use crate::check::{Report, Reported};
use crate::kind::Kind;
use crate::level::Severity;
use crate::render::inert::{code, prose};
use crate::render::markdown::Room;
use crate::render::markdown::finding::finding;
use crate::render::markdown::goals::{find, owners};
use crate::text::{FileId, shown};

/// From how many findings on each is folded, so that the list can be looked over.
const MANY: usize = 12;

/// Findings that stand together.
struct Group {
    home: Home,
    /// How many errors, warnings, and notes are in it.
    counts: [usize; 3],
    findings: String,
}

/// What findings stand under.
struct Home {
    heading: String,
    is_goal: bool,
    /// The file whose lines need no path.
    file: FileId,
}

/// As many findings as there is room for, the most severe, and of those the new ones, before the others; and the rest.
pub(super) fn groups<'a>(report: &'a Report<'_>, room: Room) -> (String, Vec<&'a Reported>) {
    let mut findings: Vec<&Reported> = report.findings.iter().collect();
    findings.sort_by_key(|reported| (Reverse(reported.severity), !reported.is_new));
    let mut groups: Vec<Group> = Vec::new();
    let mut room = room;
    let mut taken = 0;
    for reported in &findings {
        let home = home(report, reported);
        let text = finding(report, reported, home.file, findings.len() > MANY);
        let known = groups.iter().position(|group| group.home.heading == home.heading);
        let added = if known.is_none() { home.heading.as_str() } else { "" };
        if !room.take(&[added, &text]) {
            break;
        }
        taken += 1;
        let group = known.unwrap_or_else(|| {
            groups.push(Group { home, counts: [0; 3], findings: String::new() });
            groups.len() - 1
        });
        groups[group].findings.push_str(&text);
        groups[group].counts[Severity::Error as usize - reported.severity as usize] += 1;
    }
    // The goals in the worst shape come first.
    groups.sort_by_key(|group| (!group.home.is_goal, Reverse(group.counts)));
    let text =
        groups.iter().map(|group| format!("{}{}", group.home.heading, group.findings)).collect();
    (text, findings.split_off(taken))
}

/// What a finding stands under: its goal with the two owners, else the entry that broke it, else its own, else its file.
fn home(report: &Report<'_>, reported: &Reported) -> Home {
    let plan = report.plan;
    let path = |file: FileId| code(&shown(plan.snapshot.path(file)));
    let here = reported.finding.at.file;
    let Some(entry) = &reported.finding.entry else {
        return Home { heading: format!("#### {}\n\n", path(here)), is_goal: false, file: here };
    };
    if let Some(goal) = find(plan, entry) {
        let file = goal.at.file;
        let title = goal.title.get().map_or_else(|| code(&goal.id), |title| prose(title));
        let heading = format!("#### {title}\n\n{}\\\n{}\n\n", owners(plan, goal), path(file));
        return Home { heading, is_goal: true, file };
    }
    if let Some(cause) = reported.cause.as_ref().filter(|_| entry.kind != Kind::Goal) {
        let is_gone = plan.heads(cause.kind).all(|(id, _)| id != cause.id);
        let gone = if is_gone { " is gone" } else { "" };
        let heading =
            format!("#### {} {}{gone}\n\n{}\n\n", cause.kind, code(&cause.id), path(here));
        return Home { heading, is_goal: false, file: here };
    }
    // An entry that is gone has only the file in which it stood.
    let head = plan.heads(entry.kind).find(|(id, _)| *id == entry.id);
    let file = head.map_or(here, |(_, at)| at.file);
    let heading = format!("#### {} {}\n\n{}\n\n", entry.kind, code(&entry.id), path(file));
    Home { heading, is_goal: entry.kind == Kind::Goal, file }
}
