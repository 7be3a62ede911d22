//! Somebody answers for it, on both sides.

use crate::rules::Family;

mod champion_of_another_function;
mod function_without_champion;
mod function_without_head;
mod goal_without_business_owner;
mod goal_without_deputy;
mod goal_without_it_owner;
mod goal_without_sponsor;
mod it_leads_business_goal;
mod kpi_without_owner;
mod missing_owner;
mod one_sided_goal;
mod overloaded_owner;
mod owner_has_left;
mod owner_not_in_codeowners;
mod owner_on_wrong_side;
mod owner_without_immersion;
mod placeholder_owner;
mod same_owner_twice;
mod seats;
mod single_function_goal;
mod team_without_lead;
mod unreachable_owner;
mod vacancy_overdue;

pub(super) const FAMILY: Family = Family {
    name: "ownership",
    about: "somebody answers for it, on both sides",
    rules: &[
        goal_without_business_owner::RULE,
        goal_without_it_owner::RULE,
        owner_on_wrong_side::RULE,
        same_owner_twice::RULE,
        placeholder_owner::RULE,
        vacancy_overdue::RULE,
        goal_without_deputy::RULE,
        owner_has_left::RULE,
        overloaded_owner::RULE,
        goal_without_sponsor::RULE,
        function_without_champion::RULE,
        champion_of_another_function::RULE,
        single_function_goal::RULE,
        one_sided_goal::RULE,
        it_leads_business_goal::RULE,
        kpi_without_owner::RULE,
        team_without_lead::RULE,
        function_without_head::RULE,
        unreachable_owner::RULE,
        owner_without_immersion::RULE,
        owner_not_in_codeowners::RULE,
    ],
};
