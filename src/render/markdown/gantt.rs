//! Each roadmap as a Mermaid gantt, in which no text of the plan is anything but a label.

use std::fmt::Write;

use crate::check::Report;
use crate::day::Day;
use crate::model::{Entry, Item, ItemStatus, Roadmap};
use crate::render::inert::{code, fenced, prose};
use crate::text::plural;

/// What the marks before the labels mean, for those who see no colors.
pub(super) const LEGEND: &str = "✓ done · ▸ under way · ○ planned · ⚠ overdue\n\n";

/// The most items of a roadmap that are drawn: more cannot be read, and Mermaid refuses a diagram of more than 50,000 characters.
const MOST: usize = 100;

/// The most characters of a label.
const LONGEST: usize = 60;

/// The most days for which every month has its name on the axis; beyond, one in three has.
const EVERY_MONTH: i64 = 280;

/// Each roadmap that has not ended: its title, and a diagram of its items.
pub(super) fn gantts(report: &Report<'_>) -> Vec<String> {
    let has_ended =
        |roadmap: &Roadmap<'_>| roadmap.end.value().is_some_and(|end| end < report.today);
    let current = report.plan.roadmaps.iter().filter(|roadmap| !has_ended(roadmap));
    current.filter_map(|roadmap| gantt(roadmap, report.today)).collect()
}

fn gantt(roadmap: &Entry<'_, Roadmap<'_>>, today: Day) -> Option<String> {
    let mut bars: Vec<Bar> = roadmap.items.iter().filter_map(|item| bar(item, today)).collect();
    bars.sort_by_key(|bar| (bar.start, bar.due));
    let (first, last) = (bars.first()?.start, bars.iter().map(|bar| bar.due).max()?);
    let interval = if first.days_until(last) > EVERY_MONTH { "3month" } else { "1month" };
    let mut diagram = format!(
        "%%{{init: {{\"gantt\": {{\"leftPadding\": 20}}}}}}%%\ngantt\n  dateFormat YYYY-MM-DD\n  \
         axisFormat %b %Y\n  tickInterval {interval}\n  inclusiveEndDates\n"
    );
    // A line for a day beyond the ends would stretch the diagram.
    if !(first..=last).contains(&today) {
        diagram.push_str("  todayMarker off\n");
    }
    for Bar { label, tag, start, due } in bars.iter().take(MOST) {
        let _ = writeln!(diagram, "  {label} :{tag}{start}, {due}");
    }
    let more = match bars.len().saturating_sub(MOST) {
        0 => String::new(),
        count => format!("\n{} not drawn\n", plural(count, "more item")),
    };
    let title = roadmap.title.get().map_or_else(|| code(&roadmap.id), |title| prose(title));
    Some(format!("#### {title}\n\n{}{more}\n", fenced("mermaid", &diagram)))
}

/// An item as it is drawn.
struct Bar {
    label: String,
    tag: &'static str,
    start: Day,
    due: Day,
}

/// The bar of an item that is still wanted and whose days could be read.
fn bar(item: &Item<'_>, today: Day) -> Option<Bar> {
    let (start, due) = (item.start.value()?, item.due.value()?);
    if item.is_dropped() || due < start {
        return None;
    }
    let is_late = item.is_open() && due < today;
    let (mark, tag) = match item.status.value() {
        _ if is_late => ('⚠', "crit, "),
        Some(ItemStatus::Done) => ('✓', "done, "),
        Some(ItemStatus::Doing) => ('▸', "active, "),
        _ => ('○', ""),
    };
    // The mark in front keeps a label from beginning with a word that Mermaid knows, such as `section`.
    let title = item.title.get().map_or(item.shown_id(), AsRef::as_ref);
    Some(Bar { label: format!("{mark} {}", plain(title)), tag, start, due })
}

/// Letters, digits, and marks that mean nothing to Mermaid; whatever else stands in a text becomes a space.
fn plain(text: &str) -> String {
    let text = text.replace('%', " percent ").replace('&', " and ");
    let is_harmless = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '-' | ',' | '.' | '\'' | '’' | '(' | ')' | '/' | '+' | '€')
    };
    let text: String = text.chars().map(|c| if is_harmless(c) { c } else { ' ' }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        None if text.is_empty() => "untitled".into(),
        None => text,
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_keeps_its_words_and_loses_all_else() {
        assert_eq!(
            plain("30 % less: <b>\"Zoë & co\"</b>; #35;"),
            "30 percent less b Zoë and co /b 35"
        );
        assert_eq!(plain("::::"), "untitled");
        assert_eq!(plain("%%{init: {}}%%"), "percent percent init percent percent");
        assert_eq!(plain(&"ä".repeat(99)).chars().count(), LONGEST + 1);
    }
}
