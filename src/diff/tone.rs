//! Whether a change asks less of people than before, or more.

use crate::day::Day;
use crate::diff::{Change, Diff, What};
use crate::kind::Kind;
use crate::model::{Direction, Status};

/// Whether a change asks less of people than before, or more. In the order in which changes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Less is promised: later, lower, or nothing any more.
    Loosened,
    /// More is promised: earlier, higher, or something new.
    Tightened,
    /// Neither, or nobody can tell.
    Neutral,
}

impl Tone {
    /// The word for it in JSON output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Loosened => "loosened",
            Self::Tightened => "tightened",
            Self::Neutral => "neutral",
        }
    }
}

impl Diff<'_> {
    /// Whether `change` asks less of people than before, or more.
    #[must_use]
    pub fn tone(&self, change: &Change<'_>) -> Tone {
        match &change.what {
            What::Due { from, to } => later(*from, *to),
            What::TargetBy { target, to } => later(target.by, *to),
            What::TargetRemoved(_) => Tone::Loosened,
            What::TargetAdded(_) => Tone::Tightened,
            What::TargetTo { target, baseline, from, to } => match (from, to) {
                (Some(from), Some(to)) => match self.ambition(target.kpi, *baseline, *from, *to) {
                    Some(higher) if higher => Tone::Tightened,
                    Some(_) => Tone::Loosened,
                    None => Tone::Neutral,
                },
                (Some(_), None) => Tone::Loosened,
                (None, _) => Tone::Neutral,
            },
            What::Removed => match self.goal_before(&change.entry.id) {
                Some(goal) if change.entry.kind == Kind::Goal && goal.is_open() => Tone::Loosened,
                _ => Tone::Neutral,
            },
            What::Status { from, to } => of_status(*from, *to),
            What::Field { path, from, to } if is_end(path) => {
                let day = |text: &Option<String>| text.as_deref().and_then(Day::parse);
                match (day(from), day(to)) {
                    (Some(from), Some(to)) => later(Some(from), Some(to)),
                    _ => Tone::Neutral,
                }
            }
            _ => Tone::Neutral,
        }
    }

    /// Whether `to` lies further along the way of a target than `from`, seen from its baseline, else by the direction of its KPI;
    /// `None` where neither is known.
    #[must_use]
    pub fn ambition(&self, kpi: &str, baseline: Option<f64>, from: f64, to: f64) -> Option<bool> {
        let is_up = match baseline {
            Some(baseline) if baseline != from => from > baseline,
            _ => match self.kpi(kpi)?.direction.value()? {
                Direction::Increase => true,
                Direction::Decrease => false,
                Direction::Maintain => return None,
            },
        };
        Some((to > from) == is_up)
    }
}

/// No day at all is later than any.
fn later(from: Option<Day>, to: Option<Day>) -> Tone {
    match (from, to) {
        (None, _) => Tone::Neutral,
        (Some(_), None) => Tone::Loosened,
        (Some(from), Some(to)) if to > from => Tone::Loosened,
        (Some(_), Some(_)) => Tone::Tightened,
    }
}

fn of_status(from: Status, to: Status) -> Tone {
    match (from, to) {
        (Status::Committed, Status::Draft | Status::Proposed | Status::Dropped)
        | (Status::Proposed, Status::Draft | Status::Dropped) => Tone::Loosened,
        (Status::Draft | Status::Proposed, Status::Committed) => Tone::Tightened,
        _ => Tone::Neutral,
    }
}

/// Whether a field holds the day by which something is to be there.
fn is_end(path: &str) -> bool {
    let field = path.rsplit('.').next().unwrap_or(path);
    matches!(field, "due" | "end" | "by" | "until")
}
