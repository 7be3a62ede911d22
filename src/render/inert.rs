//! Text of a plan in GitHub's Markdown, where it shows what it says and does nothing.
//!
//! GitHub looks for mentions, emoji, references, and addresses in the text that is left after Markdown is read, so no escape keeps
//! `@name` from being a mention. Only within code does it not look: a word that could do something is set as code.

use std::fmt::Write;

use crate::text::shown;

/// The words of a finding or a change, in which backticks stand around what is quoted.
pub(super) fn words(text: &str) -> String {
    let text = shown(text);
    let parts: Vec<&str> = text.split('`').collect();
    // With an odd number of backticks, the last one belongs to the text.
    let is_even = parts.len() % 2 == 1;
    let mut out = String::with_capacity(text.len() + 16);
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        match at % 2 {
            0 => out.push_str(&prose(part)),
            _ if is_last && !is_even => out.push_str(&format!("\\`{}", prose(part))),
            _ => out.push_str(&code(part)),
        }
    }
    out
}

/// Plain text, such as a title.
pub(super) fn prose(text: &str) -> String {
    let text = shown(text);
    let words =
        text.split(' ').map(|word| if does_something(word) { code(word) } else { escaped(word) });
    words.collect::<Vec<_>>().join(" ")
}

/// A code span: an id, a path, a GitHub name.
pub(super) fn code(text: &str) -> String {
    let text = shown(text);
    if text.trim().is_empty() {
        return text.into_owned();
    }
    let ticks = "`".repeat(longest_run(&text) + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

/// Markdown of [`words`], [`prose`], and [`code`] in a cell of a table. Only code has a `|` in it; behind a backslash nothing
/// could keep it from ending the cell, so it is shown as a broken bar there.
pub(super) fn cell(markdown: &str) -> String {
    let bar = if markdown.contains("\\|") { "¦" } else { "\\|" };
    markdown.replace('|', bar)
}

/// Text within a line of HTML, in an element that GitHub looks for nothing in, such as `<code>`.
pub(super) fn html(text: &str) -> String {
    let written = |c| match c {
        '&' | '<' | '>' | '"' | '\'' => format!("&#{};", c as u32),
        c => c.to_string(),
    };
    shown(text).chars().map(written).collect()
}

/// A fenced block of lines, which none of them can end.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text).max(2) + 1);
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{language}\n{text}{end}{fence}\n")
}

/// Whether GitHub would make something of a word: a mention, an address, an emoji, a reference to an issue or a commit.
fn does_something(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let has_reference =
        word.split('#').skip(1).any(|after| after.starts_with(|c: char| c.is_ascii_digit()));
    let is_hash = |part: &str| {
        part.len() >= 7
            && part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    has_reference
        || ["@", "://", "www.", "gh-", "ghsa-"].iter().any(|part| lower.contains(part))
        || word.matches(':').count() > 1
        || word.split(|c: char| !c.is_ascii_alphanumeric()).any(is_hash)
}

fn escaped(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    for c in word.chars() {
        match c {
            '<' | '>' | '&' | '|' => {
                let _ = write!(out, "&#{};", c as u32);
            }
            // What stands between two of them would be set as a formula.
            '$' => out.push_str("<span>&#36;</span>"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// How many backticks stand in a row at most.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_is_code_and_the_rest_is_escaped() {
        assert_eq!(words("goal `a_b` has *no* owner"), "goal `a_b` has \\*no\\* owner");
        assert_eq!(words("an odd ` stays"), "an odd \\` stays");
        assert_eq!(words("`a` and ` stays"), "`a` and \\` stays");
        assert_eq!(words("`` says nothing"), " says nothing");
    }

    #[test]
    fn a_word_that_would_do_something_is_code() {
        for word in [
            "@all",
            "(@org/team),",
            "a@b.c",
            "https://evil.example",
            "WWW.evil.example",
            ":shipit:",
            "#12",
            "a/b#1",
            "GH-7",
            "deadbee1",
        ] {
            assert_eq!(prose(&format!("see {word} now")), format!("see `{word}` now"));
        }
        for word in ["100000000", "10:30", "decade", "C\\#"] {
            assert_eq!(prose(&word.replace('\\', "")), word);
        }
    }

    #[test]
    fn backticks_do_not_end_code_or_a_block() {
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`"), "`` ` ``");
        assert_eq!(fenced("toml", "````\nx"), "`````toml\n````\nx\n`````\n");
    }

    #[test]
    fn no_bar_ends_a_cell() {
        assert_eq!(cell(&code("a|b")), "`a\\|b`");
        assert_eq!(cell(&code("a\\|b|c")), "`a\\¦b¦c`");
        assert_eq!(cell(&prose("a|b")), "a&#124;b");
    }
}
