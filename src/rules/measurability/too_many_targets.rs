use std::collections::BTreeSet;

use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "too-many-targets",
    level: Level::Warning,
    page: include_str!("too_many_targets.md"),
    reads: &[Reads::Goals],
    settings: &[TARGETS],
    check,
};

const TARGETS: Setting = Setting {
    rule: "too-many-targets",
    name: "targets",
    default: 5.0,
    looser: Looser::Higher,
    about: "how many KPIs a goal may have targets for; several steps of one KPI count once",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let most = cx.count(&TARGETS);
    for goal in cx.plan.open_goals() {
        let mut kpis = BTreeSet::new();
        let mut one_too_many = None;
        for target in &goal.targets {
            let Some(kpi) = target.kpi.get() else { continue };
            if kpis.insert(kpi.id()) && kpis.len() == most + 1 {
                one_too_many = Some(kpi.at());
            }
        }
        let Some(at) = one_too_many else { continue };
        let title = format!(
            "goal `{}` has targets for {}, more than {most}",
            goal.id,
            plural(kpis.len(), "KPI")
        );
        out.report(goal.name(), at, title).help(
            "keep those that decide whether the goal is reached; give the others a goal of their own, or watch them as \
             KPIs without a target",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn steps_of_one_kpi_count_once() {
        let step = |kpi: u32, month: u32| {
            format!("[[target]]\nkpi = \"k{kpi}\"\nby = 2026-{month:02}-01\n")
        };
        let steps: String = (1..=12).map(|month| step(1, month)).collect();
        let kpis: String = (1..=6).map(|kpi| step(kpi, 1)).collect();
        for (targets, count) in [(steps, 0), (kpis, 1)] {
            let goal = format!("status = \"committed\"\n{targets}");
            assert_eq!(said(&RULE, &[("goals/a.toml", &goal)]).len(), count, "{goal}");
        }
    }
}
