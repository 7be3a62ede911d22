use crate::diff::What;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Movable;
use crate::rules::history::moves::{Move, moves, target};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "baseline-rewritten",
    level: Level::Error,
    page: include_str!("baseline_rewritten.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Decisions, Reads::Base],
    settings: &[],
    check,
};

/// A baseline that is another than before, in the KPI's unit.
struct Rewritten<'a> {
    moved: Move<'a>,
    kpi: &'a str,
    from: f64,
    to: Option<f64>,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let all: Vec<Rewritten<'_>> = moves(cx).filter_map(rewritten).collect();
    // Steps that begin together share one baseline.
    for steps in all.chunk_by(Rewritten::is_shared_with) {
        let Rewritten { moved, kpi, from, to } = &steps[0];
        let (goal, diff) = (moved.before, moved.diff);
        let was = diff.amount_before(kpi, *from);
        let title = match to {
            Some(to) => {
                let is = diff.amount(kpi, *to);
                format!("goal `{}` counts KPI `{kpi}` from {is}, in place of {was}", goal.id)
            }
            None => {
                format!("goal `{}` no longer shows that it counts KPI `{kpi}` from {was}", goal.id)
            }
        };
        let finding = out.report(goal.name(), moved.change.after.unwrap_or(goal.at), title);
        finding.about(*kpi);
        for at in steps[1..].iter().filter_map(|step| step.moved.change.after) {
            finding.label(at, "so does this step");
        }
        moved.explain(finding, &format!("write `from = {from}` again"), Movable::Target);
    }
}

fn rewritten(moved: Move<'_>) -> Option<Rewritten<'_>> {
    let What::TargetFrom { target: name, from: Some(from), to } = &moved.change.what else {
        return None;
    };
    // Where all numbers of a target were taken away, that is one finding, of another rule.
    let is_hidden = || {
        let after = moved.after().and_then(|goal| target(goal, name));
        after.is_some_and(|target| !target.confidential.is_absent() && target.to.is_absent())
    };
    if moved.is_excused(Movable::Target) || to.is_none() && is_hidden() {
        return None;
    }
    Some(Rewritten { moved, kpi: name.kpi, from: *from, to: *to })
}

impl Rewritten<'_> {
    fn is_shared_with(&self, other: &Self) -> bool {
        self.moved.before.id == other.moved.before.id
            && (self.kpi, self.from, self.to) == (other.kpi, other.from, other.to)
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::history::testing::{GOAL, goal_says};
    use crate::rules::testing::said_since;

    #[test]
    fn a_baseline_may_neither_rise_nor_fall_nor_go() {
        assert_eq!(
            goal_says(&RULE, "from = 10", "from = 12"),
            ["goal `a` counts KPI `k` from 12, in place of 10"]
        );
        assert_eq!(goal_says(&RULE, "from = 10", "from = 8").len(), 1);
        assert_eq!(
            goal_says(&RULE, "from = 10\n", ""),
            ["goal `a` no longer shows that it counts KPI `k` from 10"]
        );
        assert!(goal_says(&RULE, "from = 10", "from = 10.0").is_empty());
    }

    #[test]
    fn a_first_baseline_is_no_rewrite() {
        let without = GOAL.replace("from = 10\n", "");
        assert!(
            said_since(&RULE, &[("goals/a.toml", &without)], &[("goals/a.toml", GOAL)]).is_empty()
        );
    }

    #[test]
    fn numbers_that_became_confidential_are_told_by_another_rule() {
        assert!(goal_says(&RULE, "from = 10\nto = 20", "confidential = \"the vault\"").is_empty());
    }

    #[test]
    fn steps_that_begin_together_are_one_cause() {
        let steps = format!("{GOAL}[[target]]\nkpi = \"k\"\nfrom = 10\nto = 15\nby = 2026-06-30\n");
        let count = |after: &str| {
            said_since(&RULE, &[("goals/a.toml", &steps)], &[("goals/a.toml", after)]).len()
        };
        assert_eq!(count(&steps.replace("from = 10", "from = 12")), 1);
        assert_eq!(
            count(
                &steps.replace("10\nto = 15", "11\nto = 15").replace("10\nto = 20", "12\nto = 20")
            ),
            2
        );
    }
}
