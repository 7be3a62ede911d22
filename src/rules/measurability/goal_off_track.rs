use crate::finding::Findings;
use crate::level::Level;
use crate::model::Health;
use crate::rules::measurability::off_track::{PERCENT, courses_off_track, show, where_it_is};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "goal-off-track",
    level: Level::Note,
    page: include_str!("goal_off_track.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[PERCENT],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        // Where the goal is called green all the same, that is what is said.
        if goal.health.value() == Some(Health::Green) {
            continue;
        }
        for course in courses_off_track(cx, goal) {
            let at = course.target.to.at().unwrap_or(course.target.at);
            let title = format!("goal `{}` is off track: {}", goal.id, where_it_is(&course));
            let finding = out.report(goal.name(), at, title);
            finding.about(course.kpi.id.as_ref()).help(
                "talk about what to change while there is time, or agree on what can be reached",
            );
            show(&course, cx, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of a KPI with `kpi` and a goal that runs 100 days, from 2026-01-01 to 2026-04-11, with `goal`.
    fn said_of(kpi: &str, goal: &str) -> Vec<String> {
        let kpis = format!("[k]\nunit = \"EUR\"\n{kpi}\n");
        let goals = format!("[g]\nstatus = \"committed\"\nstart = 2026-01-01\n{goal}\n");
        said(&RULE, &[("kpis.toml", &kpis), ("goals.toml", &goals)])
    }

    fn target(from: f64, to: f64) -> String {
        format!("[[g.target]]\nkpi = \"k\"\nfrom = {from}\nto = {to}\nby = 2026-04-11\n")
    }

    #[test]
    fn three_quarters_of_the_progress_due_is_on_track() {
        // Half of the time has passed on 2026-02-20.
        let kpi =
            |value: &str| format!("direction = \"increase\"\nactuals = {{ 2026-02-20 = {value} }}");
        assert!(said_of(&kpi("37.5"), &target(0.0, 100.0)).is_empty());
        assert_eq!(
            said_of(&kpi("37.4"), &target(0.0, 100.0)),
            ["goal `g` is off track: `k` was at 37.4 EUR on 2026-02-20, where 50 EUR was due"]
        );
        let kpi =
            |value: &str| format!("direction = \"decrease\"\nactuals = {{ 2026-02-20 = {value} }}");
        assert!(said_of(&kpi("62.5"), &target(100.0, 0.0)).is_empty());
        assert_eq!(said_of(&kpi("62.6"), &target(100.0, 0.0)).len(), 1);
    }

    #[test]
    fn nothing_is_due_before_the_goal_starts_or_without_a_number_since() {
        let before = "actuals = { 2025-12-31 = 0 }";
        assert!(said_of(before, &target(0.0, 100.0)).is_empty());
        assert!(said_of("actuals = { 2026-01-01 = 0 }", &target(0.0, 100.0)).is_empty());
        assert_eq!(said_of("actuals = { 2026-01-02 = 0 }", &target(0.0, 100.0)).len(), 1);
    }

    #[test]
    fn after_the_day_all_of_it_is_due() {
        let goal = target(0.0, 100.0).replace("2026-04-11", "2026-02-01");
        assert_eq!(
            said_of("actuals = { 2026-03-31 = 60 }", &goal),
            ["goal `g` is off track: `k` was at 60 EUR on 2026-03-31, where 100 EUR was due"]
        );
    }

    #[test]
    fn a_target_that_leads_nowhere_has_no_line() {
        let kpi = "direction = \"increase\"\nactuals = { 2026-02-20 = 110 }";
        assert!(said_of(kpi, &target(100.0, 0.0)).is_empty());
        assert!(said_of("actuals = { 2026-02-20 = 90 }", &target(100.0, 100.0)).is_empty());
    }

    #[test]
    fn a_confidential_target_is_spared() {
        let goal = target(0.0, 100.0) + "confidential = \"the board's folder\"";
        assert!(said_of("actuals = { 2026-02-20 = 0 }", &goal).is_empty());
    }

    #[test]
    fn a_number_that_cannot_be_is_a_finding_already() {
        let kpi = "range = [0, 100]\nactuals = { 2026-02-20 = -1 }";
        assert!(said_of(kpi, &target(0.0, 100.0)).is_empty());
    }

    #[test]
    fn a_step_that_goes_on_from_another_begins_on_its_day() {
        let goal = target(0.0, 50.0).replace("2026-04-11", "2026-02-20") + &target(50.0, 100.0);
        assert!(said_of("actuals = { 2026-02-20 = 50 }", &goal).is_empty());
        assert_eq!(
            said_of("actuals = { 2026-03-17 = 50 }", &goal),
            ["goal `g` is off track: `k` was at 50 EUR on 2026-03-17, where 75 EUR was due"]
        );
    }

    #[test]
    fn of_the_steps_of_one_kpi_the_first_is_told() {
        let goal = target(0.0, 100.0) + &target(0.0, 10.0).replace("2026-04-11", "2026-02-20");
        assert_eq!(
            said_of("actuals = { 2026-03-17 = 0 }", &goal),
            ["goal `g` is off track: `k` was at 0 EUR on 2026-03-17, where 10 EUR was due"]
        );
    }

    #[test]
    fn a_goal_that_is_called_green_is_another_rules_to_tell() {
        let goal = format!("health = \"green\"\n{}", target(0.0, 100.0));
        assert!(said_of("actuals = { 2026-02-20 = 0 }", &goal).is_empty());
        let goal = goal.replace("green", "amber");
        assert_eq!(said_of("actuals = { 2026-02-20 = 0 }", &goal).len(), 1);
    }
}
