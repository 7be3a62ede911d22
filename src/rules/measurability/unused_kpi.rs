use std::collections::HashSet;

use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unused-kpi",
    level: Level::Note,
    page: include_str!("unused_kpi.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut used = HashSet::new();
    for goal in &cx.plan.goals {
        for target in &goal.targets {
            match target.kpi.get() {
                Some(kpi) if kpi.found().is_some() => used.insert(kpi.id()),
                // It may be any of them that was meant, and is a finding already.
                _ => return,
            };
        }
        if !goal.targets.is_whole() {
            return;
        }
    }
    if used.is_empty() {
        return;
    }
    for kpi in cx.plan.kpis.iter().filter(|kpi| !used.contains(kpi.id.as_ref())) {
        out.report(kpi.name(), kpi.at, format!("no goal has a target for KPI `{}`", kpi.id)).help(
            format!(
                "add a `[[target]]` with `kpi = \"{}\"` to the goal it tells about, or remove the KPI if nothing is \
                 decided by it",
                kpi.id
            ),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const KPIS: (&str, &str) = ("kpis.toml", "[churn]\n[returns]\n");

    #[test]
    fn a_draft_and_a_closed_goal_use_their_kpis() {
        for status in ["draft", "missed"] {
            let goals = format!("[g]\nstatus = \"{status}\"\n[[g.target]]\nkpi = \"churn\"\n");
            assert_eq!(
                said(&RULE, &[KPIS, ("goals.toml", &goals)]),
                ["no goal has a target for KPI `returns`"]
            );
        }
    }

    #[test]
    fn a_plan_without_targets_is_not_told_that_it_uses_nothing() {
        assert!(said(&RULE, &[KPIS, ("goals.toml", "[g]\nstatus = \"draft\"\n")]).is_empty());
    }

    #[test]
    fn a_misspelled_kpi_may_be_any_of_them() {
        let goals = "[g]\n[[g.target]]\nkpi = \"churn\"\n[[g.target]]\nkpi = \"retruns\"\n";
        assert!(said(&RULE, &[KPIS, ("goals.toml", goals)]).is_empty());
    }

    #[test]
    fn a_goal_that_cannot_be_read_may_use_any_of_them() {
        let goals =
            [KPIS, ("goals/g.toml", "[[target]]\nkpi = \"churn\"\n"), ("goals/h.toml", "=\n")];
        assert!(said(&RULE, &goals).is_empty());
    }
}
