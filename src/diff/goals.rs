//! What differs between a goal as it was and as it is, as far as a promise is made of it.

use crate::day::Day;
use crate::decode::{Ref, Slot};
use crate::diff::pairs::{Pair, Pairs};
use crate::diff::{Change, TargetName, What};
use crate::model::{Goal, Side, Target};
use crate::text::{Place, Spanned};

/// The fields that are compared here, or by their meaning elsewhere.
pub(super) const COMPARED: [&str; 5] = ["status", "due", "owners.business", "owners.it", "target"];

pub(super) fn compare<'p>(pairs: &Pairs<'p>, pair: &Pair, changes: &mut Vec<Change<'p>>) {
    let Some((Some(before), Some(after))) = pairs.goal(&pair.name.id) else { return };
    let mut note = |what: What<'p>, was: Option<Place>, is: Option<Place>| {
        changes.push(pair.change(what, was, is.or(Some(after.at))));
    };
    if let (Some(from), Some(to)) = (before.status.spanned(), after.status.spanned())
        && from.value != to.value
    {
        note(What::Status { from: from.value, to: to.value }, Some(from.at), Some(to.at));
    }
    if let Some((from, to)) = moved(&before.due, &after.due) {
        note(What::Due { from, to }, before.due.at(), after.due.at());
    }
    for side in Side::BOTH {
        let (was, is) = (before.owners.of(side), after.owners.of(side));
        let is_known = !matches!(was, Slot::Broken) && !matches!(is, Slot::Broken);
        let (from, to) = (was.get().map(Ref::id), is.get().map(Ref::id));
        if is_known && from != to {
            note(What::Owner { side, from, to }, was.at(), is.at().or(after.owners.at));
        }
    }
    compare_targets(before, after, &mut note);
}

/// Both values of a field that differ, where both could be read.
fn moved<T: Copy + PartialEq>(before: &Slot<T>, after: &Slot<T>) -> Option<(Option<T>, Option<T>)> {
    let is_known = !matches!(before, Slot::Broken) && !matches!(after, Slot::Broken);
    let (from, to) = (before.value(), after.value());
    (is_known && from != to).then_some((from, to))
}

/// Compares target by target. A target is known by its KPI and its day; where only the day has moved, and no other target of that
/// KPI stands at the old one, it is the same target.
fn compare_targets<'p>(
    before: &'p Goal<'p>,
    after: &'p Goal<'p>,
    note: &mut impl FnMut(What<'p>, Option<Place>, Option<Place>),
) {
    if !before.targets.is_whole() || !after.targets.is_whole() {
        return;
    }
    let mut left: Vec<&'p Spanned<Target<'p>>> = after.targets.iter().collect();
    let mut take = |is_same: &dyn Fn(&Target<'p>) -> bool| {
        let at = left.iter().position(|target| is_same(target))?;
        Some(left.remove(at))
    };
    let mut unmatched = Vec::new();
    for was in &before.targets {
        match take(&|is| same_kpi(was, is) && was.by.value() == is.by.value()) {
            Some(is) => compare_target(was, is, note),
            None => unmatched.push(was),
        }
    }
    for was in unmatched {
        match take(&|is| same_kpi(was, is) && same_numbers(was, is)) {
            Some(is) => {
                let what = What::TargetBy { target: name(was), to: is.by.value() };
                note(what, was.by.at(), is.by.at().or(Some(is.at)));
                compare_target(was, is, note);
            }
            None => note(What::TargetRemoved(name(was)), Some(was.at), None),
        }
    }
    for is in left {
        note(What::TargetAdded(name(is)), None, Some(is.at));
    }
}

fn compare_target<'p>(
    was: &'p Spanned<Target<'p>>,
    is: &Spanned<Target<'p>>,
    note: &mut impl FnMut(What<'p>, Option<Place>, Option<Place>),
) {
    let target = name(was);
    if let Some((from, to)) = moved(&was.to, &is.to) {
        let what = What::TargetTo { target, baseline: was.from.value(), from, to };
        note(what, was.to.at(), is.to.at().or(Some(is.at)));
    }
    if let Some((from, to)) = moved(&was.from, &is.from) {
        note(What::TargetFrom { target, from, to }, was.from.at(), is.from.at().or(Some(is.at)));
    }
    // Where the numbers are kept now; that they are no longer shown is told by them.
    if let (Some(from), Some(to)) = (was.confidential.spanned(), is.confidential.spanned())
        && from.value != to.value
    {
        let written = |text: &str| Some(format!("\"{text}\""));
        let path = format!("target[{}].confidential", target.kpi);
        let what = What::Field { path, from: written(from), to: written(to) };
        note(what, Some(from.at), Some(to.at));
    }
}

fn same_kpi(one: &Target<'_>, other: &Target<'_>) -> bool {
    one.kpi.get().map(Ref::id) == other.kpi.get().map(Ref::id)
}

fn same_numbers(one: &Target<'_>, other: &Target<'_>) -> bool {
    (one.from.value(), one.to.value()) == (other.from.value(), other.to.value())
}

fn name<'p>(target: &'p Target<'p>) -> TargetName<'p> {
    let by: Option<Day> = target.by.value();
    TargetName { kpi: target.kpi_id(), by }
}
