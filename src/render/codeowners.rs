//! The lines of CODEOWNERS by which GitHub asks those who answer for a goal to review changes to its file, and a CODEOWNERS file with
//! these lines in it. They stand between two comments; the rest of the file is somebody else's.

use std::ops::Range;

use crate::plan::{CodeOwners, Plan, Reviewers, pattern_of};
use crate::text::FileId;

/// The lines for one plan.
pub struct CodeOwnersBlock {
    /// The comment that they begin with, told apart from those of other plans by the plan's folder.
    begin: String,
    /// The comment that they end with.
    end: String,
    /// Each path that a line names, and the line.
    lines: Vec<(String, String)>,
}

/// Why a CODEOWNERS file takes no block: its comments are not there once each, in order.
#[derive(Debug)]
pub struct NoPlaceForBlock {
    /// The comment that the block begins with.
    pub begin: String,
    /// The comment that it ends with.
    pub end: String,
}

impl CodeOwnersBlock {
    /// The lines for `plan`: one for each file with goals, in order of their paths. Nobody is asked by a line without logins, so there
    /// is none.
    #[must_use]
    pub fn new(plan: &Plan<'_>, reviewers: &Reviewers<'_, '_>) -> Self {
        let folder = match plan.snapshot.prefix.trim_end_matches('/') {
            "" => ".",
            folder => folder,
        };
        let line = |(path, logins): (&str, Vec<String>)| {
            let pattern = pattern_of(path).filter(|_| !logins.is_empty())?;
            Some((path.to_owned(), format!("{pattern} {}", logins.join(" "))))
        };
        let files = reviewers.by_file.iter().map(|(file, people)| {
            let logins = people.iter().filter_map(|person| person.login());
            (plan.snapshot.path(*file), logins.map(|login| format!("@{login}")).collect())
        });
        Self {
            begin: format!("# begin goalpact codeowners {folder}"),
            end: format!("# end goalpact codeowners {folder}"),
            lines: files.filter_map(line).collect(),
        }
    }

    /// Whether nobody is asked about anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The lines between their comments; nothing where there are none.
    #[must_use]
    pub fn text(&self) -> String {
        if self.is_empty() {
            return String::new();
        }
        let lines: String = self.lines.iter().map(|(_, line)| format!("{line}\n")).collect();
        let Self { begin, end, .. } = self;
        format!(
            "{begin}\n# Written by `goalpact codeowners --write`: what is changed in here is lost.\n{lines}{end}\n"
        )
    }

    /// The CODEOWNERS file `text` with these lines in it, every other byte kept. They stay where they are, and are put at the end where
    /// they are new, or where a later line would win over one of them.
    ///
    /// # Errors
    ///
    /// Where one of the two comments stands there alone or more than once.
    pub fn put_into(&self, text: &str) -> Result<String, NoPlaceForBlock> {
        // The line ends of a checkout on Windows are not a change.
        let is_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
        let block = if is_crlf { self.text().replace('\n', "\r\n") } else { self.text() };
        let Some(old) = self.find(text)? else { return Ok(appended(text, &block, is_crlf)) };
        let in_place = [&text[..old.start], &block, &text[old.end..]].concat();
        if self.is_heard(&in_place, &(old.start..old.start + block.len())) {
            return Ok(in_place);
        }
        Ok(appended(&[&text[..old.start], &text[old.end..]].concat(), &block, is_crlf))
    }

    /// Where these lines, comments included, stand in a file.
    fn find(&self, text: &str) -> Result<Option<Range<usize>>, NoPlaceForBlock> {
        let mut offset = 0;
        let (mut begins, mut ends) = (Vec::new(), Vec::new());
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            if line.trim_end() == self.begin {
                begins.push(start);
            } else if line.trim_end() == self.end {
                ends.push(offset);
            }
        }
        match (begins[..].first(), ends[..].first()) {
            (None, None) => Ok(None),
            (Some(begin), Some(end)) if begins.len() == 1 && ends.len() == 1 && begin < end => {
                Ok(Some(*begin..*end))
            }
            _ => Err(NoPlaceForBlock { begin: self.begin.clone(), end: self.end.clone() }),
        }
    }

    /// Whether each of these lines, which stand in `block` of a file, has the last word on its path.
    fn is_heard(&self, text: &str, block: &Range<usize>) -> bool {
        let codeowners = CodeOwners::parse(FileId(0), text);
        let is_ours = |path: &str| {
            codeowners.of(path).is_some_and(|(_, at)| block.contains(&(at.start as usize)))
        };
        self.lines.iter().all(|(path, _)| is_ours(path))
    }
}

/// `text` with a block at its end, after an empty line.
fn appended(text: &str, block: &str, is_crlf: bool) -> String {
    let line_end = if is_crlf { "\r\n" } else { "\n" };
    let mut whole = text.to_owned();
    if !text.is_empty() && !block.is_empty() {
        if !text.ends_with('\n') {
            whole.push_str(line_end);
        }
        if !whole.ends_with("\n\n") && !whole.ends_with("\n\r\n") {
            whole.push_str(line_end);
        }
    }
    whole + block
}
