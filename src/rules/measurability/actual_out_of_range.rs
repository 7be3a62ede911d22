use crate::finding::Findings;
use crate::level::Level;
use crate::rules::amounts::amount;
use crate::rules::measurability::beyond::beyond;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "actual-out-of-range",
    level: Level::Error,
    page: include_str!("actual_out_of_range.md"),
    reads: &[Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for kpi in &cx.plan.kpis {
        for (on, actual) in &kpi.actuals {
            let Some(beyond) = beyond(actual.value, kpi, "its") else { continue };
            let measured = amount(actual.value, kpi);
            let title = format!(
                "KPI `{}` was measured at {measured} on {}, {}",
                kpi.id, on.value, beyond.words
            );
            out.report(kpi.name(), actual.at, title)
                .about(on.value.to_string())
                .help(beyond.help)
                .label(beyond.at, beyond.bounds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn count(kpi: &str) -> usize {
        said(&RULE, &[("kpis.toml", &format!("[k]\n{kpi}\n"))]).len()
    }

    #[test]
    fn both_ends_belong_to_the_range() {
        let actuals = "actuals = { 2026-01-31 = 1, 2026-02-28 = 5, 2026-03-31 = 5.1 }";
        assert_eq!(count(&format!("unit = \"points\"\nrange = [1, 5]\n{actuals}")), 1);
    }

    #[test]
    fn only_a_percentage_has_a_range_without_saying_so() {
        let actuals = "actuals = { 2026-01-31 = -3, 2026-02-28 = 130 }";
        assert_eq!(count(&format!("unit = \"%\"\n{actuals}")), 2);
        assert_eq!(count(&format!("unit = \"%\"\nrange = [-100, 200]\n{actuals}")), 0);
        assert_eq!(count(&format!("unit = \"EUR\"\n{actuals}")), 0);
    }

    #[test]
    fn a_range_that_cannot_be_read_holds_everything() {
        assert_eq!(count("unit = \"%\"\nrange = [200, 0]\nactuals = { 2026-01-31 = 130 }"), 0);
    }
}
