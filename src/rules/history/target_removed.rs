use crate::diff::{TargetName, What};
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Movable, Target};
use crate::rules::history::moves::{Move, moves, target};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-removed",
    level: Level::Error,
    page: include_str!("target_removed.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Decisions, Reads::Base],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for moved in moves(cx) {
        let What::TargetRemoved(name) = &moved.change.what else { continue };
        let Some(after) = moved.after().filter(|_| !moved.is_excused(Movable::Target)) else {
            continue;
        };
        let was = target(moved.before, name).map_or(String::new(), |was| promised(&moved, was));
        let title = format!("goal `{}` no longer has its target for `{}`{was}", after.id, name.kpi);
        let finding = out.report(after.name(), after.at, title);
        finding.about(name.kpi);
        if let Some(before) = moved.change.before {
            finding.label(before, "the target as the base has it");
        }
        for other in moved.others() {
            if let (What::TargetAdded(TargetName { kpi, .. }), Some(at)) =
                (&other.what, other.after)
                && *kpi == name.kpi
            {
                finding.label(at, format!("another target for `{kpi}`, which is new"));
            }
        }
        moved.explain(finding, "put it back as it was", Movable::Target);
    }
}

/// ", from 1.8 % to 2.8 % by 2026-06-30".
fn promised(moved: &Move<'_>, target: &Target<'_>) -> String {
    let amount = |value| moved.diff.amount_before(target.kpi_id(), value);
    let parts = [
        target.from.value().map(|from| format!("from {}", amount(from))),
        target.to.value().map(|to| format!("to {}", amount(to))),
        target.by.value().map(|by| format!("by {by}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(", {}", parts.join(" ")) }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::history::testing::{GOAL, goal_says};
    use crate::rules::testing::said_since;

    #[test]
    fn a_target_is_known_by_its_kpi_and_its_day() {
        let says = ["goal `a` no longer has its target for `k`, from 10 to 20 by 2026-12-31"];
        assert_eq!(goal_says(&RULE, "kpi = \"k\"", "kpi = \"other\""), says);
        assert_eq!(goal_says(&RULE, "to = 20\nby = 2026-12-31", "to = 18\nby = 2027-01-31"), says);
        assert!(
            goal_says(&RULE, "by = 2026-12-31", "by = 2027-01-31").is_empty(),
            "it has slipped"
        );
        assert!(goal_says(&RULE, "to = 20", "to = 18").is_empty(), "it is weaker");
    }

    #[test]
    fn a_goal_that_is_gone_or_cannot_be_read_is_another_finding() {
        let before = [("goals/a.toml", GOAL)];
        assert!(said_since(&RULE, &before, &[]).is_empty());
        let broken = GOAL.replace("by = 2026-12-31", "by = ");
        assert!(said_since(&RULE, &before, &[("goals/a.toml", &broken)]).is_empty());
        let wrong = GOAL.replace("[[target]]", "[target]");
        assert!(said_since(&RULE, &before, &[("goals/a.toml", &wrong)]).is_empty());
    }
}
