//! The goalposts stay put.

use crate::rules::Family;

mod due_slipped_often;
mod told;
mod untouched_goal;

pub(super) const FAMILY: Family = Family {
    name: "history",
    about: "the goalposts stay put",
    rules: &[due_slipped_often::RULE, untouched_goal::RULE],
};
