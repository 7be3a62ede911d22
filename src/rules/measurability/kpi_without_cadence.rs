use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "kpi-without-cadence",
    level: Level::Warning,
    page: include_str!("kpi_without_cadence.md"),
    reads: &[Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.kpis.iter().any(|kpi| kpi.cadence.is_set()) {
        return;
    }
    for kpi in cx.plan.kpis.iter().filter(|kpi| kpi.cadence.is_absent()) {
        out.report(kpi.name(), kpi.at, format!("KPI `{}` has no cadence", kpi.id)).help(
            "add how often it is measured: `cadence = \"weekly\"`, `\"monthly\"`, `\"quarterly\"`, or `\"yearly\"`",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_plan_without_any_cadence_is_not_nagged_into_cadences() {
        assert!(said(&RULE, &[("kpis.toml", "[a]\nunit = \"%\"\n[b]\nunit = \"%\"\n")]).is_empty());
    }

    #[test]
    fn a_cadence_that_cannot_be_read_is_not_missing() {
        let kpis = "[a]\ncadence = \"monthly\"\n[b]\ncadence = \"now and then\"\n";
        assert!(said(&RULE, &[("kpis.toml", kpis)]).is_empty());
    }
}
