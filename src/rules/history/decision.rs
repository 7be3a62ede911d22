//! The decision that lets something move: how to write it, and why one that is there does not count.

use crate::diff::Diff;
use crate::finding::{Finding, Help};
use crate::model::{Decision, DecisionStatus, Entry, Goal, Movable, Side};
use crate::text::{and_list, tick};

/// Says how to undo what has moved, or to write down the decision that lets `what` of `goals` move; shows who answers for each goal,
/// and the decision that nearly does.
pub(super) fn ask(
    finding: &mut Finding,
    diff: &Diff<'_>,
    goals: &[&str],
    undo: &str,
    what: Movable,
) {
    let mut people: Vec<&str> = Vec::new();
    for id in goals {
        let Some(goal) = diff.goal_after(id).or_else(|| diff.goal_before(id)) else { continue };
        let owners = owners(goal);
        for owner in &owners {
            if !people.contains(owner) {
                people.push(owner);
            }
        }
        let head = diff.goal_after(id).and_then(|goal| goal.owners.at);
        if let Some(at) = head.filter(|_| !owners.is_empty()) {
            finding.label(at, answering(id, &owners));
        }
    }
    let nearly = goals.iter().find_map(|id| {
        let decisions = diff.head.decisions.iter();
        decisions.rev().find_map(|decision| Some((decision, lack(diff, decision, id, what)?)))
    });
    if let Some((decision, lack)) = nearly {
        finding.label(decision.at, format!("decision `{}` {lack}", decision.id));
    }
    if people.is_empty() {
        people.push("<person>");
    }
    finding.help(Help::with(
        format!(
            "{undo}; if it was decided otherwise, write the decision down, with the day it was taken:"
        ),
        to_write(goals, &people, what),
    ));
}

/// The file of a decision by which `what` may move.
pub(super) fn to_write(goals: &[&str], people: &[&str], what: Movable) -> [String; 7] {
    [
        "# decisions/<id>.toml".into(),
        "title = \"<what was decided>\"".into(),
        "on = <YYYY-MM-DD>".into(),
        format!("goals = [{}]", quoted(goals)),
        format!("by = [{}]", quoted(people)),
        "because = \"<why>\"".into(),
        format!("allows = [\"{what}\"]"),
    ]
}

/// Who answers for a goal, by their ids, each once.
fn owners<'p>(goal: &'p Goal<'_>) -> Vec<&'p str> {
    let owners = Side::BOTH.into_iter().filter_map(|side| goal.answering(side));
    let mut ids: Vec<&str> = owners.map(|person| person.id()).collect();
    ids.dedup();
    ids
}

/// "`ana` and `bo` answer for goal `retention`".
fn answering(goal: &str, owners: &[&str]) -> String {
    let names: Vec<String> = owners.iter().map(tick).collect();
    let verb = if names.len() == 1 { "answers" } else { "answer" };
    format!("{} {verb} for goal `{goal}`", and_list(&names))
}

/// Why a decision about the goal `id` does not let `what` move, where one would think that it does.
fn lack(
    diff: &Diff<'_>,
    decision: &Entry<'_, Decision<'_>>,
    id: &str,
    what: Movable,
) -> Option<String> {
    let is_about = decision.goals.iter().any(|goal| goal.id() == id);
    let allows = decision.allows.iter().any(|movable| movable.value == what);
    let is_of_this_change = diff.changes.iter().any(|change| change.entry == decision.name());
    match decision.status.value() {
        _ if !is_about => None,
        Some(DecisionStatus::Proposed) if allows => Some("is only proposed".into()),
        Some(DecisionStatus::Proposed | DecisionStatus::Superseded) => None,
        _ if allows => Some("was there before, and excuses nothing new".into()),
        _ if is_of_this_change => Some(format!("does not allow `{what}`")),
        _ => None,
    }
}

/// `"a", "b"`.
fn quoted(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ")
}
