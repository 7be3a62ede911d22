//! We would know if it happened.

use crate::rules::Family;

mod actual_out_of_range;
mod agreed;
mod baseline_disagrees;
mod beyond;
mod duplicate_target;
mod future_actual;
mod goal_off_track;
mod goal_without_target;
mod goals_disagree;
mod green_but_off_track;
mod kpi_never_measured;
mod kpi_without_cadence;
mod kpi_without_source;
mod off_track;
mod one_sided_kpis;
mod only_output_kpis;
mod stale_kpi;
mod target_against_direction;
mod target_already_met;
mod target_equals_baseline;
mod target_out_of_range;
mod target_without_baseline;
mod target_without_date;
mod target_without_guardrail;
mod too_many_targets;
mod unused_kpi;
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
        too_many_targets::RULE,
        only_output_kpis::RULE,
        target_without_guardrail::RULE,
        one_sided_kpis::RULE,
        kpi_without_source::RULE,
        kpi_without_cadence::RULE,
        unused_kpi::RULE,
        future_actual::RULE,
        actual_out_of_range::RULE,
        stale_kpi::RULE,
        kpi_never_measured::RULE,
        baseline_disagrees::RULE,
        target_already_met::RULE,
        goal_off_track::RULE,
        green_but_off_track::RULE,
    ],
};
