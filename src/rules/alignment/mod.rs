//! It serves something larger.

use crate::rules::Family;

mod alignment_cycle;
mod case_without_value;
mod cost_on_one_function;
mod cost_split_not_100;
mod goal_without_customer;
mod goal_without_why;
mod it_goal_without_business_goal;
mod level_upside_down;
mod non_negotiable_without_reason;
mod non_negotiables_from_one_side;
mod one_sided_incentive;
mod orphan_goal;
mod priority_tie;
mod supports_closed_goal;
mod too_many_company_goals;
mod unsupported_company_goal;
mod work_before_case;

pub(super) const FAMILY: Family = Family {
    name: "alignment",
    about: "it serves something larger",
    rules: &[
        orphan_goal::RULE,
        it_goal_without_business_goal::RULE,
        alignment_cycle::RULE,
        supports_closed_goal::RULE,
        level_upside_down::RULE,
        unsupported_company_goal::RULE,
        goal_without_why::RULE,
        goal_without_customer::RULE,
        too_many_company_goals::RULE,
        priority_tie::RULE,
        case_without_value::RULE,
        cost_split_not_100::RULE,
        cost_on_one_function::RULE,
        work_before_case::RULE,
        one_sided_incentive::RULE,
        non_negotiable_without_reason::RULE,
        non_negotiables_from_one_side::RULE,
    ],
};
