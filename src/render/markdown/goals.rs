//! The goals of a plan: a row for each, and who answers for it.

use crate::check::Report;
use crate::day::Day;
use crate::decode::{Ref, Slot};
use crate::kind::{EntryName, Kind};
use crate::model::{Entry, Goal, Health, Person, Side, Target};
use crate::plan::{Plan, Seat};
use crate::render::inert::{cell, code, prose};
use crate::text::{Spanned, plural, quantity};

/// What stands above the rows.
pub(super) const HEADER: &str =
    "| goal | status | business and IT owner | due | targets |\n| --- | --- | --- | --- | --- |\n";

/// The most targets of a goal that are shown.
const TARGETS: usize = 3;

/// A row for each goal: the open ones first, by their due.
pub(super) fn rows(report: &Report<'_>) -> Vec<String> {
    let mut goals: Vec<_> = report.plan.goals.iter().collect();
    goals.sort_by_key(|goal| (!goal.is_open(), goal.due.value().is_none(), goal.due.value()));
    goals.into_iter().map(|goal| row(report, goal)).collect()
}

/// The goal of that name, if it is one and the plan has it.
pub(super) fn find<'p, 's>(
    plan: &'p Plan<'s>,
    entry: &EntryName,
) -> Option<&'p Entry<'s, Goal<'s>>> {
    plan.goals.iter().find(|goal| entry.kind == Kind::Goal && goal.id == entry.id)
}

/// Who answers for a goal, with their GitHub names, which are set as code, so that nobody is notified.
pub(super) fn owners<'s>(plan: &Plan<'s>, goal: &Goal<'s>) -> String {
    let called = |person: &Entry<'s, Person<'s>>| {
        let github = person.github.get().map(|github| format!(" {}", code(&format!("@{github}"))));
        name(person) + &github.unwrap_or_default()
    };
    [Side::Business, Side::It]
        .map(|side| format!("{} owner {}", side.noun(), owner(plan, goal, side, called)))
        .join(", ")
}

/// Who answers for a goal on one side, each person as `called`.
fn owner<'s>(
    plan: &Plan<'s>,
    goal: &Goal<'s>,
    side: Side,
    called: impl Fn(&Entry<'s, Person<'s>>) -> String,
) -> String {
    match goal.seat(side) {
        Seat::Held(owner) => {
            let unknown = || format!("**nobody** called {}", code(owner.id()));
            plan.entry(owner).map_or_else(unknown, called)
        }
        Seat::Vacant(vacancy) => {
            let until =
                vacancy.until.value().map_or(String::new(), |until| format!(" until {until}"));
            let acting = plan.named(&vacancy.acting).map(called);
            format!(
                "vacant{until}{}",
                acting.map_or(String::new(), |acting| format!(", {acting} acting"))
            )
        }
        Seat::Empty => "**nobody**".into(),
        Seat::Unclear => "not readable".into(),
    }
}

fn name(person: &Entry<'_, Person<'_>>) -> String {
    person.name.get().map_or_else(|| code(&person.id), |name| prose(name))
}

fn row(report: &Report<'_>, goal: &Entry<'_, Goal<'_>>) -> String {
    let plan = report.plan;
    let title = goal.title.get().map_or(String::new(), |title| format!("{}<br>", prose(title)));
    let status = written(&goal.status);
    let health = match goal.health.value() {
        Some(Health::Green) => "<br>🟢 green",
        Some(Health::Amber) => "<br>🟡 amber",
        Some(Health::Red) => "<br>🔴 red",
        None => "",
    };
    let cells = [
        format!("{title}{}", code(&goal.id)),
        format!("{status}{health}"),
        [Side::Business, Side::It].map(|side| owner(plan, goal, side, name)).join("<br>"),
        // A narrow column would break the day at its hyphens.
        written(&goal.due).replace('-', "\u{2011}"),
        targets(plan, goal, report.today),
    ];
    format!("| {} |\n", cells.map(|text| cell(&text)).join(" | "))
}

/// A value as it is shown, or what stands in its place.
fn written<T: ToString>(slot: &Slot<T>) -> String {
    match slot {
        Slot::Set(value) => value.value.to_string(),
        Slot::Broken => "not readable".into(),
        Slot::Absent => "–".into(),
    }
}

/// The last target of each KPI: what comes before it is a step on the way.
fn targets<'s>(plan: &Plan<'s>, goal: &Goal<'s>, today: Day) -> String {
    let is_last = |target: &&Spanned<Target<'s>>| {
        let kpi = target.kpi.get().map(Ref::id);
        let later = |other: &Target<'s>| {
            other.kpi.get().map(Ref::id) == kpi && other.by.value() > target.by.value()
        };
        !goal.targets.iter().any(|other| later(other))
    };
    let last: Vec<_> = goal.targets.iter().filter(is_last).collect();
    let mut lines: Vec<String> =
        last.iter().take(TARGETS).map(|target| self::target(plan, goal, target, today)).collect();
    if last.len() > TARGETS {
        lines.push(plural(last.len() - TARGETS, "more target"));
    }
    lines.join("<br>")
}

/// "`churn` 2.8 % → 2 %, now 2.4 %: 50 % of the way".
fn target<'s>(
    plan: &Plan<'s>,
    goal: &Goal<'s>,
    target: &Spanned<Target<'s>>,
    today: Day,
) -> String {
    let Some(kpi) = target.kpi.get() else { return "–".into() };
    if target.confidential.is_set() {
        return format!("{} confidential", code(kpi.id()));
    }
    let unit = plan.entry(kpi).and_then(|kpi| kpi.unit.get()).map(AsRef::as_ref);
    let amount = |value: f64| prose(&quantity(value, unit));
    let or_unknown = |value: Option<f64>| value.map_or_else(|| "?".into(), amount);
    let step = format!(
        "{} {} → {}",
        code(kpi.id()),
        or_unknown(target.from.value()),
        or_unknown(target.to.value())
    );
    let Some(course) = plan.course(goal, target, today) else { return step };
    let progress = match course.progress() {
        ..0.0 => "further away than at the start".into(),
        1.0.. => "reached".into(),
        progress => format!("{:.0} % of the way", progress * 100.0),
    };
    format!("{step}, now {}: {progress}", amount(course.actual.value))
}
