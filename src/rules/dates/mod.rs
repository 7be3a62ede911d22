//! It has a when, and the when is possible.

use crate::rules::Family;

mod closed_without_date;
mod due_after_supported_goal;
mod due_before_start;
mod due_dates_pile_up;
mod due_outside_period;
mod far_horizon;
mod goal_without_dates;
mod no_interim_target;
mod overdue_goal;
mod target_after_due;

pub(super) const FAMILY: Family = Family {
    name: "dates",
    about: "it has a when, and the when is possible",
    rules: &[
        goal_without_dates::RULE,
        due_before_start::RULE,
        target_after_due::RULE,
        due_outside_period::RULE,
        overdue_goal::RULE,
        due_after_supported_goal::RULE,
        far_horizon::RULE,
        no_interim_target::RULE,
        due_dates_pile_up::RULE,
        closed_without_date::RULE,
    ],
};
