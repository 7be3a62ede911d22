//! What may be missing from a plan because a file of it could not be read.

use std::collections::BTreeSet;

use crate::kind::Kind;

/// What may be missing from a plan, so that an unknown id of it proves nothing.
#[derive(Default)]
pub(super) struct Incomplete {
    pub(super) kinds: BTreeSet<Kind>,
    pub(super) ids: BTreeSet<(Kind, String)>,
    pub(super) items: bool,
}
