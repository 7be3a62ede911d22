use crate::day::Day;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::log::{Moved, Step};
use crate::model::Status;
use crate::rules::history::told::told;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

const TIMES: Setting = Setting {
    rule: "due-slipped-often",
    name: "times",
    default: 3.0,
    looser: Looser::Higher,
    about: "how often a due may not move later",
};

pub(super) const RULE: Rule = Rule {
    name: "due-slipped-often",
    level: Level::Warning,
    page: include_str!("due_slipped_often.md"),
    reads: &[Reads::Goals, Reads::Log],
    settings: &[TIMES],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(log) = cx.log else { return };
    for goal in cx.plan.goals.iter().filter(|goal| goal.is(Status::Committed)) {
        let slips = slips(log.life(&goal.name()));
        let (Some(first), Some(last)) = (slips.first(), slips.last()) else { continue };
        if slips.len() < cx.count(&TIMES) {
            continue;
        }
        let title = format!(
            "goal `{}` has been put off {} since it was committed: from {} to {}, {} later",
            goal.id,
            plural(slips.len(), "time"),
            first.from,
            last.to,
            plural(first.from.days_until(last.to).unsigned_abs() as usize, "day"),
        );
        out.report(goal.name(), goal.due.at().unwrap_or(goal.at), title).help(Help::with(
            "agree on a day that will hold, promise less by this one, or let it go with `status = \"dropped\"`; its due \
             moved",
            slips.iter().map(Slip::told),
        ));
    }
}

/// A due that moved later.
struct Slip<'l> {
    step: &'l Step,
    from: Day,
    to: Day,
}

impl Slip<'_> {
    /// "on 2026-02-10 by Ana Berg in 8c1d2e3: from 2026-03-31 to 2026-06-30, 91 days later".
    fn told(&self) -> String {
        let days = plural(self.from.days_until(self.to).unsigned_abs() as usize, "day");
        format!("{}: from {} to {}, {days} later", told(self.step), self.from, self.to)
    }
}

/// The times a goal's due has moved later since it was first committed. What moved in that very commit was not promised before.
fn slips(life: &[Step]) -> Vec<Slip<'_>> {
    let created = life.iter().rposition(Step::is_creation).unwrap_or_default();
    let life = &life[created..];
    let is_commitment = |step: &Step| {
        step.moves.iter().any(|moved| match moved.what {
            Moved::Created { status } => status == Some(Status::Committed),
            Moved::Status { to } => to == Status::Committed,
            _ => false,
        })
    };
    let Some(committed) = life.iter().position(is_commitment) else { return Vec::new() };
    let mut slips = Vec::new();
    for step in &life[committed + 1..] {
        for moved in &step.moves {
            if let Moved::Due { from: Some(from), to: Some(to) } = moved.what
                && to > from
            {
                slips.push(Slip { step, from, to });
            }
        }
    }
    slips
}
