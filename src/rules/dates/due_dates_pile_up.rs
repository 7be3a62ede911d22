use std::collections::BTreeMap;

use crate::day::Day;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal};
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::{Place, plural};

pub(super) const RULE: Rule = Rule {
    name: "due-dates-pile-up",
    level: Level::Note,
    page: include_str!("due_dates_pile_up.md"),
    reads: &[Reads::Goals],
    settings: &[GOALS],
    check,
};

const GOALS: Setting = Setting {
    rule: "due-dates-pile-up",
    name: "goals",
    default: 6.0,
    looser: Looser::Higher,
    about: "how many open goals with a due date a plan has before their spread is looked at",
};

/// How many of the goals that share a day are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut by_day: BTreeMap<Day, Vec<(&Entry<'_, Goal<'_>>, Place)>> = BTreeMap::new();
    let mut total = 0;
    for goal in cx.plan.open_goals() {
        if let Some(due) = goal.due.spanned() {
            by_day.entry(due.value).or_default().push((goal, due.at));
            total += 1;
        }
    }
    if total < cx.count(&GOALS) {
        return;
    }
    let Some((day, goals)) = by_day.into_iter().find(|(_, goals)| goals.len() * 2 > total) else {
        return;
    };
    let Some(((goal, at), others)) = goals.split_last() else { return };
    let title =
        format!("{} of {} are due on one day, {day}", goals.len(), plural(total, "open goal"));
    let finding = out.report(goal.name(), *at, title);
    finding.about(day.to_string()).help(
        "spread them over the period: each needs its own owners, its own review and its own release, and they compete \
         for the same weeks before that day",
    );
    for (goal, at) in others.iter().take(SHOWN) {
        finding.label(*at, format!("`{}` too", goal.id));
    }
}
