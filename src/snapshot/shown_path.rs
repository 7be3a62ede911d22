//! Paths as they are shown: with `/`, and never with a byte that could steer a terminal.

use std::path::Path;

use crate::text::visible;

/// A path as snapshots have it: with `/`, bytes that are not UTF-8 as `\xff`, and controls as `\u{1b}`.
#[must_use]
pub fn shown_path(path: &Path) -> String {
    if let Some(path) = path.to_str().filter(|path| cfg!(unix) && visible(path) == **path) {
        return path.to_owned();
    }
    let parts: Vec<String> =
        path.components().map(|part| shown_name(part.as_os_str().as_encoded_bytes())).collect();
    parts.join("/")
}

/// One part of a path.
pub(super) fn shown_name(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    visible(&out).into_owned()
}
