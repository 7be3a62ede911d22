//! goalpact: a linter for goals kept as code.
pub mod check;
pub mod cli;
pub mod config;
pub mod day;
pub mod decode;
pub mod finding;
pub mod fix;
pub mod kind;
pub mod level;
pub mod model;
pub mod plan;
pub mod render;
pub mod rules;
pub mod schema;
pub mod snapshot;
pub mod text;
