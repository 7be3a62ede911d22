//! Files that are no TOML before the first line is parsed: other encodings, other formats.

use std::ops::Range;
use std::str::Utf8Error;

use crate::decode::Fault;

/// The name of a format whose files are known by their first bytes.
pub(super) fn foreign_bytes(bytes: &[u8]) -> Option<&'static str> {
    bytes.starts_with(b"\0GITCRYPT\0").then_some("locked by git-crypt")
}

/// The name of a format that a text which is not TOML turns out to be.
pub(super) fn foreign_text(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with("version https://git-lfs.github.com/spec/") {
        Some("a Git LFS pointer, not the file it points to")
    } else if text.starts_with('{') && text.trim_end().ends_with('}') {
        Some("JSON")
    } else if text.starts_with("---\n") || text.starts_with("---\r\n") || is_yaml(text) {
        Some("YAML")
    } else if text.starts_with('<') {
        Some("XML or HTML")
    } else {
        None
    }
}

/// Whether every line of the first level is `key: value`, a list item, or a comment.
fn is_yaml(text: &str) -> bool {
    let mut keys = 0_usize;
    for line in text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#', '-']))
    {
        let key = line.split_once(':').map(|(key, _)| key);
        if !key.is_some_and(|key| {
            key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
        }) {
            return false;
        }
        keys = keys.saturating_add(1);
    }
    keys > 1
}

/// The fault of bytes that are not UTF-8.
pub(super) fn not_utf8(bytes: &[u8], error: Utf8Error) -> (Range<usize>, Fault) {
    let at = error.valid_up_to();
    let lines_before = bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    let line = lines_before.saturating_add(1);
    (at..at, Fault::NotUtf8 { looks_like: guess(bytes), line })
}

/// The encoding that the bytes look like.
fn guess(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Some("UTF-32"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Some("UTF-16"),
        _ => {}
    }
    let zeros = memchr::memchr_iter(0, bytes).count();
    if zeros > bytes.len() / 3 {
        return Some("UTF-16");
    }
    // A few high bytes among ASCII letters are how Western European encodings write accented letters.
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    (zeros == 0 && high < bytes.len().div_ceil(3)).then_some("Latin-1 (Windows-1252)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_named_where_recognised() {
        let utf16: Vec<u8> = "title = \"ä\"".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(guess(&[&[0xff, 0xfe], &utf16[..]].concat()), Some("UTF-16"));
        assert_eq!(guess(b"title = \"Gr\xfc\xdfe\""), Some("Latin-1 (Windows-1252)"));
        assert_eq!(guess(b"\x00\xff\x01\x80\x7f\xfe"), None);
    }

    #[test]
    fn formats_are_named_where_recognised() {
        assert_eq!(foreign_text("{\n \"title\": 1\n}\n"), Some("JSON"));
        assert_eq!(foreign_text("title: Grow\nowners:\n  - a\n"), Some("YAML"));
        assert_eq!(foreign_text("title: Grow\nwhy = \"x\"\n"), None);
    }
}
