use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{GoalLevel, Side};
use crate::rules::{Cx, Reads, Rule, paste};
use crate::text::and_list;

pub(super) const RULE: Rule = Rule {
    name: "goal-without-deputy",
    level: Level::Off,
    page: include_str!("goal_without_deputy.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Today],
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
            .filter(|(_, owner)| {
                !cx.plan.entry(owner).is_some_and(|person| person.has_left(cx.today))
            })
            .map(|(side, owner)| (side, owner.id()))
            .collect();
        if lacking.is_empty() {
            continue;
        }
        let owners: Vec<String> = match lacking[..] {
            // That one person sits in both seats is another rule's to tell.
            [(_, one), (_, other)] if one == other => vec![format!("owner `{one}`")],
            _ => lacking.iter().map(|(side, id)| format!("{} owner `{id}`", side.noun())).collect(),
        };
        let lines: Vec<String> =
            lacking.iter().map(|(side, _)| format!("{side} = \"<person>\"")).collect();
        let at = goal.deputies.at.or(goal.owners.at).unwrap_or(goal.at);
        let title = format!("goal `{}` has no deputy for {}", goal.id, and_list(&owners));
        out.report(goal.name(), at, title).help(Help::with(
            "name who decides while the owner is away:",
            paste::under(cx, goal, "deputies", goal.deputies.at, &lines),
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(owners: &str) -> Vec<String> {
        let goal = format!("[a]\nlevel = \"company\"\nstatus = \"committed\"\nowners = {owners}\n");
        let people = "[ana]\nname = \"Ana\"\n[eve]\nname = \"Eve\"\nuntil = 2026-03-30\n";
        said(&RULE, &[("goals.toml", &goal), ("people.toml", people)])
    }

    #[test]
    fn one_person_in_both_seats_is_named_once() {
        let says = ["goal `a` has no deputy for owner `ana`"];
        assert_eq!(said_of("{ business = \"ana\", it = \"ana\" }"), says);
    }

    #[test]
    fn who_has_left_needs_a_successor_and_no_deputy() {
        let says = ["goal `a` has no deputy for business owner `ana`"];
        assert_eq!(said_of("{ business = \"ana\", it = \"eve\" }"), says);
    }
}
