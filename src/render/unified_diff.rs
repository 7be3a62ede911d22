//! What differs in a file, as a unified diff.

use crate::text::{Line, masked};

/// How many lines that are the same stand around what differs.
const AROUND: usize = 2;

/// The lines that differ in the file at `path`; whatever in them may not be shown is overwritten.
#[must_use]
pub fn unified_diff(path: &Line, before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    masked(&diff.unified_diff().context_radius(AROUND).header(path, path).to_string()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_a_command() {
        for (line, harmless) in [
            ("::a::", "?:a::"),
            ("\t::a::\r", "\t?:a::\r"),
            ("x ##[a]\u{1b}", "x #?[a]?"),
            ("x\r::a::", "x? ?:a::"),
        ] {
            let path = "goals/a.toml".into();
            let diff = unified_diff(&path, &format!("{line}\nb\n"), &format!("{line}\nc\n"));
            assert!(diff.ends_with(&format!(" {harmless}\n-b\n+c\n")), "{diff:?}");
        }
    }
}
