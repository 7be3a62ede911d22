//! The goalposts stay put.

use crate::rules::Family;

mod change_not_agreed;
mod consent;
mod loosened;
mod owner_replaced;
mod rules_loosened;

pub(super) const FAMILY: Family = Family {
    name: "history",
    about: "the goalposts stay put",
    rules: &[owner_replaced::RULE, change_not_agreed::RULE, rules_loosened::RULE],
};
