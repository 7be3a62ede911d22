use crate::day::Day;
use crate::decode::Slot;
use crate::finding::Findings;
use crate::kind::EntryName;
use crate::level::Level;
use crate::model::ItemStatus;
use crate::rules::{Cx, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "due-before-start",
    level: Level::Error,
    page: include_str!("due_before_start.md"),
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        judge(goal.name(), &format!("goal `{}` is due", goal.id), &goal.start, &goal.due, out);
    }
    for roadmap in &cx.plan.roadmaps {
        let name = roadmap.name();
        judge(
            name.clone(),
            &format!("roadmap `{}` ends", roadmap.id),
            &roadmap.start,
            &roadmap.end,
            out,
        );
        for phase in &roadmap.phases {
            let id = phase.id.get().map_or("?", |id| id.0.as_ref());
            judge(name.clone(), &format!("phase `{id}` ends"), &phase.start, &phase.end, out);
        }
        for item in
            roadmap.items.iter().filter(|item| item.status.value() != Some(ItemStatus::Dropped))
        {
            let id = item.id.get().map_or("?", |id| id.0.as_ref());
            judge(name.clone(), &format!("item `{id}` is due"), &item.start, &item.due, out);
        }
    }
}

/// `ends` is the beginning of the title: "goal `x` is due", "phase `y` ends".
fn judge(entry: EntryName, ends: &str, start: &Slot<Day>, end: &Slot<Day>, out: &mut Findings) {
    let (Some(start), Some(end)) = (start.spanned(), end.spanned()) else { return };
    let days = end.days_until(start.value);
    if days > 0 {
        let days = plural(days.unsigned_abs() as usize, "day");
        out.report(entry, end.at, format!("{ends} {days} before it starts"))
            .about(ends)
            .help("correct the day that is wrong; both days belong to the time in between")
            .label(start.at, format!("it starts on {}", start.value));
    }
}
