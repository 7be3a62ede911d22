use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "kpi-never-measured",
    level: Level::Warning,
    page: include_str!("kpi_never_measured.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.plan.kpis.iter().all(|kpi| kpi.actuals.is_empty()) {
        return;
    }
    for (kpi, uses) in cx.plan.kpis.iter().zip(cx.plan.committed_uses()) {
        let Some(cadence) = kpi.cadence.spanned() else { continue };
        if !kpi.actuals.is_empty() || !kpi.actuals.is_whole() {
            continue;
        }
        let published = uses.iter().filter(|used| used.target.confidential.is_absent());
        let first = published
            .filter_map(|used| Some((used.goal, used.goal.start.spanned()?)))
            .min_by_key(|(_, start)| start.value);
        let Some((goal, start)) = first else { continue };
        let days = start.days_until(cx.today);
        if days as f64 <= cadence.days() {
            continue;
        }
        let title = format!(
            "KPI `{}` has never been measured, {} after goal `{}` started",
            kpi.id,
            plural(days.unsigned_abs() as usize, "day"),
            goal.id
        );
        out.report(kpi.name(), kpi.at, title)
            .help(format!(
                "add its first number with the day, such as `actuals = {{ {} = … }}`",
                cx.today
            ))
            .label(start.at, format!("`{}` started on {}", goal.id, start.value))
            .label(cadence.at, format!("it is to be measured {}", cadence.value));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const OTHER: &str = "[other.actuals]\n2026-01-31 = 1\n";

    fn said_of(kpis: &str, goals: &str) -> Vec<String> {
        said(&RULE, &[("kpis.toml", kpis), ("goals.toml", goals)])
    }

    fn goal(status: &str, start: &str, target: &str) -> String {
        format!(
            "[g]\nstatus = \"{status}\"\nstart = {start}\n[[g.target]]\nkpi = \"churn\"\n{target}\n"
        )
    }

    #[test]
    fn one_cadence_is_time_to_measure() {
        let kpis = format!("{OTHER}[churn]\ncadence = \"monthly\"\n");
        assert_eq!(said_of(&kpis, &goal("committed", "2026-03-01", "to = 1")).len(), 0);
        assert_eq!(said_of(&kpis, &goal("committed", "2026-02-28", "to = 1")).len(), 1);
        assert_eq!(said_of(&kpis, &goal("proposed", "2026-01-01", "to = 1")).len(), 0);
    }

    #[test]
    fn the_numbers_of_a_confidential_target_are_kept_elsewhere() {
        let kpis = format!("{OTHER}[churn]\ncadence = \"monthly\"\n");
        let goal = goal("committed", "2026-01-01", "confidential = \"the board's folder\"");
        assert!(said_of(&kpis, &goal).is_empty());
    }

    #[test]
    fn a_plan_that_keeps_no_numbers_is_left_alone() {
        let goal = goal("committed", "2026-01-01", "to = 1");
        assert!(said_of("[churn]\ncadence = \"monthly\"\n", &goal).is_empty());
    }

    #[test]
    fn the_goal_that_started_first_is_named() {
        let kpis = format!("{OTHER}[churn]\ncadence = \"monthly\"\n");
        let later = goal("committed", "2026-02-01", "to = 1");
        let earlier = goal("committed", "2026-01-01", "to = 1").replace("[g", "[h");
        assert_eq!(
            said_of(&kpis, &format!("{later}{earlier}")),
            ["KPI `churn` has never been measured, 89 days after goal `h` started"]
        );
    }
}
