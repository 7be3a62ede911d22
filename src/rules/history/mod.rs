//! The goalposts stay put.

use crate::rules::Family;

mod actual_rewritten;
mod baseline_rewritten;
mod decision;
mod due_slipped;
mod due_slipped_often;
mod goal_deleted;
mod kpi_redefined;
mod moves;
mod status_jump;
mod target_removed;
mod target_weakened;
mod told;
mod untouched_goal;

pub(super) const FAMILY: Family = Family {
    name: "history",
    about: "the goalposts stay put",
    rules: &[
        target_weakened::RULE,
        due_slipped::RULE,
        baseline_rewritten::RULE,
        actual_rewritten::RULE,
        goal_deleted::RULE,
        kpi_redefined::RULE,
        target_removed::RULE,
        status_jump::RULE,
        due_slipped_often::RULE,
        untouched_goal::RULE,
    ],
};
