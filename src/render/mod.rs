//! A report, a comparison, or a page as text, one file per format. No input and no output.

mod changes;
mod codeowners;
mod human;
mod json;
mod log;
mod page;
mod plain;
mod summary;
mod view;

pub use changes::{changes, changes_json, changes_markdown};
pub use codeowners::{CodeOwnersBlock, NoPlaceForBlock};
pub use human::{human_findings, human_summary};
pub use json::json;
pub use log::{log, log_json};
pub use page::page;
pub use plain::{plain, plain_findings};
pub use summary::{checked, held_back, mended, verdict};
pub use view::View;
