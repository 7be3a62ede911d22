use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{GoalLevel, Status};
use crate::plan::Plan;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unsupported-company-goal",
    level: Level::Note,
    page: include_str!("unsupported_company_goal.md"),
    reads: &[Reads::Goals, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    let (uses_supports, has_roadmaps) = (plan.uses_supports(), !plan.roadmaps.is_empty());
    if !(uses_supports || has_roadmaps) || !is_everything_linked(plan) {
        return;
    }
    let mut is_worked_on = vec![false; plan.goals.len()];
    for (goal, _) in plan.work() {
        is_worked_on[goal] = true;
    }
    for (position, goal) in plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        let Some(level) = goal.level.spanned().filter(|level| level.value == GoalLevel::Company)
        else {
            continue;
        };
        let mut below = plan.alignment().to(position);
        let is_supported = below.any(|below| !plan.goals[below].is(Status::Dropped));
        // That a committed goal has no work on any roadmap, and that a link is the wrong way round, is for other rules to tell.
        let mut supported = plan.alignment().from(position);
        let is_told = has_roadmaps && goal.is(Status::Committed)
            || supported.any(|below| plan.is_upside_down(position, below));
        if is_supported || is_worked_on[position] || is_told {
            continue;
        }
        // Only what the plan has at all is missed.
        let id = &goal.id;
        let title = match (uses_supports, has_roadmaps) {
            (false, _) => format!("no roadmap item works on company goal `{id}`"),
            (true, false) => format!("no goal supports company goal `{id}`"),
            (true, true) => {
                format!("no goal supports company goal `{id}`, and no roadmap item works on it")
            }
        };
        let step = if uses_supports {
            format!("write `supports = [\"{id}\"]` in the goals that help to reach it")
        } else {
            format!("plan an item with `goal = \"{id}\"`")
        };
        out.report(goal.name(), level.at, title)
            .help(format!("{step}, or ask which function takes it on"));
    }
}

/// Whether each link and each piece of work leads to a goal that is known: one that dangles may be meant for any of them.
fn is_everything_linked(plan: &Plan<'_>) -> bool {
    plan.goals.iter().all(|goal| goal.knows_what_it_supports())
        && plan.roadmaps.iter().all(|roadmap| roadmap.items.is_whole())
        && plan.items().all(|(_, item)| item.goal.get().and_then(Ref::found).is_some())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const ROADMAP: (&str, &str) = ("roadmaps/r.toml", "[[item]]\nid = \"i\"\ngoal = \"other\"\n");

    fn goals(status: &str, more: &str) -> String {
        format!(
            "[a]\nlevel = \"company\"\nstatus = \"{status}\"\n[other]\nlevel = \"team\"\nstatus = \"committed\"\n{more}"
        )
    }

    #[test]
    fn a_plan_with_neither_links_nor_roadmaps_is_left_alone() {
        assert!(said(&RULE, &[("goals.toml", &goals("proposed", ""))]).is_empty());
        assert_eq!(said(&RULE, &[("goals.toml", &goals("proposed", "")), ROADMAP]).len(), 1);
    }

    #[test]
    fn a_committed_goal_without_work_is_told_of_by_its_own_rule() {
        assert!(said(&RULE, &[("goals.toml", &goals("committed", "")), ROADMAP]).is_empty());
    }

    #[test]
    fn a_link_that_is_the_wrong_way_round_is_for_another_rule() {
        for (level, count) in [("team", 0), ("company", 1)] {
            let goals = format!(
                "[a]\nlevel = \"company\"\nstatus = \"committed\"\nsupports = [\"b\"]\n[b]\nlevel = \"{level}\"\n\
                 status = \"draft\"\n"
            );
            assert_eq!(said(&RULE, &[("goals.toml", &goals)]).len(), count, "{level}");
        }
    }

    #[test]
    fn a_draft_supports_it_and_what_was_dropped_does_not() {
        for (status, count) in [("draft", 0), ("committed", 0), ("achieved", 0), ("dropped", 1)] {
            let below = format!("[b]\nstatus = \"{status}\"\nsupports = [\"a\"]\n");
            assert_eq!(
                said(&RULE, &[("goals.toml", &goals("committed", &below))]).len(),
                count,
                "{status}"
            );
        }
    }

    #[test]
    fn work_on_it_is_support_unless_it_is_dropped() {
        for (status, count) in [("planned", 0), ("dropped", 1)] {
            let item = format!("[[item]]\nid = \"i\"\ngoal = \"a\"\nstatus = \"{status}\"\n");
            let files = [("goals.toml", &*goals("proposed", "")), ("roadmaps/r.toml", &*item)];
            assert_eq!(said(&RULE, &files).len(), count, "{status}");
        }
    }

    #[test]
    fn a_link_that_dangles_may_be_meant_for_it() {
        let dangling = goals("proposed", "supports = [\"aa\"]\n");
        assert!(said(&RULE, &[("goals.toml", &dangling)]).is_empty());
    }
}
