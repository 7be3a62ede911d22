//! The ways in which a change makes goalpact check less: each tells what the base has otherwise, one finding for each line.

mod allows;
mod comments;
mod excludes;
mod levels;
mod settings;

use crate::day::Day;
use crate::diff::Diff;
use crate::finding::Findings;
use crate::rules::Cx;

/// Two plans and their settings, as of a day.
pub(super) struct Compared<'a> {
    diff: &'a Diff<'a>,
    today: Day,
}

/// Reports each loosening.
pub(super) fn report(cx: &Cx<'_>, diff: &Diff<'_>, out: &mut Findings) {
    let compared = Compared { diff, today: cx.today };
    levels::report(&compared, out);
    settings::report(&compared, out);
    excludes::report(&compared, out);
    allows::report(&compared, out);
    comments::report(&compared, out);
}

/// What to do about a loosening: undo it, or have it agreed.
fn help(undo: &str) -> String {
    format!("{undo}, or let those who keep the rules agree to it")
}

/// How long an allow lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// Until a day that cannot be read, and so not at all.
    Unclear,
    /// Until the end of a day.
    On(Day),
    /// For ever.
    Never,
}

impl End {
    /// Whether it is over on `today`.
    fn is_past(self, today: Day) -> bool {
        match self {
            Self::Unclear => true,
            Self::On(day) => day < today,
            Self::Never => false,
        }
    }

    /// "the allow of rule `x` now ends on 2027-03-31, in place of 2026-12-31".
    fn in_place_of(self, before: Self, rule: &str) -> String {
        let now = match self {
            Self::On(day) => format!("ends on {day}"),
            Self::Unclear | Self::Never => "never ends".into(),
        };
        let before = match before {
            Self::On(day) => day.to_string(),
            Self::Unclear | Self::Never => "a day that cannot be read".into(),
        };
        format!("the allow of rule `{rule}` now {now}, in place of {before}")
    }
}
