use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "far-horizon",
    level: Level::Warning,
    page: include_str!("far_horizon.md"),
    reads: &[Reads::Goals, Reads::Today],
    settings: &[YEARS],
    check,
};

const YEARS: Setting = Setting {
    rule: "far-horizon",
    name: "years",
    default: 3.0,
    looser: Looser::Higher,
    about: "how many years from today a goal may be due",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let years = cx.count(&YEARS);
    let horizon = cx.today.plus_years(i64::try_from(years).unwrap_or(i64::MAX));
    for goal in cx.plan.open_goals() {
        let Some(due) = goal.due.spanned().filter(|due| due.value > horizon) else { continue };
        let title = format!(
            "goal `{}` is due in {}, more than {} away",
            goal.id,
            due.year(),
            plural(years, "year")
        );
        out.report(goal.name(), due.at, title).help(format!(
            "check the year; if it is right, make a goal of the first step that can be reached by {horizon}"
        ));
    }
}
