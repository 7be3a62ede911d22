//! What the targets share: plans written as one text, how such texts are changed, and what holds of every report.

mod changed;
mod judged;
mod written;

pub use changed::changed;
pub use judged::{judge, rulebook, today};
pub use written::Written;
