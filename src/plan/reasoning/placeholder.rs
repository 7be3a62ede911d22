//! People who are none.

use crate::model::{Entry, Person, PersonRef, Side};
use crate::plan::Plan;

/// Words that stand where a name is not known yet, alone or before what they stand for: `interim-cfo`.
const PREFIXES: [&str; 12] = [
    "tbd",
    "tba",
    "tbc",
    "todo",
    "interim",
    "vacant",
    "vacancy",
    "unassigned",
    "placeholder",
    "new-hire",
    "newhire",
    "to-be",
];

/// Words that do so alone.
const WORDS: [&str; 12] = [
    "xxx", "none", "nobody", "noone", "no-one", "nn", "n-n", "n-a", "unknown", "open", "someone",
    "somebody",
];

/// Whether an id or a name stands for no person: `tbd`, `interim-cfo`, `vacant`, `new-hire`.
#[must_use]
pub fn is_placeholder(name: &str) -> bool {
    let name = crate::decode::kebab(name);
    let begins = |word: &str| {
        name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    WORDS.contains(&name.as_str())
        || PREFIXES.iter().any(|word| begins(word))
        || name.ends_with("-tbd")
        || name.ends_with("-vacant")
}

impl<'s> Plan<'s> {
    /// Whether `person` stands for nobody, by its id or by the name that is registered under it.
    pub fn names_nobody(&self, person: &PersonRef<'s>) -> bool {
        let nobodies = self.reasoned.nobodies.get_or_init(|| {
            let is_nobody = |person: &Entry<'s, Person<'s>>| {
                is_placeholder(&person.id)
                    || person.name.get().is_some_and(|name| is_placeholder(name))
            };
            self.people.iter().map(is_nobody).collect()
        });
        person.found().map_or_else(|| is_placeholder(person.id()), |found| nobodies[found])
    }

    /// Everybody who is named alone in a seat: owners, sponsors, deputies, whoever acts, champions, the owners of KPIs and
    /// roadmaps, leads, heads, and chairs.
    pub fn seated(&self) -> impl Iterator<Item = &PersonRef<'s>> {
        let goals = self.goals.iter().flat_map(|goal| {
            let sides = Side::BOTH.into_iter().flat_map(|side| {
                let acting = goal.vacancies.of(side).get().and_then(|vacancy| vacancy.acting.get());
                [goal.owners.of(side).get(), goal.deputies.of(side).get(), acting]
            });
            let champions = goal.champions.iter().map(|(_, champion)| Some(&champion.value));
            sides.chain(champions).chain([goal.owners.sponsor.get()])
        });
        goals
            .chain(self.kpis.iter().map(|kpi| kpi.owner.get()))
            .chain(self.teams.iter().map(|team| team.lead.get()))
            .chain(self.functions.iter().map(|function| function.head.get()))
            .chain(self.roadmaps.iter().map(|roadmap| roadmap.owner.get()))
            .chain(self.bodies.iter().map(|body| body.chair.get()))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_no_names() {
        for name in [
            "tbd",
            "TBD",
            "interim",
            "interim-cfo",
            "Interim CFO",
            "vacant",
            "new-hire",
            "New hire 2",
            "N.N.",
            "cfo-tbd",
        ] {
            assert!(is_placeholder(name), "{name}");
        }
        for name in [
            "maria",
            "deepak",
            "openshaw",
            "nnamdi",
            "todor",
            "vacanti",
            "nobuko",
            "open-source-office",
        ] {
            assert!(!is_placeholder(name), "{name}");
        }
    }
}
