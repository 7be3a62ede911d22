//! We would know if it happened.

use crate::rules::Family;

pub(super) const FAMILY: Family =
    Family { name: "measurability", about: "we would know if it happened", rules: &[] };
