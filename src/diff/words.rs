//! A change in words that a manager reads.

use crate::day::Day;
use crate::diff::{Change, Diff, TargetName, Tone, What};
use crate::model::{Entry, Kpi};
use crate::text::{Line, cut, plural, quantity};

impl Diff<'_> {
    /// What has moved, without the entry it belongs to: "due 2026-06-30 → 2026-12-31: 184 days later".
    #[must_use]
    pub fn words(&self, change: &Change<'_>) -> Line {
        let words: String = match &change.what {
            What::Added => "new".into(),
            What::Removed => "gone".into(),
            What::Status { from, to } => format!("status {from} → {to}"),
            What::Due { from, to } => format!("due {}", days(*from, *to)),
            What::Owner { side, from, to } => {
                format!("{} owner {} → {}", side.noun(), or_nobody(*from), or_nobody(*to))
            }
            What::TargetAdded(target) => format!("new {}", target_by(target)),
            What::TargetRemoved(target) => format!("{} gone", target_by(target)),
            What::TargetTo { target, baseline, from, to } => {
                let step = self.step(target, *from, *to);
                let is_weaker = self.tone(change) == Tone::Loosened;
                let share = from.zip(*to).filter(|_| is_weaker);
                let share = share.and_then(|(from, to)| share_given_up(*baseline, from, to));
                let share = share.map(|share| format!(": {share} given up"));
                format!("target {step}{}", share.unwrap_or_default())
            }
            What::TargetFrom { target, from, to } => {
                format!("baseline of target {}", self.step(target, *from, *to))
            }
            What::TargetBy { target, to } => {
                format!("target `{}` by {}", target.kpi, days(target.by, *to))
            }
            What::Actual { on, from, to } => match (from, to) {
                (None, Some(to)) => {
                    format!("measured on {on}: {}", self.amount(&change.entry.id, *to))
                }
                (from, to) => {
                    let step = self.amounts(&change.entry.id, *from, *to);
                    format!("what was measured on {on}: {step}")
                }
            },
            What::Definition { field, from, to } => {
                format!("{field} {} → {}", quoted(from.as_deref()), quoted(to.as_deref()))
            }
            What::Field { path, from, to } => field(path, from.as_deref(), to.as_deref()),
        };
        words.into()
    }

    /// "`churn` by 2026-06-30: 2.8 % → 2.4 %".
    fn step(&self, target: &TargetName<'_>, from: Option<f64>, to: Option<f64>) -> String {
        let by = target.by.map_or(String::new(), |by| format!(" by {by}"));
        format!("`{}`{by} {}", target.kpi, self.amounts(target.kpi, from, to))
    }

    fn amounts(&self, kpi: &str, from: Option<f64>, to: Option<f64>) -> String {
        let from = from.map(|value| self.amount_before(kpi, value));
        let to = to.map(|value| self.amount(kpi, value));
        let or_nothing = |amount: Option<String>| amount.unwrap_or_else(|| "nothing".into());
        format!("{} → {}", or_nothing(from), or_nothing(to))
    }

    /// A value of a KPI in the unit that it has: "2.4 %".
    #[must_use]
    pub fn amount(&self, kpi: &str, value: f64) -> String {
        amount(value, self.kpi(kpi))
    }

    /// A value of a KPI in the unit that it had.
    #[must_use]
    pub fn amount_before(&self, kpi: &str, value: f64) -> String {
        amount(value, self.kpi_before(kpi).or_else(|| self.kpi(kpi)))
    }
}

/// "target `churn` by 2026-06-30".
fn target_by(target: &TargetName<'_>) -> String {
    let by = target.by.map_or(String::new(), |by| format!(" by {by}"));
    format!("target `{}`{by}", target.kpi)
}

fn amount(value: f64, kpi: Option<&Entry<'_, Kpi<'_>>>) -> String {
    quantity(value, kpi.and_then(|kpi| kpi.unit.get()).map(AsRef::as_ref))
}

/// How much of the way from `baseline` to `from` is given up by stopping at `to`: "40 % of the way"; `None` where there is no way.
#[must_use]
pub(crate) fn share_given_up(baseline: Option<f64>, from: f64, to: f64) -> Option<String> {
    let share = (from - to) / (from - baseline?) * 100.0;
    Some(match share {
        _ if !share.is_finite() => return None,
        100.0.. => "the whole way".into(),
        ..1.0 => "less than 1 % of the way".into(),
        _ => format!("{} % of the way", share.round()),
    })
}

/// "2026-06-30 → 2026-12-31: 184 days later".
fn days(from: Option<Day>, to: Option<Day>) -> String {
    let day = |day: Option<Day>| day.map_or("no day".to_owned(), |day| day.to_string());
    let moved = format!("{} → {}", day(from), day(to));
    let Some((from, to)) = from.zip(to) else { return moved };
    let count = from.days_until(to);
    let way = if count > 0 { "later" } else { "earlier" };
    format!("{moved}: {} {way}", plural(count.unsigned_abs() as usize, "day"))
}

fn field(path: &str, from: Option<&str>, to: Option<&str>) -> String {
    let day = |text: Option<&str>| text.and_then(Day::parse);
    if let (Some(from), Some(to)) = (day(from), day(to)) {
        return format!("{path} {}", days(Some(from), Some(to)));
    }
    match (from, to) {
        (None, Some(to)) => format!("{path} is now {}", cut(to)),
        (Some(from), None) => format!("{path} is gone; it was {}", cut(from)),
        (from, to) => format!("{path} {} → {}", quoted(from), quoted(to)),
    }
}

fn quoted(text: Option<&str>) -> String {
    text.map_or_else(|| "nothing".into(), |text| cut(text).into_owned())
}

fn or_nobody(id: Option<&str>) -> String {
    id.map_or("nobody".into(), |id| format!("`{id}`"))
}
