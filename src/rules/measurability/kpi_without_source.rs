use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "kpi-without-source",
    level: Level::Warning,
    page: include_str!("kpi_without_source.md"),
    reads: &[Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.kpis.iter().any(|kpi| kpi.source.is_set()) {
        return;
    }
    for kpi in cx.plan.kpis.iter().filter(|kpi| kpi.source.is_absent()) {
        out.report(kpi.name(), kpi.at, format!("KPI `{}` has no source", kpi.id)).help(
            "add `source = \"…\"`, the system or report in which either side can look its numbers up",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_plan_without_any_source_is_not_nagged_into_sources() {
        assert!(said(&RULE, &[("kpis.toml", "[a]\nunit = \"%\"\n[b]\nunit = \"%\"\n")]).is_empty());
    }

    #[test]
    fn a_source_that_cannot_be_read_is_not_missing() {
        assert!(
            said(&RULE, &[("kpis.toml", "[a]\nsource = \"CRM\"\n[b]\nsource = 7\n")]).is_empty()
        );
    }
}
