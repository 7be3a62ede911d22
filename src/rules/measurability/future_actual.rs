use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "future-actual",
    level: Level::Error,
    page: include_str!("future_actual.md"),
    reads: &[Reads::Kpis, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for kpi in &cx.plan.kpis {
        for (on, _) in kpi.actuals.iter().filter(|(on, _)| on.value > cx.today) {
            let days = plural(cx.today.days_until(on.value).unsigned_abs() as usize, "day");
            let title = format!(
                "a measurement of KPI `{}` is dated {}, {days} after today ({})",
                kpi.id, on.value, cx.today
            );
            out.report(kpi.name(), on.at, title).about(on.value.to_string()).help(
                "correct the day, often only its year; a number that is hoped for belongs in a goal's `[[target]]`",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn what_was_measured_today_was_measured() {
        let kpis = "[churn.actuals]\n2026-03-31 = 2.5\n2026-04-01 = 2.4\n";
        assert_eq!(
            said(&RULE, &[("kpis.toml", kpis)]),
            ["a measurement of KPI `churn` is dated 2026-04-01, 1 day after today (2026-03-31)"]
        );
    }
}
