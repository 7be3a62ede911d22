use crate::day::Day;
use crate::diff::{TargetName, What};
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Movable;
use crate::rules::history::moves::{Move, moves};
use crate::rules::{Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "due-slipped",
    level: Level::Error,
    page: include_str!("due_slipped.md"),
    reads: &[Reads::Goals, Reads::Decisions, Reads::Base],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for moved in moves(cx).filter(Move::is_loosened) {
        if moved.is_excused(Movable::Due) {
            continue;
        }
        match &moved.change.what {
            What::Due { from: Some(from), to } => goal_slips(&moved, *from, *to, out),
            What::TargetBy { target: TargetName { kpi, by: Some(from) }, to }
                if days_of_goal(&moved) != Some((*from, *to)) =>
            {
                target_slips(&moved, kpi, *from, *to, out);
            }
            _ => {}
        }
    }
}

fn goal_slips(moved: &Move<'_>, from: Day, to: Option<Day>, out: &mut Findings) {
    let goal = moved.before;
    let title = match to {
        Some(to) => format!("goal `{}` is due {}", goal.id, later(from, to)),
        None => format!("goal `{}` has no day any more: it was due on {from}", goal.id),
    };
    let finding = out.report(goal.name(), moved.change.after.unwrap_or(goal.at), title);
    finding.about("due");
    for other in moved.others() {
        if let (What::TargetBy { target, to: by }, Some(at)) = (&other.what, other.after)
            && (target.by, *by) == (Some(from), to)
        {
            finding.label(at, format!("the target for `{}` moves with it", target.kpi));
        }
    }
    moved.explain(finding, &format!("write `due = {from}` again"), Movable::Due);
}

fn target_slips(moved: &Move<'_>, kpi: &str, from: Day, to: Option<Day>, out: &mut Findings) {
    let goal = moved.before;
    let target = format!("the target for `{kpi}` of goal `{}`", goal.id);
    let title = match to {
        Some(to) => format!("{target} is due {}", later(from, to)),
        None => format!("{target} has no day any more: it was due on {from}"),
    };
    let finding = out.report(goal.name(), moved.change.after.unwrap_or(goal.at), title);
    finding.about(kpi);
    moved.explain(finding, &format!("write `by = {from}` again"), Movable::Due);
}

/// "184 days later: on 2026-12-31, in place of 2026-06-30".
fn later(from: Day, to: Day) -> String {
    let days = plural(from.days_until(to).unsigned_abs() as usize, "day");
    format!("{days} later: on {to}, in place of {from}")
}

/// The day the goal was due and the day it is due, where it has slipped: a target that moves from the one to the other moves with it.
fn days_of_goal(moved: &Move<'_>) -> Option<(Day, Option<Day>)> {
    moved.others().find_map(|other| match other.what {
        What::Due { from, to } => Some((from?, to)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::history::testing::{GOAL, goal_says};
    use crate::rules::testing::said_since;

    #[test]
    fn a_later_day_is_a_slip_and_an_earlier_one_is_none() {
        assert_eq!(
            goal_says(&RULE, "due = 2026-12-31", "due = 2027-01-01"),
            ["goal `a` is due 1 day later: on 2027-01-01, in place of 2026-12-31"]
        );
        assert_eq!(
            goal_says(&RULE, "by = 2026-12-31", "by = 2027-01-31"),
            [
                "the target for `k` of goal `a` is due 31 days later: on 2027-01-31, in place of 2026-12-31"
            ]
        );
        assert!(goal_says(&RULE, "due = 2026-12-31", "due = 2026-12-30").is_empty());
        assert!(goal_says(&RULE, "by = 2026-12-31", "by = 2026-11-30").is_empty());
    }

    #[test]
    fn a_day_that_is_taken_away_is_a_slip_and_a_first_day_is_none() {
        assert_eq!(
            goal_says(&RULE, "due = 2026-12-31\n", ""),
            ["goal `a` has no day any more: it was due on 2026-12-31"]
        );
        assert_eq!(
            goal_says(&RULE, "by = 2026-12-31\n", ""),
            ["the target for `k` of goal `a` has no day any more: it was due on 2026-12-31"]
        );
        let without = GOAL.replace("due = 2026-12-31\n", "");
        assert!(
            said_since(&RULE, &[("goals/a.toml", &without)], &[("goals/a.toml", GOAL)]).is_empty()
        );
    }

    #[test]
    fn targets_that_move_with_their_goal_are_one_slip() {
        assert_eq!(goal_says(&RULE, "2026-12-31", "2027-01-31").len(), 1);
        let apart = GOAL
            .replace("due = 2026-12-31", "due = 2027-01-31")
            .replace("by = 2026-12-31", "by = 2027-01-30");
        assert_eq!(
            said_since(&RULE, &[("goals/a.toml", GOAL)], &[("goals/a.toml", &apart)]).len(),
            2
        );
    }

    #[test]
    fn a_target_beside_another_of_its_kpi_may_not_slip_either() {
        let steps = format!("{GOAL}[[target]]\nkpi = \"k\"\nfrom = 10\nto = 15\nby = 2026-06-30\n");
        let later = steps.replace("2026-06-30", "2026-09-30");
        let said = said_since(&RULE, &[("goals/a.toml", &steps)], &[("goals/a.toml", &later)]);
        assert_eq!(said.len(), 1, "{said:?}");
    }
}
