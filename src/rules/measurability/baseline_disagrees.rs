use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::amounts::amount;
use crate::rules::measurability::agreed::show_agreed_day;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    name: "baseline-disagrees",
    level: Level::Warning,
    page: include_str!("baseline_disagrees.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[PERCENT],
    check,
};

const PERCENT: Setting = Setting {
    rule: "baseline-disagrees",
    name: "percent",
    default: 1.0,
    looser: Looser::Higher,
    about: "by how many percent of itself a baseline may differ from what was measured",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let percent = cx.setting(&PERCENT);
    for goal in cx.plan.open_goals() {
        let Some(agreed) = goal.agreed_day() else { continue };
        let mut told: Vec<(usize, f64)> = Vec::new();
        for target in &goal.targets {
            let (Some(kpi), Some(from)) = (cx.plan.named(&target.kpi), target.from.spanned())
            else {
                continue;
            };
            let begins_later = goal.step_before(target).is_some();
            if begins_later || !target.confidential.is_absent() || !kpi.can_be(from.value) {
                continue;
            }
            let Some(actual) = kpi.last_actual(agreed.value.min(cx.today)) else { continue };
            // A hair more, so that exactly one percent is not over it by its last binary digit.
            let allowed = from.value.abs() * percent / 100.0 * (1.0 + 1e-9);
            let apart = actual.value - from.value;
            // Steps that begin together share one baseline.
            let baseline =
                (target.kpi.get().and_then(Ref::found).unwrap_or(usize::MAX), from.value);
            if apart.abs() <= allowed || told.contains(&baseline) {
                continue;
            }
            told.push(baseline);
            let measured = amount(actual.value, kpi);
            let title = format!(
                "goal `{}` counts `{}` from {}, but {measured} was measured on {}, {} {}",
                goal.id,
                kpi.id,
                amount(from.value, kpi),
                actual.on.value,
                number(apart.abs()),
                if apart > 0.0 { "more" } else { "less" }
            );
            let finding = out.report(goal.name(), from.at, title);
            finding
                .about(kpi.id.as_ref())
                .help(format!(
                    "write `from = {}`, or correct the measurement; a difference of up to {} % of the baseline is \
                     let pass",
                    actual.value,
                    number(percent)
                ))
                .label(actual.at, format!("the last measurement by then: {measured}"));
            show_agreed_day(goal, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn count(kpi: &str, goal: &str) -> usize {
        let kpis = format!("[k]\n{kpi}\n");
        let goals = format!("[g]\nstatus = \"committed\"\nstart = 2026-02-01\n{goal}\n");
        said(&RULE, &[("kpis.toml", &kpis), ("goals.toml", &goals)]).len()
    }

    fn from(from: &str) -> String {
        format!("[[g.target]]\nkpi = \"k\"\nfrom = {from}\nto = 5\nby = 2026-12-31\n")
    }

    #[test]
    fn one_percent_of_the_baseline_is_let_pass() {
        assert_eq!(count("actuals = { 2026-01-31 = 2.02 }", &from("2.0")), 0);
        assert_eq!(count("actuals = { 2026-01-31 = 1.98 }", &from("2.0")), 0);
        assert_eq!(count("actuals = { 2026-01-31 = 2.021 }", &from("2.0")), 1);
        assert_eq!(count("actuals = { 2026-01-31 = -2.02 }", &from("-2.0")), 0);
    }

    #[test]
    fn of_nothing_any_difference_counts() {
        assert_eq!(count("actuals = { 2026-01-31 = 0 }", &from("0")), 0);
        assert_eq!(count("actuals = { 2026-01-31 = 0.001 }", &from("0")), 1);
    }

    #[test]
    fn the_day_is_that_of_the_agreement_else_the_start() {
        let kpi = "actuals = { 2025-12-31 = 2, 2026-01-31 = 3, 2026-02-28 = 4 }";
        assert_eq!(count(kpi, &from("3")), 0);
        assert_eq!(count(kpi, &format!("agreed = {{ on = 2026-01-15 }}\n{}", from("2"))), 0);
        assert_eq!(count(kpi, &format!("agreed = {{ on = 2026-01-15 }}\n{}", from("3"))), 1);
    }

    #[test]
    fn without_a_measurement_by_then_nothing_disagrees() {
        assert_eq!(count("actuals = { 2026-02-02 = 4 }", &from("2")), 0);
    }

    #[test]
    fn a_confidential_target_is_spared() {
        let goal = format!("{}confidential = \"the board's folder\"\n", from("2"));
        assert_eq!(count("actuals = { 2026-01-31 = 4 }", &goal), 0);
    }

    #[test]
    fn a_step_that_goes_on_from_another_was_not_there_yet() {
        let first = "[[g.target]]\nkpi = \"k\"\nfrom = 2\nto = 3\nby = 2026-06-30\n";
        let kpi = "actuals = { 2026-01-31 = 2 }";
        assert_eq!(count(kpi, &from("3")), 1);
        assert_eq!(count(kpi, &format!("{first}{}", from("3"))), 0);
    }

    #[test]
    fn steps_that_begin_together_share_one_baseline() {
        let steps = from("3") + &from("3").replace("2026-12-31", "2026-06-30");
        assert_eq!(count("actuals = { 2026-01-31 = 2 }", &steps), 1);
        let apart = from("3") + &from("4");
        assert_eq!(count("actuals = { 2026-01-31 = 2 }", &apart), 2);
    }
}
