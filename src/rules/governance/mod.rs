//! Promises are made and kept in the open.

use crate::rules::Family;

mod absent_owner;
mod body_without_chair;
mod decision_without_reason;
mod figure;
mod function_silent_in_review;
mod goal_not_agreed;
mod goal_without_body;
mod meeting_missed;
mod meetings_cancelled;
mod one_sided_body;
mod outcome_contradicts_figures;
mod review_missing;
mod review_without_figures;
mod review_without_lessons;
mod stale_decision;

pub(super) const FAMILY: Family = Family {
    name: "governance",
    about: "promises are made and kept in the open",
    rules: &[
        goal_not_agreed::RULE,
        goal_without_body::RULE,
        one_sided_body::RULE,
        body_without_chair::RULE,
        meeting_missed::RULE,
        meetings_cancelled::RULE,
        absent_owner::RULE,
        stale_decision::RULE,
        decision_without_reason::RULE,
        review_missing::RULE,
        review_without_figures::RULE,
        function_silent_in_review::RULE,
        review_without_lessons::RULE,
        outcome_contradicts_figures::RULE,
    ],
};
