use std::cmp::Ordering;

use crate::finding::Findings;
use crate::level::Level;
use crate::model::Direction;
use crate::rules::amounts::amount;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-equals-baseline",
    level: Level::Error,
    page: include_str!("target_equals_baseline.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (goal, target) in cx.plan.open_targets() {
        let (Some(kpi), Some(to)) = (cx.plan.named(&target.kpi), target.to.spanned()) else {
            continue;
        };
        let Some(direction) = kpi.direction.spanned().filter(|is| is.value != Direction::Maintain)
        else {
            continue;
        };
        if target.way() != Some(Ordering::Equal) {
            continue;
        }
        let value = amount(to.value, kpi);
        let title = format!("goal `{}` takes KPI `{}` from {value} to {value}", goal.id, kpi.id);
        out.report(goal.name(), to.at, title)
            .about(kpi.id.as_ref())
            .help(
                "write the value to reach in `to`; if the KPI shall only stay where it is, give it \
                 `direction = \"maintain\"`",
            )
            .label(direction.at, format!("`{}` is to {}", kpi.id, direction.value));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const GOAL: (&str, &str) =
        ("goals/a.toml", "status = \"committed\"\n[[target]]\nkpi = \"k\"\nfrom = 5\nto = 5.0\n");

    #[test]
    fn what_is_to_be_maintained_ends_where_it_starts() {
        for (direction, count) in [("increase", 1), ("decrease", 1), ("maintain", 0)] {
            let kpi = format!("unit = \"days\"\ndirection = \"{direction}\"\n");
            assert_eq!(said(&RULE, &[GOAL, ("kpis/k.toml", &kpi)]).len(), count, "{direction}");
        }
    }

    #[test]
    fn a_kpi_whose_direction_nobody_knows_is_not_judged() {
        assert!(said(&RULE, &[GOAL]).is_empty());
        for kpi in ["unit = \"days\"\n", "direction = \"up\"\n"] {
            assert!(said(&RULE, &[GOAL, ("kpis/k.toml", kpi)]).is_empty(), "{kpi}");
        }
    }
}
