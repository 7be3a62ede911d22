use crate::diff::{TargetName, What, share_given_up};
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Movable;
use crate::rules::history::moves::{Move, moves, target};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-weakened",
    level: Level::Error,
    page: include_str!("target_weakened.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Decisions, Reads::Base],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for moved in moves(cx).filter(Move::is_loosened) {
        let What::TargetTo { target: name, baseline, from: Some(from), to } = &moved.change.what
        else {
            continue;
        };
        if moved.is_excused(Movable::Target) {
            continue;
        }
        let Some(after) = moved.after() else { continue };
        // Where the numbers are kept, if they were taken away.
        let kept = target(after, name).and_then(|target| target.confidential.at());
        let at = kept.filter(|_| to.is_none()).or(moved.change.after).unwrap_or(after.at);
        let title = match to {
            Some(to) => weaker(&moved, name, *baseline, *from, *to),
            None => hidden(&moved, name, *baseline, *from),
        };
        let finding = out.report(after.name(), at, title);
        finding.about(name.kpi);
        moved.explain(finding, &format!("write `to = {from}` again"), Movable::Target);
    }
}

fn weaker(
    moved: &Move<'_>,
    target: &TargetName<'_>,
    baseline: Option<f64>,
    from: f64,
    to: f64,
) -> String {
    let diff = moved.diff;
    let share = share_given_up(baseline, from, to).zip(baseline).map(|(share, baseline)| {
        format!(": {share} from {} is given up", diff.amount_before(target.kpi, baseline))
    });
    format!(
        "goal `{}` takes KPI `{}` to {}{}, in place of {}{}",
        moved.before.id,
        target.kpi,
        diff.amount(target.kpi, to),
        by(target),
        diff.amount_before(target.kpi, from),
        share.unwrap_or_default()
    )
}

fn hidden(moved: &Move<'_>, target: &TargetName<'_>, baseline: Option<f64>, from: f64) -> String {
    let amount = |value| moved.diff.amount_before(target.kpi, value);
    let baseline = baseline.map_or(String::new(), |value| format!(" from {}", amount(value)));
    format!(
        "goal `{}` no longer shows that it takes KPI `{}`{baseline} to {}{}",
        moved.before.id,
        target.kpi,
        amount(from),
        by(target)
    )
}

fn by(target: &TargetName<'_>) -> String {
    target.by.map_or(String::new(), |by| format!(" by {by}"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::history::testing::{GOAL, goal_says};
    use crate::rules::testing::said_since;

    #[test]
    fn a_value_is_weaker_where_it_comes_nearer_to_the_baseline() {
        assert_eq!(
            goal_says(&RULE, "to = 20", "to = 15"),
            [
                "goal `a` takes KPI `k` to 15 by 2026-12-31, in place of 20: 50 % of the way from 10 is given up"
            ]
        );
        assert!(goal_says(&RULE, "to = 20", "to = 21").is_empty());
        assert!(goal_says(&RULE, "to = 20", "to = 20.0").is_empty());
        assert!(
            goal_says(&RULE, "to = 20", "to = 5")[0].ends_with("the whole way from 10 is given up")
        );
        assert!(goal_says(&RULE, "to = 20", "to = 19.99")[0].contains("less than 1 % of the way"));
    }

    #[test]
    fn the_old_baseline_counts_and_without_one_the_direction_of_the_kpi() {
        assert_eq!(goal_says(&RULE, "from = 10\nto = 20", "from = 16\nto = 18").len(), 1);
        let target = |to| format!("status = \"committed\"\n[[target]]\nkpi = \"k\"\nto = {to}\n");
        for (direction, count) in [("increase", 1), ("decrease", 0), ("maintain", 0)] {
            let kpi = format!("direction = \"{direction}\"\n");
            let files = |goal| [("goals/a.toml", goal), ("kpis/k.toml", kpi.as_str())];
            let said = said_since(&RULE, &files(&target(20)), &files(&target(15)));
            assert_eq!(said.len(), count, "{direction}");
        }
    }

    #[test]
    fn numbers_that_are_taken_away_are_weaker() {
        let says = ["goal `a` no longer shows that it takes KPI `k` from 10 to 20 by 2026-12-31"];
        assert_eq!(goal_says(&RULE, "from = 10\nto = 20", "confidential = \"the vault\""), says);
        assert_eq!(goal_says(&RULE, "to = 20\n", ""), says);
        let hidden = GOAL.replace("from = 10\nto = 20", "confidential = \"the vault\"");
        let shown = said_since(&RULE, &[("goals/a.toml", &hidden)], &[("goals/a.toml", GOAL)]);
        assert!(shown.is_empty());
    }

    #[test]
    fn only_what_was_committed_is_guarded() {
        for status in ["draft", "proposed", "achieved", "dropped"] {
            let before = GOAL.replace("committed", status);
            let after = GOAL.replace("to = 20", "to = 15");
            let said = said_since(&RULE, &[("goals/a.toml", &before)], &[("goals/a.toml", &after)]);
            assert!(said.is_empty(), "{status}");
        }
        let both = GOAL.replace("committed", "draft").replace("to = 20", "to = 15");
        assert_eq!(
            said_since(&RULE, &[("goals/a.toml", GOAL)], &[("goals/a.toml", &both)]).len(),
            1
        );
    }

    #[test]
    fn a_decision_excuses_where_it_is_accepted_about_the_goal_and_new() {
        let good = "goals = [\"a\"]\nallows = [\"due\", \"target\"]\n";
        let count = |before: &str, after: &str| {
            let weaker = GOAL.replace("to = 20", "to = 15");
            let before = [("goals/a.toml", GOAL), ("decisions/d.toml", before)];
            said_since(&RULE, &before, &[("goals/a.toml", &weaker), ("decisions/d.toml", after)])
                .len()
        };
        let proposed = format!("{good}status = \"proposed\"\n");
        assert_eq!(count("", good), 0);
        assert_eq!(count(&proposed, good), 0, "it is accepted by this change");
        assert_eq!(
            count(&good.replace("\"a\"", "\"b\""), good),
            0,
            "it is about the goal since this change"
        );
        assert_eq!(count(good, good), 1, "it excused another change");
        assert_eq!(
            count(&good.replace(", \"target\"", ""), good),
            1,
            "it was about the goal before"
        );
        assert_eq!(count("", &proposed), 1);
        assert_eq!(count("", &good.replace("\"a\"", "\"b\"")), 1);
        assert_eq!(count("", &good.replace("target", "scope")), 1);
        assert_eq!(count("", &format!("{good}status = \"superseded\"\n")), 1);
        for broken in ["goals = [\"a\"", "allows = \"target\"\n", "status = \"acepted\"\n"] {
            assert_eq!(count("", broken), 0, "what it says is not known: {broken}");
        }
    }
}
