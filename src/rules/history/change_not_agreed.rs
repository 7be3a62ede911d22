use crate::agreed::Agreed;
use crate::diff::{Change, Diff, What};
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Entry, Goal, Person, PersonRef, Side};
use crate::plan::{Plan, Seat, is_placeholder};
use crate::rules::history::consent::{committed, has_agreed, is_known, trailer};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, and_list, plural, tick};

pub(super) const RULE: Rule = Rule {
    name: "change-not-agreed",
    level: Level::Warning,
    page: include_str!("change_not_agreed.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Base, Reads::Commits, Reads::Today],
    settings: &[],
    check,
};

/// The fields that may change without anybody's consent.
const FREE: [&str; 2] = ["health", "tags"];

/// How much of what has changed is shown.
const SHOWN: usize = 5;

/// Who answered for a goal, and has not agreed to what has changed in it.
struct Owner<'p> {
    person: &'p Entry<'p, Person<'p>>,
    seat: &'p Spanned<PersonRef<'p>>,
    role: String,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let (Some(diff), Some(agreed)) = (cx.diff, cx.agreed) else { return };
    for (goal, changes) in committed(diff) {
        let changes: Vec<&Change<'_>> = changes.iter().filter(|change| !is_free(change)).collect();
        let owners = not_agreed(cx, diff, agreed, goal);
        if !changes.is_empty() && !owners.is_empty() {
            report(diff, goal, &changes, &owners, out);
        }
    }
}

fn is_free(change: &Change<'_>) -> bool {
    matches!(&change.what, What::Field { path, .. } if FREE.contains(&path.as_str()))
}

/// Those who answered for the goal and have not agreed, each person once. Whoever has left cannot be asked any more, and whoever has
/// neither address nor login cannot be known: that is another rule's to tell.
fn not_agreed<'a>(
    cx: &Cx<'_>,
    diff: &'a Diff<'a>,
    agreed: &Agreed,
    goal: &'a Goal<'a>,
) -> Vec<Owner<'a>> {
    let mut owners: Vec<Owner<'a>> = Vec::new();
    for side in Side::BOTH {
        let Some(seat) = goal.answering(side) else { continue };
        if let Some(twice) = owners.iter_mut().find(|owner| owner.person.id == seat.id()) {
            twice.role = "owner".into();
            continue;
        }
        let find = |plan: &'a Plan<'a>| plan.people.iter().find(|person| person.id == seat.id());
        // A change does not say by which address those are known who have to agree to it.
        let (before, after) = (find(diff.base), find(diff.head));
        let is_gone = [before, after].into_iter().flatten().any(|person| {
            person.has_left(cx.today) || person.name.get().is_some_and(|name| is_placeholder(name))
        });
        let person = before.filter(|person| is_known(person)).or(after);
        let Some(person) = person.filter(|person| is_known(person) && !is_gone) else { continue };
        if !is_placeholder(&person.id) && !has_agreed(agreed, person) {
            let acting = if matches!(goal.seat(side), Seat::Vacant(_)) { "acting " } else { "" };
            owners.push(Owner { person, seat, role: format!("{acting}{} owner", side.noun()) });
        }
    }
    owners
}

fn report(
    diff: &Diff<'_>,
    goal: &Entry<'_, Goal<'_>>,
    changes: &[&Change<'_>],
    owners: &[Owner<'_>],
    out: &mut Findings,
) {
    let place = |change: &Change<'_>| change.after.or(change.before);
    let names: Vec<String> = owners.iter().map(|owner| tick(&owner.person.id)).collect();
    let who = match owners {
        [one] => format!("its {} {} has", one.role, names[0]),
        _ => format!("its owners {} have", and_list(&names)),
    };
    let what = if diff.goal_after(&goal.id).is_some() { "has changed" } else { "is gone" };
    let at = changes.iter().find_map(|change| place(change)).unwrap_or(goal.at);
    let title = format!("goal `{}` {what}, and {who} not agreed", goal.id);
    let finding = out.report(goal.name(), at, title);
    let after = diff.goal_after(&goal.id);
    for owner in owners {
        let seats = Side::BOTH.into_iter().filter_map(|side| after?.answering(side));
        let kept = seats.filter(|seat| seat.id() == owner.seat.id()).map(|seat| seat.at).next();
        finding.label(kept.unwrap_or(owner.seat.at), &owner.role);
    }
    for change in changes.iter().take(SHOWN) {
        finding.label(place(change).unwrap_or(at), diff.words(change));
    }
    if changes.len() > SHOWN {
        let more = plural(changes.len() - SHOWN, "more change");
        finding.label(place(changes[SHOWN]).unwrap_or(at), format!("and {more}"));
    }
    let (once, lines, both) = match owners {
        [_] => (format!("{} has", names[0]), "this line", names[0].as_str()),
        _ => ("they have".into(), "these lines", "both"),
    };
    finding.help(Help::with(
        format!(
            "once {once} agreed, have the pull request approved by {both} (`--approvals`), or end the message of a commit with \
             {lines}:"
        ),
        owners.iter().map(|owner| trailer(owner.person)),
    ));
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since_by;

    const PEOPLE: &str = "[ana]\nname = \"Ana Ruiz\"\nemail = \"ana@x.org\"\n\
        [bo]\nname = \"Bo Li\"\ngithub = \"bo-li\"\n[eve]\nname = \"Eve\"\n";
    const GOAL: &str = "[a]\ntitle = \"x\"\nstatus = \"committed\"\ndue = 2026-06-30\n\
        owners = { business = \"ana\", it = \"bo\" }\n";

    fn says(before: &str, after: &str, agreed: &[&str]) -> Vec<String> {
        let people = ("people.toml", PEOPLE);
        said_since_by(
            &RULE,
            &[("goals.toml", before), people],
            &[("goals.toml", after), people],
            agreed,
        )
    }

    /// What is said where `old` in the goal has become `new`, and Bo has agreed.
    fn with(old: &str, new: &str) -> Vec<String> {
        assert!(GOAL.contains(old));
        says(GOAL, &GOAL.replace(old, new), &["bo-li@users.noreply.github.com"])
    }

    const ANA: &str = "goal `a` has changed, and its business owner `ana` has not agreed";

    #[test]
    fn every_field_but_health_and_tags_is_agreed() {
        assert_eq!(with("\"x\"", "\"y\""), [ANA]);
        assert_eq!(with("06-30", "05-30"), [ANA], "also what asks more of people");
        assert_eq!(
            with("title = \"x\"\n", "title = \"x\"\npriority = 1\nhealth = \"red\"\n"),
            [ANA]
        );
        let free = "title = \"x\"\nhealth = \"red\"\ntags = [\"a\"]\n";
        assert_eq!(with("title = \"x\"\n", free), [""; 0]);
    }

    #[test]
    fn only_what_was_committed_is_guarded() {
        for status in ["draft", "proposed", "achieved"] {
            let before = GOAL.replace("committed", status);
            assert_eq!(says(&before, GOAL, &[]), [""; 0], "{status}");
        }
        assert_eq!(with("committed", "achieved"), [ANA]);
        assert_eq!(says("", GOAL, &[]), [""; 0], "a new goal");
    }

    #[test]
    fn a_goal_that_is_gone_has_changed() {
        assert_eq!(
            says(GOAL, "", &["ana@x.org"]),
            ["goal `a` is gone, and its IT owner `bo` has not agreed"]
        );
    }

    #[test]
    fn those_who_answered_are_asked_and_not_those_who_answer_now() {
        let after = GOAL.replace("\"bo\"", "\"eve\"");
        assert_eq!(
            says(GOAL, &after, &["ana@x.org"]),
            ["goal `a` has changed, and its IT owner `bo` has not agreed"]
        );
    }

    #[test]
    fn who_acts_in_a_vacancy_stands_for_the_owner() {
        let before = GOAL.replace(
            "owners = { business = \"ana\", it = \"bo\" }",
            "owners.business = \"ana\"\nvacancies.it = { until = 2026-06-30, acting = \"bo\" }",
        );
        let after = before.replace("\"x\"", "\"y\"");
        assert_eq!(
            says(&before, &after, &["ana@x.org"]),
            ["goal `a` has changed, and its acting IT owner `bo` has not agreed"]
        );
    }

    #[test]
    fn who_cannot_be_known_or_is_nobody_is_not_asked() {
        for it in ["eve", "nobody-knows", "tbd"] {
            let before = GOAL.replace("\"bo\"", &format!("\"{it}\""));
            let after = before.replace("\"x\"", "\"y\"");
            assert_eq!(says(&before, &after, &["ana@x.org"]), [""; 0], "{it}");
        }
        let before = GOAL.replace("\"bo\"", "\"ana\"");
        let both = says(&before, &before.replace("\"x\"", "\"y\""), &[]);
        assert_eq!(both, ["goal `a` has changed, and its owner `ana` has not agreed"]);
    }

    #[test]
    fn a_change_does_not_say_by_which_address_an_owner_is_known() {
        let after = GOAL.replace("\"x\"", "\"y\"");
        let mallory = PEOPLE.replace("ana@x.org", "mallory@x.org");
        let says = |people: &str, agreed: &[&str]| {
            said_since_by(
                &RULE,
                &[("goals.toml", GOAL), ("people.toml", PEOPLE)],
                &[("goals.toml", &after), ("people.toml", people)],
                agreed,
            )
        };
        let bo = "bo-li@users.noreply.github.com";
        assert_eq!(says(&mallory, &["mallory@x.org", bo]), [ANA]);
        let left = PEOPLE.replace("email", "until = 2026-03-30\nemail");
        assert_eq!(says(&left, &[bo]), [""; 0], "who has left is not asked");
    }
}
