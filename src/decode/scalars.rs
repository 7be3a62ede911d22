//! Single values: texts, numbers, days, and the small formats within texts.

use std::borrow::Cow;

use toml::value::Datetime;

use crate::day::{Day, Period};
use crate::decode::{BadValue, Decoder, FromKey, FromToml, Shape, TomlValue, Value};
use crate::text::Place;

/// The most characters an id may have.
const LONGEST_ID: usize = 64;

/// Whether `text` is an id: lowercase words (letters and digits) joined by hyphens, at most 64 characters.
#[must_use]
pub fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The id nearest to `text`: its letters and digits in lowercase, joined by hyphens; empty where it has none.
#[must_use]
pub fn kebab(text: &str) -> String {
    let mut id = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(LONGEST_ID);
    id.trim_end_matches('-').to_owned()
}

impl<'s> FromToml<'s> for Cow<'s, str> {
    const SHAPE: Shape = Shape::Text;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        decoder.text(value, &Self::SHAPE).map(|(text, _)| text)
    }
}

impl<'s> FromKey<'s> for Cow<'s, str> {
    const KEY: Shape = Shape::Text;

    fn from_key(key: Self, _at: Place, _decoder: &mut Decoder<'s>) -> Option<Self> {
        Some(key)
    }
}

impl<'s> FromToml<'s> for bool {
    const SHAPE: Shape = Shape::Flag;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let Value::Flag(flag) = value.value else {
            decoder.wrong_type(&value, &Self::SHAPE);
            return None;
        };
        Some(flag)
    }
}

impl<'s> FromToml<'s> for f64 {
    const SHAPE: Shape = Shape::Number;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        read_number(&value, &Self::SHAPE, decoder)
    }
}

/// A share in percent, from 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(pub f64);

impl<'s> FromToml<'s> for Percent {
    const SHAPE: Shape = Shape::Percent;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let number = read_number(&value, &Self::SHAPE, decoder)?;
        if !(0.0..=100.0).contains(&number) {
            refuse(&value, BadValue::NotAPercentage, decoder);
            return None;
        }
        Some(Self(number))
    }
}

impl<'s> FromToml<'s> for u32 {
    const SHAPE: Shape = Shape::Whole;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let Value::Integer(number, radix) = &value.value else {
            decoder.wrong_type(&value, &Self::SHAPE);
            return None;
        };
        let whole = Self::from_str_radix(number, *radix).ok().filter(|whole| *whole > 0);
        if whole.is_none() {
            refuse(&value, BadValue::NotACount, decoder);
        }
        whole
    }
}

impl<'s> FromToml<'s> for Day {
    const SHAPE: Shape = Shape::Date;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let Value::Datetime(Datetime { date: Some(date), time: None, .. }) = value.value else {
            decoder.wrong_type(&value, &Self::SHAPE);
            return None;
        };
        let day = i16::try_from(date.year).ok().and_then(|year| {
            Self::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        });
        if day.is_none() {
            refuse(&value, BadValue::NotADay, decoder);
        }
        day
    }
}

impl<'s> FromKey<'s> for Day {
    const KEY: Shape = Shape::Date;

    fn from_key(key: Cow<'s, str>, at: Place, decoder: &mut Decoder<'s>) -> Option<Self> {
        let day = Self::parse(&key);
        if day.is_none() {
            decoder.bad_value(at, &key, BadValue::NotADay);
        }
        day
    }
}

impl<'s> FromToml<'s> for Period {
    const SHAPE: Shape = Shape::Period;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let (text, at) = decoder.text(value, &Self::SHAPE)?;
        let period = Self::parse(&text);
        if period.is_none() {
            decoder.bad_value(at, &text, BadValue::NotAPeriod);
        }
        period
    }
}

/// A quarter of a year as the key of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter(pub Period);

impl<'s> FromKey<'s> for Quarter {
    const KEY: Shape = Shape::Quarter;

    fn from_key(key: Cow<'s, str>, at: Place, decoder: &mut Decoder<'s>) -> Option<Self> {
        let quarter = Period::parse(&key).filter(|period| matches!(period, Period::Quarter(..)));
        if quarter.is_none() {
            decoder.bad_value(at, &key, BadValue::NotAQuarter);
        }
        quarter.map(Self)
    }
}

/// An ISO 4217 currency code, checked by its form: three capitals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency<'s>(pub Cow<'s, str>);

impl<'s> FromToml<'s> for Currency<'s> {
    const SHAPE: Shape = Shape::Currency;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let (text, at) = decoder.text(value, &Self::SHAPE)?;
        if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Some(Self(text));
        }
        decoder.bad_value(at, &text, BadValue::NotACurrency);
        None
    }
}

/// The id that an item or a phase of a roadmap gives itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalId<'s>(pub Cow<'s, str>);

impl<'s> FromToml<'s> for LocalId<'s> {
    const SHAPE: Shape = Shape::Id;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let (text, at) = decoder.text(value, &Self::SHAPE)?;
        if !is_id(&text) {
            decoder.bad_value(at, &text, BadValue::NotAnId);
        }
        Some(Self(text))
    }
}

/// The values a measure can take: from `low` to `high`, both included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The lowest.
    pub low: f64,
    /// The highest.
    pub high: f64,
}

impl<'s> FromToml<'s> for Range {
    const SHAPE: Shape = Shape::Range;

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        let items = if let Value::Array(items) = &value.value { items.as_slice() } else { &[] };
        let [low, high] = items else {
            decoder.wrong_type(&value, &Self::SHAPE);
            return None;
        };
        let [low, high] = [low, high].map(Clone::clone).map(|end| f64::from_toml(end, decoder));
        let range = Self { low: low?, high: high? };
        if range.low >= range.high {
            refuse(&value, BadValue::EmptyRange, decoder);
            return None;
        }
        Some(range)
    }
}

/// A finite number, written with or without a point.
fn read_number<'s>(value: &TomlValue<'s>, shape: &Shape, decoder: &mut Decoder<'s>) -> Option<f64> {
    let number = match &value.value {
        Value::Integer(number, radix) => {
            i64::from_str_radix(number, *radix).ok().map(|number| number as f64)
        }
        Value::Float(number) => number.parse().ok(),
        _ => {
            decoder.wrong_type(value, shape);
            return None;
        }
    };
    let number = number.filter(|number: &f64| number.is_finite());
    if number.is_none() {
        refuse(value, BadValue::NotFinite, decoder);
    }
    number
}

/// Writes down that the value, quoted as it stands, is no good.
fn refuse(value: &TomlValue<'_>, why: BadValue, decoder: &mut Decoder<'_>) {
    let at = decoder.place(value.span());
    let source = decoder.source(at).to_owned();
    decoder.bad_value(at, &source, why);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lowercase_words_joined_by_hyphens() {
        for id in ["checkout-conversion", "q3", "a", "2026-plan", &"a".repeat(64)] {
            assert!(is_id(id), "{id}");
        }
        for id in
            ["", "Checkout", "a_b", "-a", "a-", "a--b", "é", "a b", "a/b", "..", &"a".repeat(65)]
        {
            assert!(!is_id(id), "{id}");
        }
        assert_eq!(kebab("Checkout Conversion (EU)"), "checkout-conversion-eu");
    }
}
