//! Any text at all, by the `toml` crate: what can be read of it, and every error.

use toml::de::{DeTable, DeValue, Error};

use crate::decode::Keys;
use crate::decode::parsed::{Key, TomlValue, Value};

/// What could be read of `text`, and what is wrong with it.
pub(in crate::decode) fn recovered(text: &str) -> (Keys<'_>, Vec<Error>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    (keys(table.into_inner()), errors)
}

/// The keys of a table in the order in which they stand.
fn keys(table: DeTable<'_>) -> Keys<'_> {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| {
            let span = key.span();
            (Key::new(key.into_inner(), span), self::value(value))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    Keys::of(entries)
}

fn value(value: toml::Spanned<DeValue<'_>>) -> TomlValue<'_> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => {
            let radix = number.radix();
            Value::Integer(number.as_str().to_owned().into(), radix)
        }
        DeValue::Float(number) => Value::Float(number.as_str().to_owned().into()),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(datetime) => Value::Datetime(datetime),
        DeValue::Array(array) => Value::Array(array.into_iter().map(self::value).collect()),
        DeValue::Table(table) => Value::Table(keys(table)),
    };
    TomlValue::new(value, span)
}
