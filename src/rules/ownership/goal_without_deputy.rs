use crate::finding::Findings;
use crate::level::Level;
use crate::model::{GoalLevel, Side};
use crate::rules::{Cx, Reads, Rule, paste};
use crate::text::and_list;

pub(super) const RULE: Rule = Rule {
    name: "goal-without-deputy",
    level: Level::Off,
    page: include_str!("goal_without_deputy.md"),
    reads: &[Reads::Goals, Reads::People],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        if goal.level.value() != Some(GoalLevel::Company) {
            continue;
        }
        let lacking: Vec<(Side, &str)> = Side::BOTH
            .into_iter()
            .filter(|side| goal.deputies.of(*side).is_absent())
            .filter_map(|side| Some((side, goal.owners.of(side).get()?)))
            .filter(|(_, owner)| !cx.plan.names_nobody(owner))
            .map(|(side, owner)| (side, owner.id()))
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let owners: Vec<String> =
            lacking.iter().map(|(side, id)| format!("{} owner `{id}`", side.noun())).collect();
        let lines: Vec<String> =
            lacking.iter().map(|(side, _)| format!("{side} = \"<person>\"")).collect();
        let at = goal.deputies.at.or(goal.owners.at).unwrap_or(goal.at);
        let title = format!("goal `{}` has no deputy for {}", goal.id, and_list(&owners));
        out.report(goal.name(), at, title).help(format!(
            "name who decides while the owner is away:\n{}",
            paste::under(cx, goal, "deputies", goal.deputies.at, &lines.join("\n")),
        ));
    }
}
