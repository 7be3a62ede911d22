//! Any text is read as the `toml` crate reads it: the same values at the same places, or at least one fault.
#![no_main]

use goalpact::decode::{Document, Keys, TomlValue, Value};
use libfuzzer_sys::fuzz_target;
use toml::de::{DeTable, DeValue};

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Ok(document) = Document::parse(data) else { return };
    match DeTable::parse(text) {
        Ok(table) => assert_same_keys(&document.table, table.get_ref()),
        Err(error) => assert!(!document.faults.is_empty(), "{error}"),
    }
});

fn assert_same_keys(ours: &Keys<'_>, theirs: &DeTable<'_>) {
    let mut theirs: Vec<_> = theirs.iter().collect();
    theirs.sort_by_key(|(key, _)| key.span().start);
    assert_eq!(ours.len(), theirs.len());
    for ((key, value), (their_key, their_value)) in ours.iter().zip(theirs) {
        assert_eq!((&*key.name, key.span()), (&**their_key.get_ref(), their_key.span()));
        assert_same(value, their_value);
    }
}

fn assert_same(ours: &TomlValue<'_>, theirs: &toml::Spanned<DeValue<'_>>) {
    assert_eq!(ours.span(), theirs.span());
    match (&ours.value, theirs.get_ref()) {
        (Value::Text(text), DeValue::String(theirs)) => assert_eq!(text, theirs),
        (Value::Integer(digits, radix), DeValue::Integer(theirs)) => {
            assert_eq!((&**digits, *radix), (theirs.as_str(), theirs.radix()));
        }
        (Value::Float(digits), DeValue::Float(theirs)) => assert_eq!(digits, theirs.as_str()),
        (Value::Flag(flag), DeValue::Boolean(theirs)) => assert_eq!(flag, theirs),
        (Value::Datetime(datetime), DeValue::Datetime(theirs)) => assert_eq!(datetime, theirs),
        (Value::Table(keys), DeValue::Table(theirs)) => assert_same_keys(keys, theirs),
        (Value::Array(items), DeValue::Array(theirs)) => {
            assert_eq!(items.len(), theirs.len());
            items.iter().zip(theirs.iter()).for_each(|(item, their)| assert_same(item, their));
        }
        (ours, theirs) => panic!("{ours:?} is not {theirs:?}"),
    }
}
