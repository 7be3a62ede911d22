//! How the cost of a goal is split.

use crate::model::Case;

/// How far from 100 the shares may be, in points: what is lost when thirds are written with two decimals.
const TOLERANCE: f64 = 0.01;

/// What adding decimal fractions may be off by.
const NOISE: f64 = 1e-9;

impl Case<'_> {
    /// What the shares add up to, in percent; `None` where there are none, or one cannot be read.
    #[must_use]
    pub fn split_total(&self) -> Option<f64> {
        let is_known = self.cost_split.is_whole() && !self.cost_split.is_empty();
        is_known.then(|| self.cost_split.iter().map(|(_, share)| share.0).sum())
    }

    /// Whether the shares are there and add up to 100 %.
    #[must_use]
    pub fn is_split_in_full(&self) -> bool {
        self.split_total().is_some_and(|total| (total - 100.0).abs() <= TOLERANCE + NOISE)
    }
}
