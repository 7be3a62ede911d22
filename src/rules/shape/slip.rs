//! The slip of the keys behind a syntax error, from the line it stands on.

use crate::day::Day;
use crate::text::cut;

/// What a line that is not TOML was probably meant to be.
pub(super) struct Slip {
    /// What is wrong with it.
    pub(super) title: String,
    /// What to write.
    pub(super) help: String,
}

/// A check for one slip.
type Check = fn(&Line<'_>) -> Option<(String, String)>;

/// The slips, the surest first.
const CHECKS: &[Check] = &[
    twice,
    too_deep,
    stray_character,
    open_header,
    open_list,
    typographic_quotes,
    colon,
    no_equals_sign,
    no_value,
    no_such_day,
    other_date,
    comma_number,
    signed_number,
    other_flag,
    quote_inside,
    open_text,
    backslash,
    no_quotes,
];

/// The slip behind the parser's `message` about `line`.
pub(super) fn slip(message: &str, line: &str) -> Slip {
    let line = Line::new(message, line);
    let found = CHECKS.iter().find_map(|check| check(&line));
    let (title, help) = found.unwrap_or_else(|| {
        let title = format!("this line is not TOML: {message}");
        (title, "write `key = value`, a header `[name]`, or a comment that begins with `#`".into())
    });
    Slip { title, help }
}

/// A line as far as it can be taken apart.
struct Line<'a> {
    message: &'a str,
    text: &'a str,
    key: &'a str,
    /// What stands behind the first `=`, without a comment after it.
    value: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn new(message: &'a str, line: &'a str) -> Self {
        let text = line.trim();
        let (key, value) =
            text.split_once('=').map_or((text, None), |(key, value)| (key.trim(), Some(value)));
        let value = value.map(|value| {
            let is_text = value.trim_start().starts_with(['"', '\'']);
            if is_text { value.trim() } else { value.split('#').next().unwrap_or(value).trim() }
        });
        Self { message, text, key, value }
    }
}

fn twice(line: &Line<'_>) -> Option<(String, String)> {
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

fn too_deep(line: &Line<'_>) -> Option<(String, String)> {
    line.message.starts_with("cannot recurse further").then(|| {
        let title = format!("`{}` is nested too deeply", cut(line.key));
        (title, "write it flat: no field of a plan is a list of lists".into())
    })
}

fn stray_character(line: &Line<'_>) -> Option<(String, String)> {
    if line.message.starts_with("carriage return") {
        let title = "a carriage return stands alone, as line ends of old Macs do".to_owned();
        return Some((title, "save the file with the line ends of Unix or Windows".into()));
    }
    let stray = line.text.chars().find(|c| *c == '\u{feff}' || (c.is_control() && *c != '\t'))?;
    let title = format!("the invisible character `\\u{{{:x}}}` stands in this line", stray as u32);
    Some((title, "delete the line and type it again, without copying it from elsewhere".into()))
}

fn open_header(line: &Line<'_>) -> Option<(String, String)> {
    let is_open = line.text.starts_with('[') && line.message.starts_with("unclosed");
    let name = line.text.trim_matches(['[', ']']).split('#').next().unwrap_or_default().trim();
    let header =
        if line.text.starts_with("[[") { format!("[[{name}]]") } else { format!("[{name}]") };
    is_open.then(|| {
        (format!("the header `{}` is not closed", cut(line.text)), format!("write `{header}`"))
    })
}

fn open_list(line: &Line<'_>) -> Option<(String, String)> {
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

fn typographic_quotes(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let inner = value.trim_matches(['“', '”', '„', '‟', '«', '»', '‘', '’', '‚']);
    (inner.len() < value.len()).then(|| {
        let title =
            format!("`{}` has typographic quotes, as word processors write them", cut(line.key));
        (title, format!("write straight ones: `{} = \"{}\"`", cut(line.key), cut(inner)))
    })
}

fn colon(line: &Line<'_>) -> Option<(String, String)> {
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

fn no_equals_sign(line: &Line<'_>) -> Option<(String, String)> {
    let is_bare = line.value.is_none() && !line.text.starts_with('[') && !line.text.is_empty();
    is_bare.then(|| {
        let title = format!("`{}` is neither a field nor a comment", cut(line.text));
        (title, "write `key = value`, or begin the line with `#` to make it a comment".into())
    })
}

fn no_value(line: &Line<'_>) -> Option<(String, String)> {
    let is_empty = line.value?.is_empty();
    is_empty.then(|| {
        let title = format!("`{}` has no value", cut(line.key));
        (title, format!("write one after `{} =`, or remove the line", cut(line.key)))
    })
}

fn no_such_day(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let is_iso =
        value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (is_iso && line.message.starts_with("invalid date") && Day::parse(value).is_none()).then(|| {
        let title = format!("`{}` of `{}` is no day of the calendar", value, cut(line.key));
        (title, "check the month (01 to 12) and the day".into())
    })
}

fn other_date(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let parts: Vec<&str> = value.split(['.', '/', '-']).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let is_number = |part: &str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    if ![one, two, three].into_iter().all(|part| is_number(part))
        || (one.len() < 4 && three.len() < 4)
    {
        return None;
    }
    let title = format!("the date `{value}` of `{}` is not written as TOML has it", cut(line.key));
    let help = match iso_date(value) {
        Some(day) => format!("write `{} = {day}`", cut(line.key)),
        None => format!("write year, month and day, like `{} = 2026-09-30`", cut(line.key)),
    };
    Some((title, help))
}

/// The day that a date in another notation names, where there is only one way to read it: `30.9.2026` (with points the
/// day always comes first) and `2026/9/30`, but not `09/10/2026`.
pub(super) fn iso_date(text: &str) -> Option<Day> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['.', '/', '-']).map(str::trim).collect();
    let [one, two, three] = parts.as_slice() else { return None };
    let (year, month, day) = match (one.len(), three.len(), text.contains('.')) {
        (4, ..) => (one, two, three),
        (_, 4, true) => (three, two, one),
        _ => return None,
    };
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn comma_number(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let is_number = value.contains(',')
        && value.bytes().any(|byte| byte.is_ascii_digit())
        && value.bytes().all(|byte| byte.is_ascii_digit() || b",.-+' ".contains(&byte));
    is_number.then(|| {
        let title = format!("the number `{}` of `{}` has a comma", cut(value), cut(line.key));
        let decimals = value.split_once(',').map_or(0, |(_, decimals)| decimals.len());
        let help = if value.matches(',').count() == 1 && !value.contains('.') && decimals < 3 {
            format!("write it with a point: `{} = {}`", cut(line.key), value.replace(',', "."))
        } else {
            "write it with a point for the decimals and nothing between the thousands, like `12500.5`".into()
        };
        (title, help)
    })
}

fn signed_number(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let number = value.trim_matches(['%', '€', '$', '£', ' ', '+']);
    let is_number = number.len() < value.len() && number.parse::<f64>().is_ok();
    is_number.then(|| {
        let title =
            format!("the number `{}` of `{}` has a sign with it", cut(value), cut(line.key));
        (
            title,
            format!(
                "write the number alone: `{} = {number}`; its unit stands in the KPI",
                cut(line.key)
            ),
        )
    })
}

fn other_flag(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let flag = match value.to_lowercase().as_str() {
        "yes" | "y" | "true" | "on" | "x" => "true",
        "no" | "n" | "false" | "off" => "false",
        _ => return None,
    };
    let title = format!(
        "`{}` is `{value}`, which is neither a text in quotes nor `true` or `false`",
        cut(line.key)
    );
    Some((title, format!("write `{} = {flag}`", cut(line.key))))
}

fn quote_inside(line: &Line<'_>) -> Option<(String, String)> {
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

fn open_text(line: &Line<'_>) -> Option<(String, String)> {
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

fn backslash(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    (value.starts_with('"') && value.contains('\\')).then(|| {
        let title = format!("the text of `{}` has a backslash", cut(line.key));
        let inner = value.trim_matches('"');
        (title, format!("put it in single quotes: `{} = '{}'`", cut(line.key), cut(inner)))
    })
}

fn no_quotes(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let is_word = value.starts_with(char::is_alphabetic) && line.message.starts_with("invalid");
    let is_bare = is_word || line.message.starts_with("string values must be quoted");
    (is_bare && !value.starts_with(['"', '\'', '[', '{'])).then(|| {
        let title = format!("the text `{}` of `{}` has no quotes", cut(value), cut(line.key));
        (title, format!("write `{} = \"{}\"`", cut(line.key), cut(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_common_slip_is_told_what_to_write() {
        for (line, help) in [
            ("owner = Maria Schmidt # yes", "write `owner = \"Maria Schmidt\"`"),
            ("level = team", "write `level = \"team\"`"),
            ("title = “Smart”", "write straight ones: `title = \"Smart\"`"),
            ("title: Grow", "write `title = \"Grow\"`"),
            ("due = 30.09.2026", "write `due = 2026-09-30`"),
            ("due = 2026-9-3", "write `due = 2026-09-03`"),
            ("due = 09/10/2026", "write year, month and day, like `due = 2026-09-30`"),
            ("due = 2026-09-31", "check the month (01 to 12) and the day"),
            ("to = 2,5", "write it with a point: `to = 2.5`"),
            ("to = 10 %", "write the number alone: `to = 10`; its unit stands in the KPI"),
            ("held = True", "write `held = true`"),
            ("due =", "write one after `due =`, or remove the line"),
            (
                "title = \"say \"hi\" there\"",
                "put the text in single quotes: `title = 'say \"hi\" there'`",
            ),
            ("title = \"open", "write `\"` at its end"),
            ("path = \"C:\\Users\"", "put it in single quotes: `path = 'C:\\Users'`"),
            ("[owners", "write `[owners]`"),
            ("[[target]", "write `[[target]]`"),
            ("a = [1, 2", "write `]` after its last value, and a comma between two values"),
        ] {
            let (_, errors) = toml::de::DeTable::parse_recoverable(line);
            assert!(!errors.is_empty(), "{line}");
            let helps: Vec<String> =
                errors.iter().map(|error| slip(error.message(), line).help).collect();
            assert!(helps.iter().any(|said| said == help), "{line}: {helps:?}");
        }
    }
}
