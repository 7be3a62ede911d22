//! We would know if it happened.

use crate::rules::Family;

mod duplicate_target;
mod goal_without_target;
mod goals_disagree;
mod target_against_direction;
mod target_equals_baseline;
mod target_out_of_range;
mod target_without_baseline;
mod target_without_date;
mod words;

pub(super) const FAMILY: Family = Family {
    name: "measurability",
    about: "we would know if it happened",
    rules: &[
        goal_without_target::RULE,
        target_without_baseline::RULE,
        target_without_date::RULE,
        target_equals_baseline::RULE,
        target_against_direction::RULE,
        target_out_of_range::RULE,
        goals_disagree::RULE,
        duplicate_target::RULE,
    ],
};
