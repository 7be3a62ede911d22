//! One difference between two plans.

use crate::day::Day;
use crate::kind::EntryName;
use crate::model::{Side, Status};
use crate::text::Place;

/// One difference between two plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'p> {
    /// The entry that differs.
    pub entry: EntryName,
    /// What differs.
    pub what: What<'p>,
    /// Where it stood, in the earlier plan.
    pub before: Option<Place>,
    /// Where it stands, in the later plan.
    pub after: Option<Place>,
}

/// A target of a goal: known by its KPI and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TargetName<'p> {
    /// The id of its KPI.
    pub kpi: &'p str,
    /// The day it was to be reached by; where only the day has moved, the old one.
    pub by: Option<Day>,
}

/// What differs; `from` is how it was, `to` how it is.
#[derive(Debug, Clone, PartialEq)]
pub enum What<'p> {
    /// The entry is new.
    Added,
    /// The entry is gone.
    Removed,
    /// The status of a goal.
    Status {
        /// How it was.
        from: Status,
        /// How it is.
        to: Status,
    },
    /// The day a goal is due.
    Due {
        /// How it was.
        from: Option<Day>,
        /// How it is.
        to: Option<Day>,
    },
    /// Who answers for a goal on one side, by their ids.
    Owner {
        /// The side.
        side: Side,
        /// Who did.
        from: Option<&'p str>,
        /// Who does.
        to: Option<&'p str>,
    },
    /// A target is new.
    TargetAdded(TargetName<'p>),
    /// A target is gone.
    TargetRemoved(TargetName<'p>),
    /// The value that a target is to reach; `None` where the numbers are no longer shown.
    TargetTo {
        /// The target.
        target: TargetName<'p>,
        /// Where it begins, as it was: in the KPI's unit.
        baseline: Option<f64>,
        /// How it was, in the KPI's unit.
        from: Option<f64>,
        /// How it is, in the KPI's unit.
        to: Option<f64>,
    },
    /// The value that a target begins from.
    TargetFrom {
        /// The target.
        target: TargetName<'p>,
        /// How it was, in the KPI's unit.
        from: Option<f64>,
        /// How it is, in the KPI's unit.
        to: Option<f64>,
    },
    /// The day a target is to be reached by.
    TargetBy {
        /// The target, with the day as it was.
        target: TargetName<'p>,
        /// How it is.
        to: Option<Day>,
    },
    /// What was measured on a day, in the KPI's unit.
    Actual {
        /// The day.
        on: Day,
        /// How it was; `None` where nothing was written down.
        from: Option<f64>,
        /// How it is; `None` where it is gone.
        to: Option<f64>,
    },
    /// What a KPI's numbers mean: its unit, direction, formula, or source.
    Definition {
        /// The field.
        field: &'static str,
        /// How it was.
        from: Option<String>,
        /// How it is.
        to: Option<String>,
    },
    /// Any other field, by its path within the entry, such as `case.value` or `item[seeding].due`.
    Field {
        /// The path.
        path: String,
        /// How it was, as written.
        from: Option<String>,
        /// How it is, as written.
        to: Option<String>,
    },
}

impl What<'_> {
    /// The path of the field that differs; `entry` for the entry as a whole.
    #[must_use]
    pub fn field(&self) -> String {
        match self {
            Self::Added | Self::Removed => "entry".into(),
            Self::Status { .. } => "status".into(),
            Self::Due { .. } => "due".into(),
            Self::Owner { side, .. } => format!("owners.{}", side.name()),
            Self::TargetAdded(target) | Self::TargetRemoved(target) => {
                format!("target[{}]", target.kpi)
            }
            Self::TargetTo { target, .. } => format!("target[{}].to", target.kpi),
            Self::TargetFrom { target, .. } => format!("target[{}].from", target.kpi),
            Self::TargetBy { target, .. } => format!("target[{}].by", target.kpi),
            Self::Actual { on, .. } => format!("actuals.{on}"),
            Self::Definition { field, .. } => (*field).into(),
            Self::Field { path, .. } => path.clone(),
        }
    }
}

impl Change<'_> {
    /// Where it is shown within its entry: presence, status, days, targets, and owners before the rest.
    pub(super) fn place_in_entry(&self) -> (u8, String) {
        let target = |target: &TargetName<'_>| {
            let by = target.by.map_or(String::new(), |by| by.to_string());
            format!("{} {by}", target.kpi)
        };
        match &self.what {
            What::Added | What::Removed => (0, String::new()),
            What::Status { .. } => (1, String::new()),
            What::Due { .. } => (2, String::new()),
            What::TargetTo { target: name, .. }
            | What::TargetFrom { target: name, .. }
            | What::TargetBy { target: name, .. }
            | What::TargetAdded(name)
            | What::TargetRemoved(name) => (3, target(name)),
            What::Owner { side, .. } => (4, side.name().to_owned()),
            What::Definition { field, .. } => (5, (*field).to_owned()),
            What::Actual { on, .. } => (6, on.to_string()),
            What::Field { path, .. } => (7, path.clone()),
        }
    }
}
