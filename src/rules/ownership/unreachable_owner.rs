use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Person, Side};
use crate::plan::is_placeholder;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unreachable-owner",
    level: Level::Warning,
    page: include_str!("unreachable_owner.md"),
    reads: &[Reads::Goals, Reads::People],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let people = &cx.plan.people;
    let is_unreachable =
        |person: &Person<'_>| person.email.is_absent() && person.github.is_absent();
    if people.iter().all(|person| is_unreachable(person)) {
        return;
    }
    // Where each person is named as an owner first, and of which goal.
    let mut seats = vec![None; people.len()];
    for goal in cx.plan.open_goals() {
        for owner in Side::BOTH.into_iter().filter_map(|side| goal.owners.of(side).get()) {
            if let Some(found) = owner.found() {
                seats[found].get_or_insert((&goal.id, owner.at()));
            }
        }
    }
    for (person, seat) in people.iter().zip(seats) {
        let (Some((goal, at)), true) = (seat, is_unreachable(person)) else { continue };
        // Who is nobody, or has left, is replaced and not written to.
        let has_left = person.until.value().is_some_and(|until| until < cx.today);
        let names = [Some(person.id.as_ref()), person.name.get().map(AsRef::as_ref)];
        if has_left || names.into_iter().flatten().any(is_placeholder) {
            continue;
        }
        let title =
            format!("owner `{}` has neither an e-mail address nor a GitHub login", person.id);
        out.report(person.name(), person.at, title)
            .help(
                "add `email = \"…\"` or `github = \"…\"`, so that reviews and questions reach them",
            )
            .label(at, format!("owner of goal `{goal}`"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn person_says(person: &str) -> Vec<String> {
        let people = format!("[ana]\nemail = \"ana@example.com\"\n[bo]\n{person}\n");
        let goal = "[a]\nstatus = \"proposed\"\nowners = { business = \"bo\", it = \"bo\" }";
        said(&RULE, &[("goals.toml", goal), ("people.toml", &people)])
    }

    #[test]
    fn who_is_nobody_or_has_left_is_another_rules_to_tell() {
        assert_eq!(person_says("name = \"Bo\"").len(), 1);
        assert!(person_says("name = \"TBD\"").is_empty());
        assert!(person_says("until = 2026-03-30").is_empty());
        assert_eq!(person_says("until = 2026-03-31").len(), 1);
    }

    #[test]
    fn a_plan_without_addresses_is_not_nagged() {
        let goal = "[a]\nstatus = \"proposed\"\nowners = { business = \"bo\" }";
        assert!(said(&RULE, &[("goals.toml", goal), ("people.toml", "[bo]")]).is_empty());
    }
}
