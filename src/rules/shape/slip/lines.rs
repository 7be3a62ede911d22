//! Slips in how a line is built.

use crate::rules::shape::slip::Line;
use crate::text::{cut, is_unshowable};

pub(super) fn twice(line: &Line<'_>) -> Option<(String, String)> {
    if line.message != "duplicate key" {
        return None;
    }
    let is_header = line.text.starts_with('[');
    Some(if is_header {
        let header = line.text.split('#').next().unwrap_or(line.text).trim();
        (
            format!("the header `{}` is written twice", cut(header)),
            "put all its keys under one header".into(),
        )
    } else {
        (format!("`{}` is written twice", cut(line.key)), "keep one of the two lines".into())
    })
}

pub(super) fn too_deep(line: &Line<'_>) -> Option<(String, String)> {
    line.message.starts_with("cannot recurse further").then(|| {
        let title = format!("`{}` is nested too deeply", cut(line.key));
        (title, "write it flat: no field of a plan is a list of lists".into())
    })
}

pub(super) fn stray_character(line: &Line<'_>) -> Option<(String, String)> {
    if line.message.starts_with("carriage return") {
        let title = "a carriage return stands alone, as line ends of old Macs do".to_owned();
        return Some((title, "save the file with the line ends of Unix or Windows".into()));
    }
    let stray = line.text.chars().find(|c| is_unshowable(*c) && *c != '\t')?;
    let title = format!("the invisible character `\\u{{{:x}}}` stands in this line", stray as u32);
    Some((title, "delete the line and type it again, without copying it from elsewhere".into()))
}

pub(super) fn open_header(line: &Line<'_>) -> Option<(String, String)> {
    let is_open = line.text.starts_with('[') && line.message.starts_with("unclosed");
    let name = line.text.trim_matches(['[', ']']).split('#').next().unwrap_or_default().trim();
    let header =
        if line.text.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    is_open.then(|| {
        (format!("the header `{}` is not closed", cut(line.text)), format!("write `{header}`"))
    })
}

pub(super) fn open_list(line: &Line<'_>) -> Option<(String, String)> {
    let (noun, bracket) = if line.message.starts_with("unclosed array") {
        ("list", "]")
    } else if line.message.starts_with("unclosed inline table") {
        ("inline table", "}")
    } else {
        return None;
    };
    let title = format!("the {noun} that begins at `{}` is not closed", cut(line.key));
    Some((title, format!("write `{bracket}` after its last value, and a comma between two values")))
}

pub(super) fn colon(line: &Line<'_>) -> Option<(String, String)> {
    let (key, value) = line.text.split_once(':').filter(|_| line.value.is_none())?;
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "_-. ".contains(c));
    is_key.then(|| {
        let value = value.trim();
        let quoted = if value.starts_with(['"', '\'', '[']) {
            value.to_owned()
        } else {
            format!("\"{value}\"")
        };
        (
            format!("`{}` is followed by a colon", cut(key)),
            format!("write `{} = {}`", cut(key.trim()), cut(&quoted)),
        )
    })
}

pub(super) fn no_equals_sign(line: &Line<'_>) -> Option<(String, String)> {
    let is_bare = line.value.is_none() && !line.text.starts_with('[') && !line.text.is_empty();
    is_bare.then(|| {
        let title = format!("`{}` is neither a field nor a comment", cut(line.text));
        (title, "write `key = value`, or begin the line with `#` to make it a comment".into())
    })
}

pub(super) fn no_value(line: &Line<'_>) -> Option<(String, String)> {
    let is_empty = line.value?.is_empty();
    is_empty.then(|| {
        let title = format!("`{}` has no value", cut(line.key));
        (title, format!("write one after `{} =`, or remove the line", cut(line.key)))
    })
}
