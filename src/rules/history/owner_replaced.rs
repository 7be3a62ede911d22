use crate::agreed::Agreed;
use crate::decode::Ref;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Entry, Goal, Movable, PersonRef, Side};
use crate::plan::Seat;
use crate::rules::history::consent::{committed, has_agreed, is_known, trailer};
use crate::rules::history::decision;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Spanned;

pub(super) const RULE: Rule = Rule {
    name: "owner-replaced",
    level: Level::Warning,
    page: include_str!("owner_replaced.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Decisions, Reads::Base, Reads::Commits],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let (Some(diff), Some(agreed)) = (cx.diff, cx.agreed) else { return };
    for (before, _) in committed(diff) {
        let Some(after) = diff.goal_after(&before.id) else { continue };
        if diff.excuse(&before.id, Movable::Owners).is_some() {
            continue;
        }
        for side in Side::BOTH {
            let (Some(was), Some(is)) = (before.answering(side), after.answering(side)) else {
                continue;
            };
            if was.id() != is.id() && may_be_against_it(cx, agreed, after, is) {
                report(cx, [(before, was), (after, is)], side, out);
            }
        }
    }
}

/// Whether nothing says that somebody, who is registered, agreed to answer for the goal.
fn may_be_against_it(cx: &Cx<'_>, agreed: &Agreed, goal: &Goal<'_>, owner: &PersonRef<'_>) -> bool {
    let by = &goal.agreed.by;
    // A name that is misspelled there may be the new owner's.
    let is_clear = by.is_whole() && by.iter().all(|person| person.found().is_some());
    let is_nobody = owner.found().is_none() || cx.plan.names_nobody(owner);
    let stands_behind = || cx.plan.entry(owner).is_some_and(|person| has_agreed(agreed, person));
    is_clear && !is_nobody && !by.iter().any(|person| person.id() == owner.id()) && !stands_behind()
}

/// A goal at one moment, and who answers for it on one side.
type Answering<'p> = (&'p Entry<'p, Goal<'p>>, &'p Spanned<PersonRef<'p>>);

fn report(
    cx: &Cx<'_>,
    [(before, was), (after, is)]: [Answering<'_>; 2],
    side: Side,
    out: &mut Findings,
) {
    let role = |goal: &Goal<'_>| {
        let acting = if matches!(goal.seat(side), Seat::Vacant(_)) { "acting " } else { "" };
        format!("{acting}{} owner", side.noun())
    };
    let (id, new) = (&after.id, is.id());
    let title = format!(
        "goal `{id}` passes from {} `{}` to `{new}`, who has not agreed",
        role(before),
        was.id()
    );
    let trailer = cx
        .plan
        .entry(is)
        .filter(|person| is_known(person))
        .map(|person| format!(", or end the message of a commit with `{}`", trailer(person)));
    let others = Side::BOTH.into_iter().filter_map(|side| after.answering(side));
    let by = others.map(|person| Ref::id(person)).find(|id| *id != new).unwrap_or("<person>");
    out.report(after.name(), is.at, title)
        .about(side.name())
        .label(was.at, format!("`{}`, {} until now", was.id(), role(before)))
        .help(Help::with(
            format!(
                "once `{new}` has agreed, add `\"{new}\"` to `by` of its agreement{}; if it was decided otherwise, write the \
                 decision down, with the day it was taken:",
                trailer.unwrap_or_default(),
            ),
            decision::to_write(&[id.as_ref()], &[by], Movable::Owners),
        ));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since_by;

    const PEOPLE: &str = "[ana]\nname = \"Ana Ruiz\"\n[bo]\nname = \"Bo Li\"\nemail = \"bo@x.org\"\n\
        [eve]\nname = \"Eve Stone\"\ngithub = \"eve\"\n";
    const GOAL: &str =
        "[a]\nstatus = \"committed\"\nowners = { business = \"ana\", it = \"bo\" }\n";
    const FROM_BO: &str = "goal `a` passes from IT owner `bo` to `eve`, who has not agreed";

    fn says(before: &str, after: &str, decisions: &str, agreed: &[&str]) -> Vec<String> {
        let people = ("people.toml", PEOPLE);
        said_since_by(
            &RULE,
            &[("goals.toml", before), people],
            &[("goals.toml", after), ("decisions.toml", decisions), people],
            agreed,
        )
    }

    /// What is said where the IT owner is replaced, with `more` in the goal.
    fn replaced(more: &str) -> Vec<String> {
        says(GOAL, &(GOAL.replace("\"bo\"", "\"eve\"") + more), "", &[])
    }

    #[test]
    fn a_new_owner_agrees_in_the_goal_or_by_a_commit() {
        assert_eq!(replaced(""), [FROM_BO]);
        assert_eq!(replaced("agreed.by = [\"ana\"]\n"), [FROM_BO]);
        assert_eq!(replaced("agreed.by = [\"ana\", \"eve\"]\n"), [""; 0]);
        assert_eq!(replaced("agreed.by = [\"ana\", \"evee\"]\n"), [""; 0], "it may be eve");
        let after = GOAL.replace("\"bo\"", "\"eve\"");
        assert_eq!(says(GOAL, &after, "", &["1+Eve@users.noreply.github.com"]), [""; 0]);
        assert_eq!(says(GOAL, &after, "", &["bo@x.org"]), [FROM_BO]);
    }

    #[test]
    fn a_decision_of_this_change_excuses_it() {
        let after = GOAL.replace("\"bo\"", "\"eve\"");
        let decision = "[d]\ngoals = [\"a\"]\nallows = [\"owners\"]\n";
        assert_eq!(says(GOAL, &after, decision, &[]), [""; 0]);
        assert_eq!(says(GOAL, &after, &decision.replace("owners", "due"), &[]), [FROM_BO]);
        let proposed = format!("{decision}status = \"proposed\"\n");
        assert_eq!(says(GOAL, &after, &proposed, &[]), [FROM_BO]);
    }

    #[test]
    fn only_committed_goals_are_guarded() {
        let before = GOAL.replace("committed", "proposed");
        assert_eq!(says(&before, &GOAL.replace("\"bo\"", "\"eve\""), "", &[]), [""; 0]);
    }

    #[test]
    fn who_acts_in_a_vacancy_stands_for_the_owner() {
        let vacant = GOAL.replace(", it = \"bo\" }", " }")
            + "vacancies.it = { until = 2026-06-30, acting = \"bo\" }\n";
        assert_eq!(says(GOAL, &vacant, "", &[]), [""; 0], "the same person acts");
        assert_eq!(
            says(&vacant, &vacant.replace("\"bo\"", "\"eve\""), "", &[]),
            ["goal `a` passes from acting IT owner `bo` to `eve`, who has not agreed"]
        );
        let empty = GOAL.replace(", it = \"bo\" }", " }");
        assert_eq!(says(GOAL, &empty, "", &[]), [""; 0], "nobody is there to agree");
        assert_eq!(says(&empty, GOAL, "", &[]), [""; 0], "nobody is replaced");
    }

    #[test]
    fn a_new_owner_who_is_nobody_is_told_of_elsewhere() {
        for nobody in ["tbd", "not-registered"] {
            let after = GOAL.replace("\"bo\"", &format!("\"{nobody}\""));
            assert_eq!(says(GOAL, &after, "", &[]), [""; 0], "{nobody}");
        }
    }
}
