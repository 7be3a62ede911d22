//! CODEOWNERS: whom GitHub asks to review a path.
//!
//! The format is GitHub's ("About code owners"): gitignore-like patterns of which the last that matches counts, without
//! `!` and `[…]`.

use globset::{GlobBuilder, GlobMatcher};

use crate::text::{FileId, Place};

/// The lines of a CODEOWNERS file.
pub struct CodeOwners {
    lines: Vec<Line>,
}

/// One pattern and its owners.
struct Line {
    at: Place,
    matchers: Vec<GlobMatcher>,
    owners: Vec<String>,
}

impl CodeOwners {
    /// Reads a file; lines whose pattern cannot be read are passed over, as GitHub does.
    #[must_use]
    pub fn parse(file: FileId, text: &str) -> Self {
        let mut lines = Vec::new();
        let mut offset = 0;
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            let written = line.split('#').next().unwrap_or_default().trim_end();
            let mut words = written.split_whitespace();
            let Some(pattern) = words.next() else { continue };
            let at = Place::new(file, start..start + written.len());
            lines.push(Line {
                at,
                matchers: matchers(pattern),
                owners: words.map(ToOwned::to_owned).collect(),
            });
        }
        Self { lines }
    }

    /// The owners of `path` (from the root of the repository) and the line that says so; `None` where no line matches.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<(&[String], Place)> {
        let line = self
            .lines
            .iter()
            .rev()
            .find(|line| line.matchers.iter().any(|matcher| matcher.is_match(path)))?;
        Some((&line.owners, line.at))
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
}
