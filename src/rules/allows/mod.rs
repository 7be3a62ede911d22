//! Silence is accounted for.

use crate::rules::Family;

mod allow_without_reason;
mod expired_allow;
mod unknown_rule;
mod unused_allow;

pub(super) const FAMILY: Family = Family {
    name: "allows",
    about: "silence is accounted for",
    rules: &[
        allow_without_reason::RULE,
        unused_allow::RULE,
        expired_allow::RULE,
        unknown_rule::RULE,
    ],
};
