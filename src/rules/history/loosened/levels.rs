//! Levels that are lowered, rules that are turned off, and cut-overs that move later.

use crate::day::Day;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::LevelEntry;
use crate::plan::Plan;
use crate::rules::history::loosened::{Compared, help};
use crate::rules::{self, Family, Rule};
use crate::text::{Place, plural};

/// A rule that is turned down.
struct TurnedDown<'a> {
    /// What turns it down: an entry that is new or changed, or one that is gone.
    entry: &'a LevelEntry<'a>,
    family: &'static str,
    rule: &'static str,
    /// The first day, from today on, on which it is quieter than it was to be.
    on: Day,
    from: Level,
    to: Level,
}

impl TurnedDown<'_> {
    fn place(&self) -> Place {
        self.entry.1.at
    }
}

pub(super) fn report(compared: &Compared<'_>, out: &mut Findings) {
    let (base, head) = (compared.diff.base, compared.diff.head);
    if !base.config.levels.is_whole() || !head.config.levels.is_whole() {
        return;
    }
    let days = days(compared);
    let mut all: Vec<TurnedDown<'_>> = rules::all()
        .filter_map(|(family, rule)| turned_down(compared, family, rule, &days))
        .collect();
    all.sort_by_key(TurnedDown::place);
    for alike in all.chunk_by(|one, other| one.place() == other.place()) {
        let TurnedDown { entry: (key, _), family, rule, on, from, to, .. } = &alike[0];
        let when = if *on > compared.today { format!(" on {on}") } else { String::new() };
        let title = match alike.len() {
            1 => format!("rule `{rule}` is turned down from {from} to {to}{when}"),
            count => format!(
                "{} of family `{family}` are turned down, `{rule}` from {from} to {to}{when}",
                plural(count, "rule")
            ),
        };
        let before = base.config.levels.iter().find(|(name, _)| name.value == key.value);
        let undo = match before {
            Some(before) => {
                format!("write `{key} = {}` again", written(base, before), key = key.value)
            }
            None => format!("remove `{}`", key.value),
        };
        out.report(None, alike[0].place(), title)
            .about(format!("level {}", key.value))
            .help(help(&undo))
            .beyond_comments();
    }
}

/// Today, and the days to come on which a level changes.
fn days(compared: &Compared<'_>) -> Vec<Day> {
    let levels = [compared.diff.base, compared.diff.head].map(|plan| &plan.config.levels);
    let from = levels.into_iter().flat_map(|levels| levels.iter().filter_map(|(_, it)| it.from));
    let mut days: Vec<Day> = from.filter(|day| *day > compared.today).collect();
    days.push(compared.today);
    days.sort_unstable();
    days
}

fn turned_down<'a>(
    compared: &Compared<'a>,
    family: &'static Family,
    rule: &'static Rule,
    days: &[Day],
) -> Option<TurnedDown<'a>> {
    let (base, head) = (compared.diff.base, compared.diff.head);
    let was = base.config.level_of(rule.name, family.name);
    let is = head.config.level_of(rule.name, family.name);
    let level = |entry: Option<&LevelEntry<'_>>, day: Day| {
        entry.map_or(rule.level, |(_, choice)| choice.on(day, rule.level))
    };
    let on = days.iter().copied().find(|day| level(is, *day) < level(was, *day))?;
    // What was there in the same way before has turned nothing down.
    let is_new = |entry: &&LevelEntry<'_>| {
        let same = base.config.levels.iter().find(|(name, _)| name.value == entry.0.value);
        same.is_none_or(|same| written(base, same) != written(head, entry))
    };
    Some(TurnedDown {
        entry: is.filter(is_new).or(was)?,
        family: family.name,
        rule: rule.name,
        on,
        from: level(was, on),
        to: level(is, on),
    })
}

/// The level as it is written.
fn written<'p>(plan: &'p Plan<'_>, (_, choice): &LevelEntry<'_>) -> &'p str {
    plan.snapshot.text(choice.at.file).get(choice.at.range()).unwrap_or_default()
}
