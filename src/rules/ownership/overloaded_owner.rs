use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal, PersonRef, Side};
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::{Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "overloaded-owner",
    level: Level::Warning,
    page: include_str!("overloaded_owner.md"),
    reads: &[Reads::Goals, Reads::People],
    settings: &[GOALS],
    check,
};

const GOALS: Setting = Setting {
    rule: "overloaded-owner",
    name: "goals",
    default: 5.0,
    looser: Looser::Higher,
    about: "how many open goals one person may own, on either side",
};

/// How many of the goals are shown.
const SHOWN: usize = 5;

/// An open goal, and the seat that somebody sits in.
type Owned<'p, 's> = (&'p Entry<'s, Goal<'s>>, Side, &'p Spanned<PersonRef<'s>>);

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut owned: Vec<Vec<Owned<'_, '_>>> = vec![Vec::new(); cx.plan.people.len()];
    for goal in cx.plan.open_goals() {
        for side in Side::BOTH {
            let Some(owner) = goal.owners.of(side).spanned() else { continue };
            let Some(goals) = owner.found().map(|found| &mut owned[found]) else { continue };
            if goals.last().is_none_or(|(last, ..)| last.at != goal.at) {
                goals.push((goal, side, owner));
            }
        }
    }
    let most = cx.count(&GOALS);
    for (person, goals) in cx.plan.people.iter().zip(&owned) {
        // Somebody who is nobody cannot be overloaded.
        if goals.len() <= most || goals.iter().any(|(.., owner)| cx.plan.names_nobody(owner)) {
            continue;
        }
        let over = goals.len() - most;
        let title = format!(
            "`{}` owns {}, {over} over the limit of {most}",
            person.id,
            plural(goals.len(), "open goal"),
        );
        let finding = out.report(person.name(), person.at, title);
        finding.help(format!(
            "hand over, merge, or close at least {over} of them: each needs an owner who has time for it"
        ));
        for (goal, side, owner) in goals.iter().take(SHOWN) {
            finding.label(owner.at, format!("{} owner of goal `{}`", side.noun(), goal.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// Five goals of `ana` on the business side, and what is added.
    fn five_and(more: &str) -> String {
        let five = ["a", "b", "c", "d", "e"]
            .map(|id| format!("[{id}]\nstatus = \"committed\"\nowners.business = \"ana\"\n"));
        five.concat() + more
    }

    fn said_of(goals: &str) -> usize {
        said(&RULE, &[("goals.toml", goals), ("people.toml", "[ana]\n")]).len()
    }

    #[test]
    fn both_seats_of_a_goal_count_once() {
        assert_eq!(said_of(&five_and("owners.it = \"ana\"\n")), 0);
        assert_eq!(said_of(&five_and("[f]\nstatus = \"proposed\"\nowners.it = \"ana\"\n")), 1);
    }

    #[test]
    fn drafts_and_closed_goals_are_no_load() {
        for status in ["draft", "achieved"] {
            let goal = format!("[f]\nstatus = \"{status}\"\nowners.it = \"ana\"\n");
            assert_eq!(said_of(&five_and(&goal)), 0);
        }
    }

    #[test]
    fn who_acts_in_a_vacancy_or_sponsors_does_not_own() {
        let goal = "[f]\nstatus = \"committed\"\nowners.sponsor = \"ana\"\nvacancies.it.acting = \"ana\"\n";
        assert_eq!(said_of(&five_and(goal)), 0);
    }
}
