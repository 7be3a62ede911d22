//! The field that an unknown key was meant for.

use crate::decode::{Field, Shape};
use crate::text::{nearest, tick};

/// The words of other methods and forms, and what goalpact calls the same; the first that the table has is offered.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("accountable", &["owners.business", "owner"]),
    ("assignee", &["team", "owners.it"]),
    ("baseline", &["from"]),
    ("begin", &["start"]),
    ("current", &["from"]),
    ("deadline", &["due", "by", "end"]),
    ("definition", &["means"]),
    ("depends_on", &["after"]),
    ("description", &["why", "means", "what"]),
    ("due_date", &["due", "by", "end"]),
    ("end_date", &["due", "by", "end"]),
    ("goal", &["to"]),
    ("indicator", &["kpi"]),
    ("key_result", &["target"]),
    ("kpi", &["target"]),
    ("mail", &["email"]),
    ("manager", &["head", "lead"]),
    ("measure", &["kpi"]),
    ("metric", &["kpi"]),
    ("milestone", &["item", "phase"]),
    ("name", &["title"]),
    ("objective", &["title"]),
    ("owner", &["owners.business", "lead"]),
    ("parent", &["supports"]),
    ("reason", &["because", "why"]),
    ("responsible", &["owners.business", "owner"]),
    ("result", &["actual"]),
    ("start_date", &["start"]),
    ("state", &["status"]),
    ("target", &["to"]),
    ("value", &["to"]),
];

/// What a key was probably meant to be.
pub(super) enum Meant {
    /// A key of the same table.
    Key(&'static str),
    /// One of several.
    Words(Vec<String>),
}

/// What `key` was probably meant to be, in a table with the fields `known`.
pub(super) fn meant(key: &str, known: &'static [Field]) -> Option<Meant> {
    let has = |word: &&&str| {
        let first = word.split('.').next().unwrap_or(word);
        known.iter().any(|field| field.name == first)
    };
    let offered: Vec<&'static str> = other_words(key).iter().filter(has).copied().collect();
    match offered.as_slice() {
        [] => nearest(key, known.iter().map(|field| field.name)).map(Meant::Key),
        [one] => Some(Meant::Key(one)),
        several => Some(Meant::Words(several.iter().map(tick).collect())),
    }
}

/// The header of the table within one with the fields `known` where `key` belongs, and what it is called there.
pub(super) fn meant_within<'a>(key: &'a str, known: &[Field]) -> Option<(String, &'a str)> {
    std::iter::once(key).chain(other_words(key).iter().copied()).find_map(|word| {
        known.iter().find_map(|field| {
            let (fields, header) = match field.shape {
                Shape::Table(fields) => (fields, format!("[{}]", field.name)),
                Shape::List(Shape::Table(fields)) => (*fields, format!("[[{}]]", field.name)),
                _ => return None,
            };
            fields.iter().any(|inner| inner.name == word).then_some((header, word))
        })
    })
}

/// What other methods call `key`.
fn other_words(key: &str) -> &'static [&'static str] {
    let lower = key.to_lowercase();
    OTHER_WORDS.iter().find(|(word, _)| *word == lower).map(|(_, words)| *words).unwrap_or_default()
}
