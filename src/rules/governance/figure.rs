//! A figure as it can be pasted into a review's file.

use crate::model::{Entry, Review};
use crate::rules::{Cx, paste};

/// The figure that `function` owes a review.
pub(super) fn figure(cx: &Cx<'_>, review: &Entry<'_, Review<'_>>, function: &str) -> Vec<String> {
    let lines = [
        &format!("function = \"{function}\""),
        "what = \"…\"",
        "planned = <number>",
        "actual = <number>",
        "unit = \"…\"",
    ];
    paste::further(cx, review, "figure", &lines)
}
