//! The file can be read.

use crate::rules::Family;

pub(super) const FAMILY: Family =
    Family { name: "shape", about: "the file can be read", rules: &[] };
