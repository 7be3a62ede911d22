use crate::finding::Findings;
use crate::level::Level;
use crate::model::Side;
use crate::rules::{Cx, Reads, Rule};
use crate::text::a_or_an;

pub(super) const RULE: Rule = Rule {
    name: "same-owner-twice",
    level: Level::Error,
    page: include_str!("same_owner_twice.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let (Some(business), Some(it)) = (goal.owners.business.spanned(), goal.owners.it.spanned())
        else {
            continue;
        };
        if !business.names_same(it) || cx.plan.names_nobody(it) {
            continue;
        }
        let person = cx.plan.entry(it);
        let function = person.and_then(|person| cx.plan.function_of(person));
        // The seat to fill anew is the one across from the person's own function.
        let own = function.and_then(|function| function.side.value());
        let [keep, other] =
            if own == Some(Side::It) { [Side::It, Side::Business] } else { Side::BOTH };
        let places = |side| if side == Side::It { it.at } else { business.at };
        let id = it.id();
        let title = format!("goal `{}` has `{id}` as both business and IT owner", goal.id);
        let finding = out.report(goal.name(), places(other), title);
        finding.help(match own {
            Some(_) => format!(
                "keep `{id}` as {} owner, and write somebody from {} here: `{other} = \"<person>\"`",
                keep.noun(),
                a_or_an(&format!("{} function", other.noun())),
            ),
            None => format!("keep `{id}` on one side, and name a second person on the other"),
        });
        finding.label(places(keep), format!("{} owner as well", keep.noun()));
        let at = person.and_then(|person| person.function.at());
        if let (Some(function), Some(at)) = (function, at) {
            finding.label(at, format!("`{}` is from `{}`", it.id(), function.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(id: &str) -> usize {
        let goal = format!(
            "[a]\nstatus = \"proposed\"\nowners = {{ business = \"{id}\", it = \"{id}\" }}\n"
        );
        said(&RULE, &[("goals.toml", &goal)]).len()
    }

    #[test]
    fn one_id_is_one_person_whether_registered_or_not() {
        assert_eq!(said_of("ana"), 1);
    }

    #[test]
    fn a_placeholder_twice_is_no_person_twice() {
        assert_eq!(said_of("tbd"), 0);
    }
}
