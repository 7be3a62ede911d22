//! JSON in which no character of a plan does anything, and none is lost.

use std::fmt::Write;

use serde::Serialize;

use crate::text::{is_of_command, is_unshowable};

/// `value` as JSON, ending in a line end. What may not reach a terminal, or the runner that reads it for commands, is escaped as JSON
/// has it, so whoever reads the JSON gets each text as it is; serde escapes no more than it has to, and leaves C1 and bidirectional
/// controls.
pub(crate) fn json_text(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value)
        .unwrap_or_else(|error| serde_json::json!({ "error": error.to_string() }).to_string());
    // Outside of its strings, JSON has nothing to escape but line ends.
    let is_harmful =
        |at: usize, c: char| c != '\n' && is_unshowable(c) || is_of_command(&text, at, c);
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = 0;
    for (at, c) in text.char_indices().filter(|(at, c)| is_harmful(*at, *c)) {
        out.push_str(&text[rest..at]);
        rest = at + c.len_utf8();
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out + &text[rest..] + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        let text = "a\u{1b}\u{9b}\u{202e}\u{e0041}\n ::error::x ##[error]y 目 🎯";
        let json = json_text(&[text]);
        assert_eq!(
            json,
            "[\n  \"a\\u001b\\u009b\\u202e\\udb40\\udc41\\n \\u003a:error::x #\\u0023[error]y 目 🎯\"\n]\n"
        );
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [text]);
    }
}
