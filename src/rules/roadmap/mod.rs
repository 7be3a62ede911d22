//! The work adds up.

use crate::rules::Family;

mod bottleneck_team;
mod dependency_cycle;
mod edge;
mod goal_without_work;
mod item_after_goal_due;
mod item_of_closed_goal;
mod item_outside_phase;
mod item_outside_roadmap;
mod need_after_start;
mod need_met_too_late;
mod need_without_giver;
mod no_quick_win;
mod one_sided_roadmap;
mod over_capacity;
mod overdue_item;
mod phases_overlap;
mod short_roadmap;
mod starts_before_dependency;
mod words;

pub(super) const FAMILY: Family = Family {
    name: "roadmap",
    about: "the work adds up",
    rules: &[
        goal_without_work::RULE,
        item_after_goal_due::RULE,
        item_outside_phase::RULE,
        item_outside_roadmap::RULE,
        phases_overlap::RULE,
        dependency_cycle::RULE,
        starts_before_dependency::RULE,
        need_after_start::RULE,
        need_met_too_late::RULE,
        need_without_giver::RULE,
        over_capacity::RULE,
        bottleneck_team::RULE,
        no_quick_win::RULE,
        one_sided_roadmap::RULE,
        short_roadmap::RULE,
        overdue_item::RULE,
        item_of_closed_goal::RULE,
    ],
};
