//! A goal that nobody answers for on one side.

use crate::finding::{Findings, Help};
use crate::model::Side;
use crate::plan::Seat;
use crate::rules::ownership::seats;
use crate::rules::{Cx, paste};

/// Reports the open goals whose owner's seat on `side` is empty without a word.
pub(super) fn report(side: Side, cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals().filter(|goal| matches!(goal.seat(side), Seat::Empty)) {
        let title = format!("goal `{}` has no {} owner", goal.id, side.noun());
        let person = format!("{side} = \"<person>\"");
        out.report(goal.name(), goal.owners.at.unwrap_or(goal.at), title).help(Help::with(
            format!(
                "name the one person who {}, or, while there is none, declare the vacancy:",
                duty(side)
            ),
            [
                paste::under(cx, goal, "owners", goal.owners.at, &[person]),
                vec!["# or".into()],
                seats::vacancy(cx, goal, side),
            ]
            .concat(),
        ));
    }
}

fn duty(side: Side) -> &'static str {
    match side {
        Side::Business => "answers for the outcome",
        Side::It => "answers for the technology",
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::ownership::goal_without_it_owner::RULE;
    use crate::rules::testing::said;

    fn said_of(goal: &str) -> usize {
        said(&RULE, &[("goals.toml", &format!("[a]\n{goal}"))]).len()
    }

    #[test]
    fn only_open_goals_need_owners() {
        for (status, count) in [("draft", 0), ("proposed", 1), ("committed", 1), ("missed", 0)] {
            assert_eq!(said_of(&format!("status = \"{status}\"\n")), count, "{status}");
        }
    }

    #[test]
    fn a_declared_vacancy_is_no_missing_owner() {
        assert_eq!(said_of("status = \"committed\"\nvacancies.business.acting = \"jo\"\n"), 1);
        assert_eq!(said_of("status = \"committed\"\nvacancies.it.acting = \"jo\"\n"), 0);
    }

    #[test]
    fn an_owner_that_cannot_be_read_is_not_missing() {
        assert_eq!(said_of("status = \"committed\"\nowners.it = 7\n"), 0);
        assert_eq!(said_of("status = \"committed\"\nowners = \"maria\"\n"), 0);
    }
}
