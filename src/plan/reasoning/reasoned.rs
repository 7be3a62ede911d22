//! What several rules reason about, worked out once, when the first of them asks.

use std::sync::OnceLock;

use crate::plan::Graph;
use crate::plan::reasoning::functions::{Functions, Voices};

/// What several rules reason about.
#[derive(Debug, Default)]
pub(in crate::plan) struct Reasoned {
    /// Which goals serve which.
    pub(super) alignment: OnceLock<Graph>,
    /// Which open goals serve which.
    pub(super) open_alignment: OnceLock<Graph>,
    /// Which items wait for which.
    pub(super) dependencies: OnceLock<Graph>,
    /// The functions of each goal.
    pub(super) functions: OnceLock<Vec<Functions>>,
    /// Who can speak for which function.
    pub(super) voices: OnceLock<Voices>,
    /// Which people are placeholders.
    pub(super) nobodies: OnceLock<Vec<bool>>,
}
