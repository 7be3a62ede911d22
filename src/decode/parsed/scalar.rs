//! Values that are written without quotes.

use std::borrow::Cow;

use toml::value::{Date, Datetime};
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::{ParseError, Raw, Span};

use crate::decode::parsed::Value;

/// The value that `text` writes; `None` where it is none.
pub(super) fn scalar(text: &str) -> Option<Value<'_>> {
    if let Some(date) = date(text) {
        let date = Some(date);
        return Some(Value::Datetime(Datetime { date, time: None, offset: None }));
    }
    if is_whole(text) {
        return Some(Value::Integer(Cow::Borrowed(text), 10));
    }
    let (decoded, kind) = decoded(text, None)?;
    Some(match kind {
        ScalarKind::String => return None,
        ScalarKind::Boolean(flag) => Value::Flag(flag),
        ScalarKind::DateTime => Value::Datetime(decoded.parse().ok()?),
        ScalarKind::Float => Value::Float(decoded),
        ScalarKind::Integer(radix) => Value::Integer(decoded, radix.value()),
    })
}

/// What the parser's own decoder makes of a value that is written so; `None` where it finds a fault.
pub(super) fn decoded(
    text: &str,
    encoding: Option<Encoding>,
) -> Option<(Cow<'_, str>, ScalarKind)> {
    let mut decoded = Cow::Borrowed("");
    let mut is_faulty = false;
    let raw = Raw::new_unchecked(text, encoding, Span::new_unchecked(0, text.len()));
    let kind = raw.decode_scalar(&mut decoded, &mut |_: ParseError| is_faulty = true);
    (!is_faulty).then_some((decoded, kind))
}

/// `2026-03-31`, where every month has such a day.
fn date(text: &str) -> Option<Date> {
    let &[_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes() else { return None };
    let (year, month, day) =
        (number(text.get(..4)?)?, number(text.get(5..7)?)?, number(text.get(8..)?)?);
    let is_sure = (1..=12).contains(&month) && (1..=28).contains(&day);
    is_sure.then_some(Date { year, month: month as u8, day: day as u8 })
}

/// The number that a few digits write.
fn number(digits: &str) -> Option<u16> {
    digits.bytes().try_fold(0_u16, |sum, byte| {
        let digit = byte.is_ascii_digit().then_some(byte & 0xf)?;
        sum.checked_mul(10)?.checked_add(u16::from(digit))
    })
}

/// Whether `text` is a whole number as most are written: digits, the first of which is not 0.
fn is_whole(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0') && !text.is_empty()
}
