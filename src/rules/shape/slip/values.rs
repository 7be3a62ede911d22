//! Slips in days, numbers, and flags.

use crate::day::Day;
use crate::rules::shape::slip::Line;
use crate::text::cut;

pub(super) fn no_such_day(line: &Line<'_>) -> Option<(String, String)> {
    let value = line.value?;
    let is_iso =
        value.len() == 10 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (is_iso && line.message.starts_with("invalid date") && Day::parse(value).is_none()).then(|| {
        let title = format!("`{}` of `{}` is no day of the calendar", value, cut(line.key));
        (title, "check the month (01 to 12) and the day".into())
    })
}

pub(super) fn other_date(line: &Line<'_>) -> Option<(String, String)> {
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
pub(in crate::rules::shape) fn iso_date(text: &str) -> Option<Day> {
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

pub(super) fn comma_number(line: &Line<'_>) -> Option<(String, String)> {
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

pub(super) fn signed_number(line: &Line<'_>) -> Option<(String, String)> {
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

pub(super) fn other_flag(line: &Line<'_>) -> Option<(String, String)> {
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
