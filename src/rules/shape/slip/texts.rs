//! Slips in texts and their quotes.

use crate::rules::shape::slip::Line;
use crate::text::cut;

pub(super) fn typographic_quotes(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let inner = value.trim_matches(['“', '”', '„', '‟', '«', '»', '‘', '’', '‚']);
    (inner.len() < value.len()).then(|| {
        let title =
            format!("`{}` has typographic quotes, as word processors write them", cut(line.key));
        (title, format!("write straight ones: `{} = \"{}\"`", cut(line.key), cut(inner)))
    })
}

pub(super) fn quote_inside(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let ends_early = value.starts_with('"') && line.message.starts_with("unexpected key or value");
    ends_early.then(|| {
        let title = format!("the text of `{}` ends at a quote within it", cut(line.key));
        let inner = value.trim_matches('"');
        let help = if value.contains('\'') {
            "write a quote within the text as `\\\"`".to_owned()
        } else {
            format!("put the text in single quotes: `{} = '{}'`", cut(line.key), cut(inner))
        };
        (title, help)
    })
}

pub(super) fn open_text(line: &Line<'_>) -> Option<(String, String)> {
    let (key, value) = (line.key, line.value?);
    let message = line.message;
    let is_open = value.starts_with(['"', '\''])
        && message.starts_with("invalid")
        && message.contains("string, expected");
    is_open.then(|| {
        let quote = if value.starts_with("\"\"\"") {
            "\"\"\""
        } else if value.starts_with("'''") {
            "'''"
        } else {
            &value[..1]
        };
        (format!("the text of `{}` is not closed", cut(key)), format!("write `{quote}` at its end"))
    })
}

pub(super) fn backslash(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    (value.starts_with('"') && value.contains('\\')).then(|| {
        let title = format!("the text of `{}` has a backslash", cut(line.key));
        let inner = value.trim_matches('"');
        (title, format!("put it in single quotes: `{} = '{}'`", cut(line.key), cut(inner)))
    })
}

pub(super) fn no_quotes(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let is_word = value.starts_with(char::is_alphabetic) && line.message.starts_with("invalid");
    let is_bare = is_word || line.message.starts_with("string values must be quoted");
    (is_bare && !value.starts_with(['"', '\'', '[', '{'])).then(|| {
        let title = format!("the text `{}` of `{}` has no quotes", cut(value), cut(line.key));
        (title, format!("write `{} = \"{}\"`", cut(line.key), cut(value)))
    })
}
