//! Somebody answers for it, on both sides.

use crate::rules::Family;

pub(super) const FAMILY: Family =
    Family { name: "ownership", about: "somebody answers for it, on both sides", rules: &[] };
