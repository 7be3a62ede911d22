//! People who are none.

use crate::model::PersonRef;
use crate::plan::Plan;

/// Words that stand where a person's name is not known yet.
const WORDS: [&str; 25] = [
    "tbd",
    "tba",
    "tbc",
    "todo",
    "xxx",
    "none",
    "nobody",
    "noone",
    "nn",
    "unknown",
    "unassigned",
    "open",
    "vacant",
    "vacancy",
    "interim",
    "placeholder",
    "someone",
    "somebody",
    "anyone",
    "new-hire",
    "newhire",
    "to-be-hired",
    "to-be-defined",
    "n-a",
    "n-n",
];

/// Whether an id or a name stands for no person: `tbd`, `interim-cfo`, `vacant`, `new-hire`.
#[must_use]
pub fn is_placeholder(name: &str) -> bool {
    let name = crate::decode::kebab(name);
    WORDS.iter().any(|word| {
        name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    }) || name.ends_with("-tbd")
        || name.ends_with("-vacant")
}

impl<'s> Plan<'s> {
    /// Whether `person` stands for nobody, by its id or by the name that is registered under it.
    #[must_use]
    pub fn names_nobody(&self, person: &PersonRef<'s>) -> bool {
        let name = self.entry(person).and_then(|person| person.name.get());
        is_placeholder(person.id()) || name.is_some_and(|name| is_placeholder(name))
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
        for name in
            ["maria", "deepak", "openshaw", "nnamdi", "todor", "vacanti", "nobuko", "someone1ne"]
        {
            assert!(!is_placeholder(name), "{name}");
        }
    }
}
