//! Edits applied: overlaps refused, and the rest again and again until none is left.
//!
//! Splices bytes into the original text, so that comments, line ends and a byte order mark stay as they are. Writes nothing to disk.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use crate::finding::Fix;
use crate::snapshot::Snapshot;
use crate::text::{Edit, FileId, Place};

/// How often fixes are applied at most: each round may uncover what the next mends.
const ROUNDS: usize = 10;

/// What has become of a plan's files.
#[derive(Debug, Default)]
pub struct Mended {
    /// What the files that have changed held before.
    pub before: BTreeMap<FileId, Vec<u8>>,
    /// How many fixes were applied.
    pub applied: usize,
}

/// Applies what is `wanted` of the files, round by round, until nothing is. A file that does not parse is left as it is, and so is
/// one that would not any more.
pub fn mend(snapshot: &mut Snapshot, wanted: impl Fn(&Snapshot) -> Vec<Fix>) -> Mended {
    let mut mended = Mended::default();
    for _ in 0..ROUNDS {
        let outcome = one_round(snapshot, &wanted(snapshot));
        if outcome.files.is_empty() {
            break;
        }
        mended.applied += outcome.applied;
        for Edited { file, text } in outcome.files {
            let old = snapshot.replace(file, text.into_bytes());
            mended.before.entry(file).or_insert(old);
        }
    }
    mended.before.retain(|file, bytes| snapshot.file(*file).bytes != *bytes);
    mended
}

/// The files after one round of fixes.
fn one_round(snapshot: &Snapshot, wanted: &[Fix]) -> Outcome {
    let parses = |text: &str| DeTable::parse(text).is_ok();
    // The text of a file that is not UTF-8 ends where that begins, and what comes after it would be lost.
    let is_text = |file: FileId| std::str::from_utf8(&snapshot.file(file).bytes).is_ok();
    // Each file is parsed once, however many fixes it has.
    let mut broken: BTreeSet<FileId> =
        wanted.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.at.file)).collect();
    broken.retain(|file| !is_text(*file) || !parses(snapshot.text(*file)));
    loop {
        let is_sound = |fix: &&Fix| fix.edits.iter().all(|edit| !broken.contains(&edit.at.file));
        let outcome = apply(wanted.iter().filter(is_sound), |file| snapshot.text(file).to_owned());
        let spoilt = outcome.files.iter().filter(|edited| !parses(&edited.text));
        let spoilt: Vec<FileId> = spoilt.map(|edited| edited.file).collect();
        if spoilt.is_empty() {
            return outcome;
        }
        broken.extend(spoilt);
    }
}

/// A file after its edits.
#[derive(Debug, PartialEq, Eq)]
pub struct Edited {
    /// Which file.
    pub file: FileId,
    /// What is in it now.
    pub text: String,
}

/// The outcome of applying fixes once.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files that change.
    pub files: Vec<Edited>,
    /// How many fixes were applied; one that overlaps another waits for the next round.
    pub applied: usize,
}

/// Applies `fixes` to the texts that `text` gives. A fix is applied whole or not at all.
#[must_use]
pub fn apply<'a>(
    fixes: impl IntoIterator<Item = &'a Fix>,
    text: impl Fn(FileId) -> String,
) -> Outcome {
    let mut taken: BTreeMap<FileId, Taken<'_>> = BTreeMap::new();
    let mut applied = 0;
    for fix in fixes {
        let is_free =
            |edit: &Edit| taken.get(&edit.at.file).is_none_or(|taken| !overlaps(taken, edit));
        if fix.edits.iter().all(is_free) && !fix.edits.is_empty() {
            applied += 1;
            for edit in &fix.edits {
                let taken = taken.entry(edit.at.file).or_default();
                taken.entry(edit.at.start).or_default().push(edit);
            }
        }
    }
    let edited = |(file, taken): (FileId, Taken<'a>)| {
        let edits = taken.into_values().flatten().collect();
        Edited { file, text: splice(&text(file), edits) }
    };
    let files = taken.into_iter().map(edited).collect();
    Outcome { files, applied }
}

/// One edit of `text` that does all that `fix` does, from the first byte it changes to the last; `None` where it changes several
/// files, or nothing.
#[must_use]
pub fn as_one_edit(fix: &Fix, text: &str) -> Option<Edit> {
    let places = || fix.edits.iter().map(|edit| edit.at);
    let whole = places().reduce(Place::to)?;
    if places().any(|at| at.file != whole.file) {
        return None;
    }
    let before = text.get(..whole.start as usize)?;
    let after = text.get(whole.end as usize..)?;
    let edited = splice(text, fix.edits.iter().collect());
    let text = edited.strip_prefix(before)?.strip_suffix(after)?.to_owned();
    Some(Edit { at: whole, text })
}

/// The edits of a file that are to be done, by where they begin; those of different fixes do not overlap.
type Taken<'a> = BTreeMap<u32, Vec<&'a Edit>>;

/// Whether an edit overlaps one of those; if it does, it does so with the nearest.
fn overlaps(taken: &Taken<'_>, edit: &Edit) -> bool {
    let nearest = [taken.range(..=edit.at.start).next_back(), taken.range(edit.at.start..).next()];
    nearest.into_iter().flatten().flat_map(|(_, others)| others).any(|other| overlap(edit, other))
}

/// Whether two edits touch the same bytes, or insert at the same place.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let (one, other) = (one.at, other.at);
    one.start == other.start || (one.start < other.end && other.start < one.end)
}

fn splice(text: &str, mut edits: Vec<&Edit>) -> String {
    edits.sort_by_key(|edit| edit.at.start);
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        out.push_str(text.get(from..edit.at.start as usize).unwrap_or_default());
        out.push_str(&edit.text);
        from = edit.at.end as usize;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(edits: &[(std::ops::Range<usize>, &str)]) -> Fix {
        let edit = |(range, text): &(std::ops::Range<usize>, &str)| Edit {
            at: Place::new(FileId(0), range.clone()),
            text: (*text).to_owned(),
        };
        Fix { title: "".into(), safe: true, edits: edits.iter().map(edit).collect() }
    }

    #[test]
    fn bytes_outside_the_edits_stay() {
        let outcome =
            apply(&[fix(&[(8..11, "b")]), fix(&[(0..3, "")])], |_| "\u{feff}a = \"é\"\r\n".into());
        assert_eq!(outcome.files[0].text, "a = \"b\r\n");
        assert_eq!(outcome.applied, 2);
    }

    #[test]
    fn a_fix_of_several_edits_is_one_that_reaches_from_the_first_to_the_last() {
        let one = as_one_edit(&fix(&[(4..5, "z"), (1..2, "xx")]), "abcdef");
        let edit = Edit { at: Place::new(FileId(0), 1..5), text: "xxcdz".into() };
        assert_eq!(one, Some(edit));
        assert_eq!(as_one_edit(&fix(&[]), "abcdef"), None);
    }

    #[test]
    fn as_many_fixes_as_a_file_has_bytes_are_applied_at_once() {
        // Each held against each, they would take minutes.
        let fixes: Vec<Fix> = (0..100_000).rev().map(|at| fix(&[(at..at + 1, "b")])).collect();
        let outcome = apply(&fixes, |_| "a".repeat(fixes.len()));
        assert_eq!(outcome.applied, fixes.len());
        assert!(outcome.files[0].text.bytes().all(|byte| byte == b'b'));
        let inside =
            [fix(&[(2..6, "x")]), fix(&[(0..3, "y")]), fix(&[(5..9, "z")]), fix(&[(4..4, "w")])];
        assert_eq!(apply(&inside, |_| "abcdefghij".into()).applied, 1);
    }

    #[test]
    fn a_fix_is_applied_whole_or_not_at_all() {
        let outcome =
            apply(&[fix(&[(0..2, "x")]), fix(&[(1..3, "y"), (4..5, "z")])], |_| "abcdef".into());
        assert_eq!((outcome.applied, outcome.files[0].text.as_str()), (1, "xcdef"));
    }
}
