use crate::day::Day;
use crate::decode::Slot;
use crate::finding::Findings;
use crate::kind::EntryName;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "due-before-start",
    level: Level::Error,
    page: include_str!("due_before_start.md"),
    reads: &[Reads::Goals, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        if let Some(days) = Backward::of(&goal.start, &goal.due) {
            days.report(goal.name(), &format!("goal `{}` is due", goal.id), out);
        }
    }
    for roadmap in &cx.plan.roadmaps {
        if let Some(days) = Backward::of(&roadmap.start, &roadmap.end) {
            days.report(roadmap.name(), &format!("roadmap `{}` ends", roadmap.id), out);
        }
        for phase in &roadmap.phases {
            if let Some(days) = Backward::of(&phase.start, &phase.end) {
                days.report(roadmap.name(), &format!("phase `{}` ends", phase.shown_id()), out);
            }
        }
        for item in &roadmap.items {
            let backward = Backward::of(&item.start, &item.due).filter(|_| !item.is_dropped());
            if let Some(days) = backward {
                days.report(roadmap.name(), &format!("item `{}` is due", item.shown_id()), out);
            }
        }
    }
}

/// A beginning that lies after its end.
struct Backward {
    start: Spanned<Day>,
    end: Spanned<Day>,
}

impl Backward {
    fn of(start: &Slot<Day>, end: &Slot<Day>) -> Option<Self> {
        let (start, end) = (*start.spanned()?, *end.spanned()?);
        (end.value < start.value).then_some(Self { start, end })
    }

    /// `ends` is the beginning of the title: "goal `x` is due", "phase `y` ends".
    fn report(self, entry: EntryName, ends: &str, out: &mut Findings) {
        let days = self.end.days_until(self.start.value).unsigned_abs() as usize;
        let title = format!("{ends} {} before it starts", plural(days, "day"));
        out.report(entry, self.end.at, title)
            .about(ends)
            .help("correct the day that is wrong; both days belong to the time in between")
            .label(self.start.at, format!("it starts on {}", self.start.value));
    }
}
