//! Patterns for paths, as goalpact.toml has them.

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::decode::{BadValue, Decoder, Defect, Spoiled};
use crate::text::Place;

/// A set of path patterns, and a defect for each that cannot be read or would leave the plan.
pub(super) fn globs<'a>(
    patterns: impl Iterator<Item = (&'a str, Place)>,
) -> (GlobSet, Vec<Defect>) {
    let mut set = GlobSetBuilder::new();
    let mut defects = Vec::new();
    for (pattern, at) in patterns {
        let leaves = pattern.starts_with('/') || pattern.split('/').any(|part| part == "..");
        match Glob::new(pattern) {
            Ok(glob) if !leaves => {
                set.add(glob);
            }
            _ => {
                let mut decoder = Decoder::new(at.file, "", Spoiled::default());
                decoder.bad_value(at, pattern, BadValue::NotAPattern);
                defects.extend(decoder.into_defects());
            }
        }
    }
    (set.build().unwrap_or_default(), defects)
}
