//! A report, a comparison, or a page as text, one file per format. No input and no output.

mod changes;
mod codeowners;
mod github;
mod github_review;
mod gitlab;
mod human;
mod inert;
mod json;
mod junit;
mod log;
mod markdown;
mod page;
mod plain;
mod rdjson;
mod sarif;
mod summary;
mod view;

pub use changes::{changes, changes_json, changes_markdown};
pub use codeowners::{CodeOwnersBlock, NoPlaceForBlock};
pub use github::github;
pub use github_review::github_review;
pub use gitlab::gitlab;
pub use human::{human_findings, human_summary};
pub use json::json;
pub use junit::junit;
pub use log::{log, log_json};
pub use markdown::{markdown, markdown_comment};
pub use page::page;
pub use plain::{plain, plain_findings};
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use summary::{checked, held_back, left_out, mended, shown_of, verdict};
pub use view::View;
