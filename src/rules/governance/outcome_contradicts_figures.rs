use std::collections::BTreeMap;

use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Direction, Goal, Status, Target};
use crate::rules::amounts::amount;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Spanned;

pub(super) const RULE: Rule = Rule {
    name: "outcome-contradicts-figures",
    level: Level::Error,
    page: include_str!("outcome_contradicts_figures.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.goals.iter().filter(|goal| goal.is(Status::Achieved)) {
        let (Some(closed), Some(status)) = (goal.closed.on.spanned(), goal.status.at()) else {
            continue;
        };
        for target in last_steps(goal) {
            let (Some(kpi), Some(to)) = (cx.plan.named(&target.kpi), target.to.spanned()) else {
                continue;
            };
            let Some(direction) = kpi.direction.value() else { continue };
            let has_reached = |value| direction.has_reached(value, to.value);
            // A target that leads nowhere says nothing of what is short of it.
            let leads_nowhere = target.from.value().is_some_and(has_reached);
            let Some(actual) = kpi.actual_of(closed.value, cx.today) else { continue };
            // What shall stay where it is has no end to reach.
            if leads_nowhere || direction == Direction::Maintain || has_reached(actual.value) {
                continue;
            }
            let short = (to.value - actual.value).abs();
            let title = format!(
                "goal `{}` is achieved, yet `{}` was at {} on {}, {} short of {}",
                goal.id,
                kpi.id,
                amount(actual.value, kpi),
                actual.on.value,
                amount(short, kpi),
                amount(to.value, kpi)
            );
            let is_last = actual.on.value <= closed.value;
            let measured =
                if is_last { "the last measurement by then" } else { "the first after that" };
            out.report(goal.name(), to.at, title)
                .about(kpi.id.as_ref())
                .help(
                    "close it as `status = \"missed\"`, and let the post-mortem say how near it came; or, if a number is wrong, \
                     correct the number",
                )
                .label(status, format!("closed as achieved on {}", closed.value))
                .label(actual.at, measured);
        }
    }
}

/// The last step of each KPI: earlier ones were passed on the way.
fn last_steps<'p, 's>(goal: &'p Goal<'s>) -> Vec<&'p Spanned<Target<'s>>> {
    let mut last: BTreeMap<usize, &Spanned<Target<'_>>> = BTreeMap::new();
    for target in &goal.targets {
        let Some(kpi) = target.kpi.get().and_then(Ref::found) else { continue };
        let step = last.entry(kpi).or_insert(target);
        if target.by.value() >= step.by.value() {
            *step = target;
        }
    }
    last.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(kpi: &str, targets: &str) -> Vec<String> {
        let goal = format!("[a]\nstatus = \"achieved\"\nclosed.on = 2026-02-15\n{targets}");
        said(
            &RULE,
            &[("goals.toml", &goal), ("kpis.toml", &format!("[k]\nunit = \"days\"\n{kpi}"))],
        )
    }

    fn count(direction: &str, actuals: &str) -> usize {
        let target = "[[a.target]]\nkpi = \"k\"\nto = 5\n";
        said_of(&format!("direction = \"{direction}\"\nactuals = {{ {actuals} }}\n"), target).len()
    }

    #[test]
    fn short_is_what_lies_on_the_near_side_of_the_target() {
        for (direction, value, found) in [
            ("increase", 4.9, 1),
            ("increase", 5.0, 0),
            ("increase", 5.1, 0),
            ("decrease", 4.9, 0),
            ("decrease", 5.0, 0),
            ("decrease", 5.1, 1),
            ("maintain", 4.0, 0),
        ] {
            let actual = format!("2026-02-15 = {value:?}");
            assert_eq!(count(direction, &actual), found, "{direction} {value}");
        }
    }

    #[test]
    fn the_last_measurement_by_the_day_of_closing_counts_else_the_first_after() {
        let by_then = "2026-01-31 = 4, 2026-02-15 = 5";
        assert_eq!(count("increase", by_then), 0);
        assert_eq!(count("increase", &format!("{by_then}, 2026-02-28 = 4")), 0);
        assert_eq!(count("increase", "2026-02-16 = 4, 2026-02-28 = 5"), 1);
        assert_eq!(count("increase", "2026-02-16 = 5, 2026-02-28 = 4"), 0);
        assert_eq!(count("increase", "2026-04-01 = 4"), 0);
        assert_eq!(count("increase", ""), 0);
    }

    #[test]
    fn of_several_steps_the_last_counts() {
        let step = |to, by| format!("[[a.target]]\nkpi = \"k\"\nfrom = 1\nto = {to}\nby = {by}\n");
        let kpi =
            |value| format!("direction = \"increase\"\nactuals = {{ 2026-02-15 = {value} }}\n");
        let steps = format!("{}{}", step(5, "2026-02-15"), step(3, "2025-09-30"));
        assert_eq!(
            said_of(&kpi(4), &steps),
            ["goal `a` is achieved, yet `k` was at 4 days on 2026-02-15, 1 days short of 5 days"]
        );
        assert!(said_of(&kpi(5), &steps).is_empty());
    }

    #[test]
    fn a_number_that_cannot_be_relied_on_says_nothing() {
        assert_eq!(count("increase", "2026-01-31 = \"6\", 2026-02-15 = 4"), 0);
        let target = "[[a.target]]\nkpi = \"k\"\nfrom = 6\nto = 5\n";
        let kpi = "direction = \"increase\"\nactuals = { 2026-02-15 = 4 }\n";
        assert!(said_of(kpi, target).is_empty());
        assert!(said_of(kpi, "[[a.target]]\nkpi = \"k\"\nconfidential = \"board\"\n").is_empty());
    }
}
