//! The file can be read.

use crate::rules::Family;

mod bad_value;
mod conflict_marker;
mod duplicate_id;
mod meant;
mod misplaced_file;
mod missing_field;
mod newer_toml;
mod not_utf8;
mod slip;
mod syntax_error;
mod unknown_field;
mod unknown_reference;
mod unused_entry;
mod whereabouts;
mod wrong_type;

pub(super) const FAMILY: Family = Family {
    name: "shape",
    about: "the file can be read",
    rules: &[
        syntax_error::RULE,
        conflict_marker::RULE,
        not_utf8::RULE,
        unknown_field::RULE,
        missing_field::RULE,
        wrong_type::RULE,
        bad_value::RULE,
        duplicate_id::RULE,
        unknown_reference::RULE,
        misplaced_file::RULE,
        newer_toml::RULE,
        unused_entry::RULE,
    ],
};
