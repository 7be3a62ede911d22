//! Allows in goalpact.toml that are new, cover more, or last longer.

use std::borrow::Cow;

use crate::decode::Slot;
use crate::finding::Findings;
use crate::model::AllowEntry;
use crate::rules;
use crate::rules::history::loosened::{Compared, End, help};
use crate::text::{Place, Spanned, and_list, tick};

/// The name of a rule, or a pattern, and where it is written.
type Name<'a> = Spanned<Cow<'a, str>>;

pub(super) fn report(compared: &Compared<'_>, out: &mut Findings) {
    let (base, head) = (compared.diff.base, compared.diff.head);
    if !base.config.allows.is_whole() {
        return;
    }
    for allow in &head.config.allows {
        let Some(rule) = allow.rule.spanned() else { continue };
        let is_silent = !end(allow).is_past(compared.today) && allow.files.is_whole();
        if !is_silent || rules::find(rule).is_none() {
            continue;
        }
        let same = base.config.allows.iter().filter(|it| it.rule.get() == Some(&rule.value));
        let before: Vec<&AllowEntry<'_>> = same.map(|it| &it.value).collect();
        judge(allow, rule, &before, out);
    }
}

/// Tells what one allow covers that none of the allows of its rule did `before`, else how much longer it lasts.
fn judge(allow: &AllowEntry<'_>, rule: &Name<'_>, before: &[&AllowEntry<'_>], out: &mut Findings) {
    let lasted = |part: &Part<'_>| {
        before.iter().filter(|before| covers(before, part)).map(|before| end(before)).max()
    };
    let parts: Vec<Part<'_>> = parts(allow, rule);
    let new: Vec<&Part<'_>> = parts.iter().filter(|part| lasted(part).is_none()).collect();
    let ends = end(allow);
    let (title, at, undo) = if let Some(first) = new.first() {
        let names: Vec<String> = new.iter().map(|part| part.name()).collect();
        let title = format!("rule `{}` is allowed in {} now", rule.value, and_list(&names));
        let is_all_new = new.len() == parts.len();
        (
            title,
            first.at,
            if is_all_new { "remove the allow" } else { "take that out of its `files`" },
        )
    } else {
        let Some(lasted) = parts.iter().filter_map(lasted).min().filter(|lasted| *lasted < ends)
        else {
            return;
        };
        let at = allow.until.at().unwrap_or(rule.at);
        (ends.in_place_of(lasted, rule), at, "let it end on the day on which it was to end")
    };
    let about =
        format!("allow {} {}", rule.value, parts.iter().map(Part::name).collect::<String>());
    out.report(None, at, title).about(about).help(help(undo)).beyond_comments();
}

/// A pattern of files, or the whole plan.
struct Part<'a> {
    pattern: Option<&'a str>,
    at: Place,
}

impl Part<'_> {
    fn name(&self) -> String {
        self.pattern.map_or("the whole plan".into(), tick)
    }
}

/// What an allow covers.
fn parts<'a>(allow: &'a AllowEntry<'_>, rule: &Name<'_>) -> Vec<Part<'a>> {
    if allow.files.is_missing() {
        return vec![Part { pattern: None, at: rule.at }];
    }
    let part = |file: &'a Name<'_>| Part { pattern: Some(file.value.as_ref()), at: file.at };
    allow.files.iter().map(part).collect()
}

fn covers(allow: &AllowEntry<'_>, part: &Part<'_>) -> bool {
    let has = |pattern: &str| allow.files.iter().any(|file| file.value == pattern);
    allow.files.is_missing() || part.pattern.is_some_and(has)
}

fn end(allow: &AllowEntry<'_>) -> End {
    match &allow.until {
        Slot::Absent => End::Never,
        Slot::Broken => End::Unclear,
        Slot::Set(day) => End::On(day.value),
    }
}
