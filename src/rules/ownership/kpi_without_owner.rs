use crate::finding::Findings;
use crate::level::Level;
use crate::model::Status;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "kpi-without-owner",
    level: Level::Warning,
    page: include_str!("kpi_without_owner.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let kpis = &cx.plan.kpis;
    if !kpis.iter().any(|kpi| kpi.owner.is_set()) {
        return;
    }
    // The first committed goal that uses each KPI, and where.
    let mut uses = vec![None; kpis.len()];
    for goal in cx.plan.goals.iter().filter(|goal| goal.is(Status::Committed)) {
        for kpi in goal.targets.iter().filter_map(|target| target.kpi.get()) {
            if let Some(found) = kpi.found() {
                uses[found].get_or_insert((&goal.id, kpi.at()));
            }
        }
    }
    for (kpi, first) in kpis.iter().zip(uses) {
        let (Some((goal, at)), true) = (first, kpi.owner.is_absent()) else { continue };
        out.report(kpi.name(), kpi.at, format!("KPI `{}` has no owner", kpi.id))
            .help("add `owner = \"<person>\"`, the person who can say how its numbers came about")
            .label(at, format!("goal `{goal}` is committed to it"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(status: &str, kpis: &str) -> Vec<String> {
        let goal = format!("[a]\nstatus = \"{status}\"\ntarget = [{{ kpi = \"churn\" }}]\n");
        said(&RULE, &[("goals.toml", &goal), ("kpis.toml", kpis)])
    }

    #[test]
    fn a_plan_whose_kpis_have_no_owners_is_not_nagged() {
        let churn = "[churn]\ntitle = \"Churn\"\n";
        let other = format!("{churn}[returns]\nowner = \"ana\"\n");
        assert_eq!(said_of("committed", &other), ["KPI `churn` has no owner"]);
        assert!(said_of("proposed", &other).is_empty());
        assert!(said_of("committed", churn).is_empty());
    }
}
