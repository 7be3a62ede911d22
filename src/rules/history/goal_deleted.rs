use crate::diff::What;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Movable;
use crate::rules::history::moves::moves;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "goal-deleted",
    level: Level::Error,
    page: include_str!("goal_deleted.md"),
    reads: &[Reads::Goals, Reads::Decisions, Reads::Base],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for moved in moves(cx).filter(|moved| moved.change.what == What::Removed) {
        if moved.is_excused(Movable::Drop) {
            continue;
        }
        let goal = moved.before;
        let due = goal.due.value().map_or(String::new(), |due| format!(" and due on {due}"));
        let title = format!("goal `{}` is gone, and was committed{due}", goal.id);
        let finding = out.report(goal.name(), goal.at, title);
        let undo = "put it back, with `status = \"dropped\"` if it is given up, so that it stays known what was promised";
        moved.explain(finding, undo, Movable::Drop);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since;

    const GOAL: &str = "status = \"committed\"\n";

    #[test]
    fn a_goal_that_lies_elsewhere_is_not_gone() {
        let before = [("goals/a.toml", GOAL)];
        assert_eq!(said_since(&RULE, &before, &[]), ["goal `a` is gone, and was committed"]);
        assert!(said_since(&RULE, &before, &[("goals/2026/a.toml", GOAL)]).is_empty());
        assert!(
            said_since(&RULE, &before, &[("goals.toml", "[a]\nstatus = \"committed\"\n")])
                .is_empty()
        );
        assert_eq!(said_since(&RULE, &before, &[("goals/b.toml", GOAL)]).len(), 1, "another id");
    }

    #[test]
    fn a_goal_that_was_not_committed_may_go() {
        for status in ["draft", "proposed", "achieved", "missed", "dropped"] {
            let goal = GOAL.replace("committed", status);
            assert!(said_since(&RULE, &[("goals/a.toml", &goal)], &[]).is_empty(), "{status}");
        }
    }

    #[test]
    fn a_goal_that_cannot_be_read_is_not_gone() {
        let before = [("goals.toml", "[a]\nstatus = \"committed\"\n")];
        for broken in ["[a", "[a]\nstatus = \"committed\n", "<<<<<<< ours\n"] {
            assert!(said_since(&RULE, &before, &[("goals.toml", broken)]).is_empty(), "{broken}");
        }
    }
}
