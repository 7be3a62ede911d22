use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal, GoalRef};
use crate::plan::Plan;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, tick};

pub(super) const RULE: Rule = Rule {
    name: "alignment-cycle",
    level: Level::Error,
    page: include_str!("alignment_cycle.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

/// How many goals of a long circle are shown at either end.
const SHOWN: usize = 4;

/// A goal of a circle, and the id within its `supports` that leads to the next.
type Link<'p, 's> = (&'p Entry<'s, Goal<'s>>, &'p Spanned<GoalRef<'s>>);

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for circle in cx.plan.open_alignment().circles() {
        let steps = || circle.iter().copied().zip(circle.iter().copied().cycle().skip(1));
        let links: Vec<Link<'_, '_>> =
            steps().filter_map(|(goal, next)| link(cx.plan, goal, next)).collect();
        let Some(((goal, link), others)) = links.split_first() else { continue };
        if others.is_empty() {
            out.report(goal.name(), link.at, format!("goal `{}` supports itself", goal.id))
                .about(link.id())
                .help(format!("remove `{}` from its own `supports`", goal.id));
            continue;
        }
        let title =
            format!("{} goals support each other in a circle: {}", links.len(), path(&links));
        let finding = out.report(goal.name(), link.at, title);
        let upside_down = steps().find(|(goal, next)| cx.plan.is_upside_down(*goal, *next));
        finding.about(link.id()).help(match upside_down {
            Some((goal, next)) => format!(
                "remove `{}` from the `supports` of `{}`, which has the higher level, or whichever other link is the \
                 wrong way round",
                cx.plan.goals[next].id, cx.plan.goals[goal].id
            ),
            None => {
                "decide which goal serves which, and remove the link that is the wrong way round"
                    .into()
            }
        });
        for (goal, link) in others.iter().take(SHOWN) {
            finding.label(link.at, format!("`{}` supports `{}`", goal.id, link.id()));
        }
    }
}

fn link<'p, 's>(plan: &'p Plan<'s>, goal: usize, next: usize) -> Option<Link<'p, 's>> {
    let goal = &plan.goals[goal];
    Some((goal, goal.supports.iter().find(|above| above.found() == Some(next))?))
}

/// "`c` → `a` → `b` → `c`"; the middle of a long circle is folded.
fn path(links: &[Link<'_, '_>]) -> String {
    let ids: Vec<String> =
        links.iter().chain(links.first()).map(|(goal, _)| tick(&goal.id)).collect();
    let folded = ids.len().saturating_sub(2 * SHOWN);
    if folded < 2 {
        return ids.join(" → ");
    }
    let (head, tail) = (&ids[..SHOWN], &ids[ids.len() - SHOWN..]);
    format!("{} → … {folded} more … → {}", head.join(" → "), tail.join(" → "))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn goal(id: &str, status: &str, supports: &str) -> String {
        format!("[{id}]\nstatus = \"{status}\"\nsupports = [\"{supports}\"]\n")
    }

    fn said_of(goals: &[String]) -> Vec<String> {
        said(&RULE, &[("goals.toml", &goals.concat())])
    }

    #[test]
    fn a_goal_may_not_support_itself() {
        assert_eq!(said_of(&[goal("a", "proposed", "a")]), ["goal `a` supports itself"]);
    }

    #[test]
    fn a_circle_through_a_draft_or_a_closed_goal_is_none_yet_or_no_more() {
        for (status, count) in [("draft", 0), ("proposed", 1), ("dropped", 0)] {
            let goals = [goal("a", "committed", "b"), goal("b", status, "a")];
            assert_eq!(said_of(&goals).len(), count, "{status}");
        }
    }

    #[test]
    fn a_draft_hides_no_circle_beside_it() {
        let both = "[a]\nstatus = \"committed\"\nsupports = [\"draft\", \"b\"]\n".to_owned();
        let goals = [both, goal("b", "committed", "c"), goal("c", "committed", "a")];
        assert_eq!(
            said_of(&[&goals[..], &[goal("draft", "draft", "a")]].concat()),
            ["3 goals support each other in a circle: `c` → `a` → `b` → `c`"]
        );
    }

    #[test]
    fn the_middle_of_a_long_circle_is_folded() {
        let goals = |count: usize| -> Vec<String> {
            (0..count)
                .map(|at| goal(&format!("g{at}"), "committed", &format!("g{}", (at + 1) % count)))
                .collect()
        };
        assert_eq!(
            said_of(&goals(20)),
            [
                "20 goals support each other in a circle: `g19` → `g0` → `g1` → `g2` → … 13 more … → \
              `g16` → `g17` → `g18` → `g19`"
            ]
        );
        assert!(!said_of(&goals(8))[0].contains("more"));
    }
}
