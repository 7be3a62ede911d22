//! goalpact: a linter for goals kept as code.
//!
//! Four verbs: `read` the files of a plan, `load` them, `check` what was loaded, `render` what was found. ARCHITECTURE.md
//! draws the house; the modules below stand in the order in which it is best read, from the ground up.

pub mod text;

pub mod agreed;
pub mod day;
pub mod kind;
pub mod level;

pub mod decode;
pub mod finding;
pub mod snapshot;

pub mod model;
pub mod plan;

pub mod diff;

pub mod log;

pub mod rules;

pub mod config;

pub mod check;
pub mod fix;

pub mod render;
pub mod schema;

pub mod cli;
