//! Allows in comments that are new, or last longer.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry::{Occupied, Vacant};

use crate::finding::Findings;
use crate::kind::EntryName;
use crate::plan::{Allow, AllowScope, EntriesOfFile, Plan};
use crate::rules;
use crate::rules::history::loosened::{Compared, End, help};
use crate::text::{FileId, tick};

/// What an allow is for, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Subject<'p> {
    rule: &'p str,
    /// The entry that it stands in, else its file.
    within: Result<EntryName, &'p str>,
    /// The key of its line; `None` where it is for the whole file.
    key: Option<&'p str>,
}

pub(super) fn report(compared: &Compared<'_>, out: &mut Findings) {
    let mut before = by_subject(compared.diff.base, |file| compared.diff.has_changed(file));
    let after = by_subject(compared.diff.head, |file| compared.diff.has_changed(file));
    for (subject, allows) in after {
        let mut before = before.remove(&subject).unwrap_or_default().into_iter();
        for allow in allows {
            let lasted = before.next().map(end);
            let ends = end(allow);
            if ends.is_past(compared.today)
                || rules::find(subject.rule).is_none()
                || lasted.is_some_and(|lasted| lasted >= ends)
            {
                continue;
            }
            let (title, undo) = match lasted {
                None => (
                    format!("rule `{}` is allowed in {} now", subject.rule, subject.whereabouts()),
                    "remove the comment",
                ),
                Some(lasted) => (
                    ends.in_place_of(lasted, subject.rule),
                    "let it end on the day on which it was to end",
                ),
            };
            out.report(subject.within.clone().ok(), allow.at, title)
                .about(format!("allow {} {}", subject.rule, subject.key.unwrap_or_default()))
                .help(help(undo))
                .beyond_comments();
        }
    }
}

impl Subject<'_> {
    fn whereabouts(&self) -> String {
        match &self.within {
            Ok(entry) => format!("{} `{}`", entry.kind.noun(), entry.id),
            Err(path) => tick(path),
        }
    }
}

/// The allows in comments, by what they are for; those that last longest first.
fn by_subject<'p>(
    plan: &'p Plan<'_>,
    is_wanted: impl Fn(FileId) -> bool,
) -> BTreeMap<Subject<'p>, Vec<&'p Allow>> {
    let mut entries: BTreeMap<FileId, EntriesOfFile> = BTreeMap::new();
    let mut allows: BTreeMap<Subject<'p>, Vec<&'p Allow>> = BTreeMap::new();
    for allow in plan.allows.iter().filter(|allow| allow.is_comment() && is_wanted(allow.at.file)) {
        let file = allow.at.file;
        let entries = match entries.entry(file) {
            Occupied(entries) => entries.into_mut(),
            Vacant(entries) => entries.insert(plan.entries_of(file)),
        };
        let (at, key) = match allow.scope {
            AllowScope::Line(line) => (line, Some(key(plan.snapshot.text(file), line.range()))),
            _ => (allow.at, None),
        };
        let path = plan.snapshot.within_plan(plan.snapshot.path(file));
        let within = entries.at(at).cloned().ok_or(path);
        allows.entry(Subject { rule: &allow.rule, within, key }).or_default().push(allow);
    }
    for alike in allows.values_mut() {
        alike.sort_by_key(|allow| std::cmp::Reverse(end(allow)));
    }
    allows
}

/// What a line begins with: its key, or its header.
fn key(text: &str, line: std::ops::Range<usize>) -> &str {
    let line = text.get(line).unwrap_or_default();
    line.split(['=', '#']).next().unwrap_or_default().trim()
}

fn end(allow: &Allow) -> End {
    match allow.until {
        _ if allow.until_unreadable => End::Unclear,
        Some(day) => End::On(day),
        None => End::Never,
    }
}
