//! A fix as whole lines in the place of whole lines.

use crate::check::Report;
use crate::finding::Fix;
use crate::fix;
use crate::text::{FileId, is_unshowable};

/// Lines in the place of others.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// The file.
    pub(super) file: FileId,
    /// The first line that is replaced, from 1.
    pub(super) first: usize,
    /// The last line that is replaced.
    pub(super) last: usize,
    /// What is to stand there, with its line ends; empty where the lines are to go.
    pub(super) text: String,
}

/// The suggestion that a fix makes; `None` where it reaches beyond the lines that the change has touched, and where there is no change.
pub(super) fn suggestion(report: &Report<'_>, fix: &Fix) -> Option<Suggestion> {
    let file = fix.edits.first()?.at.file;
    if fix.edits.iter().any(|edit| edit.at.file != file) {
        return None;
    }
    let changed = report.diff?.changed_lines(file);
    let suggestion = whole_lines(report.plan.snapshot.text(file), fix, file)?;
    changed.cover(suggestion.first..=suggestion.last).then_some(suggestion)
}

/// The lines that the edits touch, before and after.
fn whole_lines(text: &str, fix: &Fix, file: FileId) -> Option<Suggestion> {
    let start = fix.edits.iter().map(|edit| edit.at.start).min()? as usize;
    let end = fix.edits.iter().map(|edit| edit.at.end).max()? as usize;
    let from = text.get(..start)?.rfind('\n').map_or(0, |newline| newline + 1);
    // What ends behind a line end takes nothing of the next line.
    let is_behind_line_end = end > from && text.get(..end)?.ends_with('\n');
    let until = match text.get(end..)?.find('\n') {
        _ if is_behind_line_end => end,
        Some(newline) => end + newline + 1,
        None => text.len(),
    };
    let count = text[from..until].split_inclusive('\n').count();
    let edited = fix::apply([fix], |_| text.to_owned()).files.pop()?.text;
    let new =
        edited.get(from..edited.len().checked_sub(text.len() - until)?)?.replace("\r\n", "\n");
    // What cannot be shown is not to be taken over unseen.
    let is_hidden = |c: char| is_unshowable(c) && !matches!(c, '\n' | '\t');
    if count == 0 || new.contains(is_hidden) {
        return None;
    }
    let first = text[..from].matches('\n').count() + 1;
    Some(Suggestion { file, first, last: first + count - 1, text: new })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Edit, Place};

    /// What the edits make of "one\ntwo\nthree": the lines, and what is to stand there.
    fn lines(edits: &[(std::ops::Range<usize>, &str)]) -> Option<(usize, usize, String)> {
        let file = FileId(0);
        let edit = |(range, text): &(std::ops::Range<usize>, &str)| Edit {
            at: Place::new(file, range.clone()),
            text: (*text).to_owned(),
        };
        let fix = Fix { title: "".into(), safe: true, edits: edits.iter().map(edit).collect() };
        let suggestion = whole_lines("one\ntwo\r\nthree", &fix, file)?;
        Some((suggestion.first, suggestion.last, suggestion.text))
    }

    #[test]
    fn edits_become_whole_lines() {
        let some = |first, last, text: &str| Some((first, last, text.to_owned()));
        assert_eq!(lines(&[(4..7, "2")]), some(2, 2, "2\n"));
        assert_eq!(lines(&[(0..1, "O"), (9..10, "T")]), some(1, 3, "One\ntwo\nThree"));
        assert_eq!(lines(&[(4..4, "new\n")]), some(2, 2, "new\ntwo\n"));
        assert_eq!(lines(&[(4..9, "")]), some(2, 2, ""), "a line that goes");
        assert_eq!(lines(&[(4..7, "")]), some(2, 2, "\n"), "a line that is left empty");
    }

    #[test]
    fn what_cannot_be_shown_is_not_suggested() {
        assert_eq!(lines(&[(4..7, "\u{202e}")]), None);
    }
}
