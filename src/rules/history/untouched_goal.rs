use crate::day::Day;
use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::log::{Log, Step};
use crate::model::{Entry, Goal, Status};
use crate::plan::Plan;
use crate::rules::history::told::told;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

const DAYS: Setting = Setting {
    rule: "untouched-goal",
    name: "days",
    default: 90.0,
    looser: Looser::Higher,
    about: "after how many days a goal counts as untouched",
};

pub(super) const RULE: Rule = Rule {
    name: "untouched-goal",
    level: Level::Note,
    page: include_str!("untouched_goal.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Log, Reads::Today],
    settings: &[DAYS],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(log) = cx.log else { return };
    for goal in cx.plan.goals.iter().filter(|goal| goal.is(Status::Committed)) {
        let Some((last, day)) = last_touch(cx.plan, log, goal) else { continue };
        let days = day.days_until(cx.today);
        if (days as f64) < cx.setting(&DAYS) {
            continue;
        }
        let kpis = match goal.targets.iter().count() {
            0 => "",
            1 => ", nor has its KPI",
            _ => ", nor have its KPIs",
        };
        let title = format!(
            "goal `{}` has not been touched for {}{kpis}",
            goal.id,
            plural(days.unsigned_abs() as usize, "day")
        );
        out.report(goal.name(), goal.status.at().unwrap_or(goal.at), title).help(format!(
            "look at it with its owners, and write down what they see: the latest numbers in the `actuals` of its KPIs, \
             its `health`, or how it ended; it was last touched {}: {}",
            told(last),
            last.moves.first().map_or("", |moved| &moved.text)
        ));
    }
}

/// The last change of a goal or one of its KPIs, and its day; `None` where it is not known, or is not committed yet.
fn last_touch<'l>(
    plan: &Plan<'_>,
    log: &'l Log,
    goal: &Entry<'_, Goal<'_>>,
) -> Option<(&'l Step, Day)> {
    let own = log.life(&goal.name());
    if own.is_empty() {
        return None;
    }
    let kpis = goal.targets.iter().filter_map(|target| target.kpi.get().and_then(Ref::found));
    let kpis = kpis.filter_map(|at| plan.kpis.get(at)).flat_map(|kpi| log.life(&kpi.name()));
    let mut last: Option<(&Step, Day)> = None;
    for step in own.iter().chain(kpis) {
        let day = step.commit.as_ref()?.day;
        if last.is_none_or(|(_, latest)| day >= latest) {
            last = Some((step, day));
        }
    }
    last
}
