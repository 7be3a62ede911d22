use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "stale-kpi",
    level: Level::Warning,
    page: include_str!("stale_kpi.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (kpi, uses) in cx.plan.kpis.iter().zip(cx.plan.committed_uses()) {
        let (Some(first), Some(cadence)) = (uses.first(), kpi.cadence.spanned()) else { continue };
        // A measurement from the future is mostly the missing one with a wrong year, and a finding already.
        if kpi.actuals.iter().any(|(on, _)| on.value > cx.today) {
            continue;
        }
        let Some(last) = kpi.last_actual(cx.today) else { continue };
        let (days, allowed) = (last.on.days_until(cx.today), cadence.days_and_a_half());
        if days <= allowed {
            continue;
        }
        let title = format!(
            "KPI `{}` was last measured {} ago, on {}, though its cadence is {}",
            kpi.id,
            plural(days.unsigned_abs() as usize, "day"),
            last.on.value,
            cadence.value
        );
        let late = plural(allowed.unsigned_abs() as usize, "day");
        out.report(kpi.name(), last.on.at, title)
            .help(format!(
                "add the latest number to its `actuals`, such as `{} = …`, or set the cadence at which it is really \
                 measured",
                cx.today
            ))
            .label(cadence.at, format!("{}: the next number is late after {late}", cadence.value))
            .label(
                first.target.kpi.at().unwrap_or(first.target.at),
                format!("goal `{}` is measured by it", first.goal.id),
            );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn count(status: &str, actuals: &str) -> usize {
        let kpis = format!("[churn]\ncadence = \"monthly\"\n[churn.actuals]\n{actuals}\n");
        let goals = format!("[g]\nstatus = \"{status}\"\n[[g.target]]\nkpi = \"churn\"\n");
        said(&RULE, &[("kpis.toml", &kpis), ("goals.toml", &goals)]).len()
    }

    #[test]
    fn a_number_is_late_after_the_cadence_and_a_half_rounded_up() {
        assert_eq!(count("committed", "2026-02-13 = 2.5"), 0);
        assert_eq!(count("committed", "2026-02-12 = 2.5"), 1);
    }

    #[test]
    fn the_last_number_is_the_latest_in_any_order() {
        assert_eq!(count("committed", "2026-03-01 = 2.5\n2025-12-31 = 2.6"), 0);
    }

    #[test]
    fn only_open_committed_goals_need_fresh_numbers() {
        assert_eq!(count("proposed", "2025-12-31 = 2.5"), 0);
        assert_eq!(count("achieved", "2025-12-31 = 2.5"), 0);
    }

    #[test]
    fn a_number_that_is_a_finding_already_may_be_the_missing_one() {
        assert_eq!(count("committed", "2025-12-31 = 2.5\n2027-03-31 = 2.4"), 0);
        assert_eq!(count("committed", "2025-12-31 = 2.5\n2026-03-31 = \"2,4\""), 0);
    }
}
