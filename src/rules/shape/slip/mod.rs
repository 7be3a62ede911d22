//! The slip of the keys behind a syntax error, from the line it stands on.

mod lines;
mod texts;
mod values;

pub(super) use values::iso_date;

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
    lines::twice,
    lines::too_deep,
    lines::stray_character,
    lines::open_header,
    lines::open_list,
    texts::typographic_quotes,
    lines::colon,
    lines::no_equals_sign,
    lines::no_value,
    values::no_such_day,
    values::other_date,
    values::comma_number,
    values::signed_number,
    values::other_flag,
    texts::quote_inside,
    texts::open_text,
    texts::backslash,
    texts::no_quotes,
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
