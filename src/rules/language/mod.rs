//! The other side understands it.

use crate::rules::Family;

mod acronym;
mod activity_title;
mod hidden_characters;
mod hiding_places;
mod jargon;
mod links;
mod long_title;
mod nearly;
mod placeholder;
mod twin_goals;
mod unexplained_acronym;
mod vague_title;
mod words;

pub(super) const FAMILY: Family = Family {
    name: "language",
    about: "the other side understands it",
    rules: &[
        placeholder::RULE,
        unexplained_acronym::RULE,
        jargon::RULE,
        activity_title::RULE,
        vague_title::RULE,
        long_title::RULE,
        twin_goals::RULE,
        hidden_characters::RULE,
    ],
};
