//! CODEOWNERS: whom GitHub asks to review a path.
//!
//! The format is GitHub's ("About code owners"): gitignore-like patterns of which the last that matches counts, without
//! `!` and `[…]`, and with a backslash before a space that belongs to a path.

// What was written by others brings no panic.
#![cfg_attr(
    not(test),
    warn(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::string_slice)
)]

use std::collections::HashMap;

use globset::{GlobBuilder, GlobMatcher};

use crate::text::{FileId, Place};

/// The lines of a CODEOWNERS file.
#[derive(Default)]
pub struct CodeOwners {
    lines: Vec<Line>,
    /// The last line that names each path without a wildcard.
    exact: HashMap<String, usize>,
    /// The last line that names everything below each folder.
    below: HashMap<String, usize>,
    /// What the lines with wildcards match.
    wild: Vec<(usize, Vec<GlobMatcher>)>,
}

/// One pattern's owners.
struct Line {
    at: Place,
    owners: Vec<String>,
}

impl CodeOwners {
    /// Reads a file; lines whose pattern cannot be read are passed over, as GitHub does.
    #[must_use]
    pub fn parse(file: FileId, text: &str) -> Self {
        let mut read = Self::default();
        let mut offset = 0_usize;
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset = offset.saturating_add(line.len());
            let written = line.split('#').next().unwrap_or_default().trim_end();
            let (pattern, owners) = pattern_and_owners(written.trim_start());
            if pattern.is_empty() {
                continue;
            }
            let at = Place::new(file, start..start.saturating_add(written.len()));
            read.add(&pattern);
            let owners = owners.split_whitespace().map(ToOwned::to_owned).collect();
            read.lines.push(Line { at, owners });
        }
        read
    }

    /// Takes in the pattern of the line that comes next.
    fn add(&mut self, pattern: &str) {
        let line = self.lines.len();
        let path = pattern.trim_matches('/');
        let is_anchored = pattern.trim_end_matches('/').contains('/');
        // A file of thousands of goals has as many lines, nearly all of them plain paths.
        if is_anchored && !path.contains(['*', '?', '[', ']', '{', '}', '\\']) {
            self.below.insert(path.to_owned(), line);
            if !pattern.ends_with('/') {
                self.exact.insert(path.to_owned(), line);
            }
        } else {
            self.wild.push((line, matchers(pattern)));
        }
    }

    /// The owners of `path` (from the root of the repository) and the line that says so; `None` where no line matches.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<(&[String], Place)> {
        let folders = path.match_indices('/').filter_map(|(at, _)| self.below.get(path.get(..at)?));
        let plain = folders.chain(self.exact.get(path)).max().copied();
        let later =
            self.wild.iter().rev().take_while(|(at, _)| plain.is_none_or(|line| *at > line));
        let mut later = later.filter(|(_, matchers)| matchers.iter().any(|it| it.is_match(path)));
        let line = self.lines.get(later.next().map(|(at, _)| *at).or(plain)?)?;
        Some((&line.owners, line.at))
    }
}

/// The pattern that matches the file at `path` (from the root of the repository) and hardly any other; `None` where there is none.
///
/// What means something in a pattern is matched by `?`, any one character: GitHub knows no way to write it as itself.
#[must_use]
pub fn pattern_of(path: &str) -> Option<String> {
    // A backslash on Unix may also be how a character that cannot be shown was written out.
    if path.contains(|c: char| c == '\\' || c.is_control() || c.is_whitespace() && c != ' ') {
        return None;
    }
    let mut pattern = String::from("/");
    for c in path.chars() {
        match c {
            ' ' => pattern.push_str("\\ "),
            '#' | '*' | '?' | '[' | ']' | '{' | '}' => pattern.push('?'),
            c => pattern.push(c),
        }
    }
    Some(pattern)
}

/// A line's pattern, with each space of a path as itself, and what follows it.
fn pattern_and_owners(line: &str) -> (String, &str) {
    let mut pattern = String::new();
    let mut chars = line.chars();
    loop {
        let rest = chars.as_str();
        match chars.next() {
            None => return (pattern, ""),
            Some('\\') if chars.as_str().starts_with(' ') => {
                pattern.push(' ');
                chars.next();
            }
            Some(c) if c.is_whitespace() => return (pattern, rest),
            Some(c) => pattern.push(c),
        }
    }
}

/// What a pattern matches: the path itself, and everything below it where it names a folder.
fn matchers(pattern: &str) -> Vec<GlobMatcher> {
    let is_folder = pattern.ends_with('/');
    let inner = pattern.trim_end_matches('/').trim_start_matches('/');
    let is_anchored = pattern.starts_with('/') || inner.contains('/');
    let base = if is_anchored || inner.starts_with("**/") {
        inner.to_owned()
    } else {
        format!("**/{inner}")
    };
    let mut globs = Vec::new();
    if inner.is_empty() {
        globs.push("**".to_owned());
    } else {
        if !is_folder {
            globs.push(base.clone());
        }
        // `docs/*` names the files in `docs` and none further down.
        if !base.ends_with("/*") {
            globs.push(format!("{base}/**"));
        }
    }
    let build = |glob: String| GlobBuilder::new(&glob).literal_separator(true).build().ok();
    globs.into_iter().filter_map(build).map(|glob| glob.compile_matcher()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_that_matches_counts() {
        let owners = CodeOwners::parse(
            FileId(0),
            "# everything\n*  @all\n/goals/ @leads # both\ngoals/checkout.toml @maria ann@x.org\n*.md\ndocs/* @docs\n",
        );
        let of = |path| owners.of(path).map(|(owners, _)| owners.join(" "));
        assert_eq!(of("goals/checkout.toml").as_deref(), Some("@maria ann@x.org"));
        assert_eq!(of("goals/a/b.toml").as_deref(), Some("@leads"));
        assert_eq!(of("kpis/x.toml").as_deref(), Some("@all"));
        assert_eq!(of("goals/README.md").as_deref(), Some(""));
        assert_eq!(of("docs/a.txt").as_deref(), Some("@docs"));
        assert_eq!(of("docs/a/b.txt").as_deref(), Some("@all"));
    }

    #[test]
    fn the_pattern_of_a_path_matches_it_and_no_neighbor() {
        for (path, pattern) in [
            ("goals/a.toml", "/goals/a.toml"),
            ("my plans/goals/a b.toml", "/my\\ plans/goals/a\\ b.toml"),
            ("goals/[x]/a{1}.toml", "/goals/?x?/a?1?.toml"),
            ("!goals/#1*?.toml", "/!goals/?1??.toml"),
            ("goals/日本.toml", "/goals/日本.toml"),
        ] {
            assert_eq!(pattern_of(path).as_deref(), Some(pattern));
            let owners = CodeOwners::parse(FileId(0), &format!("* @all\n{pattern} @ana @bo\n"));
            let of = |path: &str| owners.of(path).map(|(owners, _)| owners.join(" "));
            assert_eq!(of(path).as_deref(), Some("@ana @bo"), "{pattern}");
            assert_eq!(of(&format!("{path}.md")).as_deref(), Some("@all"), "{pattern}");
        }
        assert_eq!(pattern_of("goals/a\tb.toml"), None);
        assert_eq!(pattern_of("goals/\\xff.toml"), None);
    }

    #[test]
    fn a_later_line_for_the_folder_wins_over_one_for_the_file() {
        let text = "/goals/a.toml @ann\n/goals/ @bo\n/goals/b.toml/ @eve\n/kpis @lin\n";
        let owners = CodeOwners::parse(FileId(0), text);
        let of = |path| owners.of(path).map(|(owners, _)| owners.join(" "));
        assert_eq!(of("goals/a.toml").as_deref(), Some("@bo"));
        assert_eq!(of("goals/b.toml").as_deref(), Some("@bo"));
        assert_eq!(of("kpis/a/b.toml").as_deref(), Some("@lin"));
        assert_eq!(of("teams.toml"), None);
    }
}
