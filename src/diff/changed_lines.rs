//! Which lines of a file a change has touched: those on which GitHub shows a comment or a suggestion.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diff::Diff;
use crate::text::{FileId, LineIndex, Place};

/// The most lines, of both sides together, that are compared line by line: that takes the square of their number where they have
/// little in common.
const MOST: usize = 20_000;

/// The lines of the later side that are new or changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ChangedLines {
    /// Whether each line is, the first line first.
    changed: Vec<bool>,
}

impl ChangedLines {
    /// What differs from `before` in `after`.
    #[must_use]
    pub fn between(before: &str, after: &str) -> Self {
        let Some(ops) = ops(before, after) else { return Self::in_none_of([before], after) };
        let mut changed = vec![false; after.split_inclusive('\n').count()];
        for op in ops {
            if let DiffOp::Insert { new_index, new_len, .. }
            | DiffOp::Replace { new_index, new_len, .. } = op
            {
                changed[new_index..new_index + new_len].fill(true);
            }
        }
        Self { changed }
    }

    /// The lines of `after` that none of `before` has, wherever they stand there: never more than what differs from any of them.
    #[must_use]
    pub fn in_none_of<'a>(before: impl IntoIterator<Item = &'a str>, after: &str) -> Self {
        let old: HashSet<&str> =
            before.into_iter().flat_map(|text| text.split_inclusive('\n')).collect();
        Self { changed: after.split_inclusive('\n').map(|line| !old.contains(line)).collect() }
    }

    /// Whether all of these lines, counted from 1, are new or changed.
    #[must_use]
    pub fn cover(&self, lines: RangeInclusive<usize>) -> bool {
        let first = lines.start().checked_sub(1);
        first
            .and_then(|first| self.changed.get(first..*lines.end()))
            .is_some_and(|lines| lines.iter().all(|line| *line))
    }
}

impl Diff<'_> {
    /// The lines of a file of the later plan that are new or changed. A file that is new may be an old one under another name, of
    /// which GitHub shows only what differs: lines that a file has which is gone are then left out.
    #[must_use]
    pub fn changed_lines(&self, file: FileId) -> ChangedLines {
        if !self.has_changed(file) {
            return ChangedLines::default();
        }
        let (before, after) = (self.base.snapshot, self.head.snapshot);
        if let Some(same) = before.find(after.path(file)) {
            return ChangedLines::between(before.text(same), after.text(file));
        }
        let is_gone = |file: &&FileId| after.find(before.path(**file)).is_none();
        let gone = before.ids().iter().filter(is_gone);
        ChangedLines::in_none_of(gone.map(|file| before.text(*file)), after.text(file))
    }

    /// The line of the later plan that has come to where `at` stood in the earlier one, without its indentation; `None` where its file is
    /// gone, or empty.
    #[must_use]
    pub fn where_it_was(&self, at: Place) -> Option<Place> {
        let (before, after) = (self.base.snapshot, self.head.snapshot);
        let file = after.find(before.path(at.file))?;
        let lines = LineIndex::new(after.text(file));
        let was = LineIndex::new(before.text(at.file)).position(at.start as usize).line;
        let line = line_now(before.text(at.file), after.text(file), was);
        let (text, start) = (1..=line)
            .rev()
            .find_map(|line| lines.line(line).filter(|(text, _)| !text.trim().is_empty()))?;
        let from = start + text.len() - text.trim_start().len();
        Some(Place::new(file, from..start + text.trim_end().len()))
    }
}

/// The line of `after`, counted from 1, that is or has come to where line `was` of `before` stood.
fn line_now(before: &str, after: &str, was: usize) -> usize {
    let last = after.split_inclusive('\n').count();
    let Some(ops) = ops(before, after) else { return was.min(last) };
    let op = ops.iter().find(|op| op.old_range().contains(&was.saturating_sub(1)));
    let now = op.map_or(last, |op| {
        let offset =
            if matches!(op, DiffOp::Equal { .. }) { was - 1 - op.old_range().start } else { 0 };
        op.new_range().start + offset + 1
    });
    now.min(last)
}

/// How the lines of `before` become those of `after`; `None` where there are too many to compare.
fn ops(before: &str, after: &str) -> Option<Vec<DiffOp>> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let is_small = old.len() + new.len() <= MOST;
    is_small.then(|| capture_diff_slices(Algorithm::Myers, &old, &new))
}

#[cfg(test)]
mod tests {
    use super::ChangedLines;
    use crate::diff::diff;
    use crate::plan;
    use crate::snapshot::{self, side_by_side};

    fn lines(changed: &ChangedLines) -> Vec<usize> {
        (1..=9).filter(|line| changed.cover(*line..=*line)).collect()
    }

    #[test]
    fn only_lines_that_differ_are_changed() {
        let before = "a\nb\nc\nd\n";
        assert_eq!(lines(&ChangedLines::between(before, "a\nB\nc\nnew\nd\n")), [2, 4]);
        assert_eq!(lines(&ChangedLines::between(before, "a\nd\n")), [0; 0]);
        assert_eq!(lines(&ChangedLines::between("", before)), [1, 2, 3, 4]);
        assert_eq!(lines(&ChangedLines::between(before, "a\r\nb\nc\nd")), [1, 4]);
    }

    #[test]
    fn a_stretch_is_covered_where_every_line_of_it_is_changed() {
        let changed = ChangedLines::between("a\nb\n", "a\nx\ny\nb\n");
        assert!(changed.cover(2..=3));
        assert!(
            !changed.cover(1..=2)
                && !changed.cover(3..=4)
                && !changed.cover(9..=9)
                && !changed.cover(0..=1)
        );
    }

    #[test]
    fn long_files_with_little_in_common_are_compared_at_once() {
        let many =
            |word: &str| (0..200_000).map(|line| format!("{word}{line}\n")).collect::<String>();
        let changed =
            ChangedLines::between(&(many("old") + "kept\n"), &("kept\n".to_owned() + &many("new")));
        assert!(!changed.cover(1..=1) && changed.cover(2..=200_001));
    }

    #[test]
    fn a_renamed_file_has_changed_only_where_it_differs() {
        let read = |path: &str, text: &str| {
            snapshot::from_texts([(path, text.as_bytes()), ("goals/z.toml", b"same\n")])
        };
        let before = || read("goals/a.toml", "title = \"x\"\ndue = 2026-06-30\n");
        for (path, expected) in
            [("goals/a.toml", vec![2]), ("goals/2026/a.toml", vec![2]), ("goals/b.toml", vec![2])]
        {
            let after = read(path, "title = \"x\"\ndue = 2026-12-31\n");
            let (before, after) = side_by_side(before(), after);
            let (base, head) = (plan::load(&before), plan::load(&after));
            let diff = diff(&base, &head);
            let changed = |path: &str| lines(&diff.changed_lines(after.find(path).unwrap()));
            assert_eq!(changed(path), expected, "{path}");
            assert_eq!(changed("goals/z.toml"), [0; 0]);
        }
    }
}
