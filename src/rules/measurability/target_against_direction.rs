use std::cmp::Ordering;

use crate::finding::Findings;
use crate::level::Level;
use crate::model::Direction;
use crate::rules::amounts::amount;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-against-direction",
    level: Level::Error,
    page: include_str!("target_against_direction.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (goal, target) in cx.plan.open_targets() {
        let Some(kpi) = cx.plan.named(&target.kpi) else { continue };
        let (Some(direction), Some(from), Some(to)) =
            (kpi.direction.spanned(), target.from.spanned(), target.to.spanned())
        else {
            continue;
        };
        let (moves, better) = match (direction.value, target.way()) {
            (Direction::Increase, Some(Ordering::Less)) => ("down", "more"),
            (Direction::Decrease, Some(Ordering::Greater)) => ("up", "less"),
            _ => continue,
        };
        let title = format!(
            "goal `{}` takes KPI `{}` {moves} from {} to {}, and {better} is better",
            goal.id,
            kpi.id,
            amount(from.value, kpi),
            amount(to.value, kpi)
        );
        out.report(goal.name(), to.at, title)
            .about(kpi.id.as_ref())
            .help(
                "swap `from` and `to` if they stand in each other's place, or correct the `direction` of the KPI",
            )
            .label(direction.at, format!("`{}` is to {}", kpi.id, direction.value));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn only_the_other_way_is_against_a_direction() {
        for (direction, from, to, count) in [
            ("increase", 2, 1, 1),
            ("increase", 1, 2, 0),
            ("increase", 1, 1, 0),
            ("decrease", 1, 2, 1),
            ("decrease", 2, 1, 0),
            ("maintain", 1, 2, 0),
            ("maintain", 2, 1, 0),
        ] {
            let kpi = format!("direction = \"{direction}\"\n");
            let goal = format!(
                "status = \"proposed\"\n[[target]]\nkpi = \"k\"\nfrom = {from}\nto = {to}\n"
            );
            let said = said(&RULE, &[("kpis/k.toml", &kpi), ("goals/a.toml", &goal)]);
            assert_eq!(said.len(), count, "{direction} {from} {to}");
        }
    }
}
