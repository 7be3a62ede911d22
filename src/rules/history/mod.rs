//! The goalposts stay put.

use crate::rules::Family;

mod actual_rewritten;
mod baseline_rewritten;
mod change_not_agreed;
mod consent;
mod decision;
mod due_slipped;
mod due_slipped_often;
mod goal_deleted;
mod kpi_redefined;
mod loosened;
mod moves;
mod owner_replaced;
mod rules_loosened;
mod status_jump;
mod target_removed;
mod target_weakened;
#[cfg(test)]
mod testing;
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
        owner_replaced::RULE,
        goal_deleted::RULE,
        kpi_redefined::RULE,
        target_removed::RULE,
        status_jump::RULE,
        change_not_agreed::RULE,
        rules_loosened::RULE,
        due_slipped_often::RULE,
        untouched_goal::RULE,
    ],
};
