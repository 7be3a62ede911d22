//! A report as text, one file per format. No input and no output.

mod plain;
mod summary;
mod view;

pub use plain::{plain, plain_findings};
pub use summary::{checked, verdict};
pub use view::View;
