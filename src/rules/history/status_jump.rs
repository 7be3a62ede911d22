use crate::diff::What;
use crate::finding::{Findings, Help};
use crate::kind::Kind;
use crate::level::Level;
use crate::model::{Entry, Goal, Side, Status};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "status-jump",
    level: Level::Error,
    page: include_str!("status_jump.md"),
    reads: &[Reads::Goals, Reads::Base],
    settings: &[],
    check,
};

/// A step that the life of a goal does not have.
enum Jump {
    /// It is reached or missed, and nothing was promised.
    NeverCommitted,
    /// It was closed.
    Closed,
    /// It was promised.
    TakenBack,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(diff) = cx.diff else { return };
    for change in diff.changes.iter().filter(|change| change.entry.kind == Kind::Goal) {
        let What::Status { from, to } = change.what else { continue };
        let id = &change.entry.id;
        let (Some(before), Some(after)) = (diff.goal_before(id), diff.goal_after(id)) else {
            continue;
        };
        let Some(jump) = jump(from, to, before) else { continue };
        let step = format!("goal `{id}` goes from `{from}` to `{to}`");
        let again = format!("write `status = \"{from}\"` again");
        let header = cx.plan.header(after, "closed");
        let (title, help) = match jump {
            Jump::NeverCommitted => (
                format!("{step}, and was never committed"),
                Help::from(format!(
                    "{again}, and commit it in a change of its own, once both owners agree to its targets; an idea that \
                     is given up is `dropped`"
                )),
            ),
            Jump::Closed => (
                format!("{step}, and was closed"),
                Help::from(format!(
                    "{again}, and make a new goal of what is still wanted: `goalpact new goal <id>`; only `missed` may \
                     follow, for a goal that was closed too kindly"
                )),
            ),
            Jump::TakenBack => (
                format!("{step}, and was promised"),
                Help::with(
                    format!("{again}, or give it up in the open:"),
                    ["status = \"dropped\"", &header, "on = <YYYY-MM-DD>", "because = \"<why>\""],
                ),
            ),
        };
        out.report(after.name(), change.after.unwrap_or(after.at), title).help(help);
    }
}

fn jump(from: Status, to: Status, before: &Entry<'_, Goal<'_>>) -> Option<Jump> {
    match (from, to) {
        (Status::Draft | Status::Proposed, Status::Achieved | Status::Missed) => {
            Some(Jump::NeverCommitted)
        }
        // What was not agreed was no promise yet.
        (Status::Committed, Status::Proposed) if !is_agreed(before) => None,
        (Status::Committed, Status::Draft | Status::Proposed) => Some(Jump::TakenBack),
        // Owning up is never too late.
        (from, to) if from.is_closed() && to != Status::Missed => Some(Jump::Closed),
        _ => None,
    }
}

/// Whether both who answer for a goal have agreed to it.
fn is_agreed(goal: &Goal<'_>) -> bool {
    Side::BOTH.into_iter().all(|side| {
        let agreed = |person| goal.agreed.by.iter().any(|other| other.names_same(person));
        goal.answering(side).is_some_and(|person| agreed(&person.value))
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since;

    const AGREED: &str =
        "owners = { business = \"ana\", it = \"bo\" }\nagreed.by = [\"bo\", \"ana\"]\n";

    fn is_jump(from: &str, to: &str, rest: &str) -> bool {
        let goal = |status: &str| format!("status = \"{status}\"\n{rest}");
        let (before, after) = (goal(from), goal(to));
        !said_since(&RULE, &[("goals/a.toml", &before)], &[("goals/a.toml", &after)]).is_empty()
    }

    #[test]
    fn the_life_of_a_goal_has_these_steps_and_no_others() {
        let all = ["draft", "proposed", "committed", "achieved", "missed", "dropped"];
        let steps: Vec<String> = all
            .iter()
            .map(|from| {
                let onward = all.iter().filter(|to| !is_jump(from, to, AGREED) && from != *to);
                format!("{from} → {}", onward.copied().collect::<Vec<_>>().join(", "))
            })
            .collect();
        assert_eq!(
            steps,
            [
                "draft → proposed, committed, dropped",
                "proposed → draft, committed, dropped",
                "committed → achieved, missed, dropped",
                "achieved → missed",
                "missed → ",
                "dropped → missed",
            ]
        );
    }

    #[test]
    fn what_was_not_agreed_may_be_proposed_again() {
        let lacking = AGREED.replace("\"bo\", \"ana\"", "\"ana\"");
        assert!(!is_jump("committed", "proposed", &lacking));
        assert!(!is_jump(
            "committed",
            "proposed",
            "owners.business = \"ana\"\nagreed.by = [\"ana\"]\n"
        ));
        assert!(is_jump("committed", "draft", &lacking));
    }

    #[test]
    fn no_decision_lets_a_goal_jump() {
        let decision = "goals = [\"a\"]\nallows = [\"target\", \"due\", \"owners\", \"kpi\", \"scope\", \"drop\"]\n";
        let said = said_since(
            &RULE,
            &[("goals/a.toml", "status = \"missed\"\n")],
            &[("goals/a.toml", "status = \"proposed\"\n"), ("decisions/d.toml", decision)],
        );
        assert_eq!(said, ["goal `a` goes from `missed` to `proposed`, and was closed"]);
    }
}
