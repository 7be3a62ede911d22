//! When something was done, by whom, and in which commit.

use crate::log::Step;
use crate::text::cut;

/// "on 2026-02-10 by Ana Berg in 8c1d2e3".
pub(super) fn told(step: &Step) -> String {
    match &step.commit {
        Some(commit) => {
            let author = cut(commit.author.called());
            format!("on {} by {author} in {}", commit.day, commit.short())
        }
        None => "in what is not committed yet".into(),
    }
}
