//! What differs between a KPI as it was and as it is: what its numbers mean, and the numbers themselves.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::decode::Slot;
use crate::diff::pairs::{Pair, Pairs};
use crate::diff::{Change, What};
use crate::model::{Entry, Kpi};
use crate::text::Place;

/// The fields that are compared here.
pub(super) const COMPARED: [&str; 5] = ["unit", "direction", "formula", "source", "actuals"];

pub(super) fn compare<'p>(pairs: &Pairs<'p>, pair: &Pair, changes: &mut Vec<Change<'p>>) {
    let Some((Some(before), Some(after))) = pairs.kpi(&pair.name.id) else { return };
    let fields = [
        ("unit", read(&before.unit), read(&after.unit)),
        ("direction", read(&before.direction), read(&after.direction)),
        ("formula", read(&before.formula), read(&after.formula)),
        ("source", read(&before.source), read(&after.source)),
    ];
    for (field, was, is) in fields {
        if was.is_known && is.is_known && was.text != is.text {
            let what = What::Definition { field, from: was.text, to: is.text };
            changes.push(pair.change(what, was.at, is.at.or(Some(after.at))));
        }
    }
    if before.actuals.is_whole() && after.actuals.is_whole() {
        compare_actuals(before, after, pair, changes);
    }
}

/// What stands in a field.
struct Read {
    /// Whether it could be read.
    is_known: bool,
    /// The text, trimmed.
    text: Option<String>,
    at: Option<Place>,
}

fn read<T: ToString>(slot: &Slot<T>) -> Read {
    Read {
        is_known: !matches!(slot, Slot::Broken),
        text: slot.get().map(|value| value.to_string().trim().to_owned()),
        at: slot.at(),
    }
}

fn compare_actuals<'p>(
    before: &Entry<'p, Kpi<'p>>,
    after: &Entry<'p, Kpi<'p>>,
    pair: &Pair,
    changes: &mut Vec<Change<'p>>,
) {
    let by_day = |kpi: &Kpi<'p>| -> BTreeMap<Day, (f64, Place)> {
        kpi.actuals.iter().map(|(on, value)| (on.value, (value.value, value.at))).collect()
    };
    let (was, is) = (by_day(before), by_day(after));
    let days = was.keys().chain(is.keys().filter(|day| !was.contains_key(day)));
    for on in days.copied() {
        let (from, was_at) = was.get(&on).copied().unzip();
        let (to, is_at) = is.get(&on).copied().unzip();
        if from != to {
            let what = What::Actual { on, from, to };
            changes.push(pair.change(what, was_at, is_at.or(after.actuals.at).or(Some(after.at))));
        }
    }
}
