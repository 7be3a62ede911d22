//! Reads one file's values and writes down what is wrong with them.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use crate::decode::{
    BadValue, Defect, Fault, Field, Keys, Reference, Repair, Shape, Spoiled, TomlValue, Value,
};
use crate::kind::EntryName;
use crate::text::{FileId, Place};

/// A type that one TOML value can be read into.
pub trait FromToml<'s>: Sized {
    /// What such a value is made of.
    const SHAPE: Shape;

    /// Reads the value. `None` means that the decoder has written down why not.
    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self>;

    /// Shows every reference within, so that it can be resolved.
    fn visit_references(&mut self, _visit: &mut dyn FnMut(&mut Reference<'s>)) {}
}

/// One step from an entry towards a value.
#[derive(Debug, Clone)]
pub enum Step<'s> {
    /// Behind a key.
    Key(Cow<'s, str>),
    /// To an item of a list, counted from 1.
    Item(usize),
}

impl fmt::Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => f.write_str(key),
            Self::Item(index) => index.fmt(f),
        }
    }
}

impl From<&'static str> for Step<'_> {
    fn from(key: &'static str) -> Self {
        Self::Key(Cow::Borrowed(key))
    }
}

/// The state of reading one file.
pub struct Decoder<'s> {
    file: FileId,
    text: &'s str,
    /// Stretches that syntax errors have made unreliable.
    spoiled: Spoiled,
    entry: Option<EntryName>,
    entry_fields: &'static [Field],
    path: Vec<Step<'s>>,
    defects: Vec<Defect>,
}

impl<'s> Decoder<'s> {
    /// Starts on a file; `spoiled` holds the stretches that syntax errors have made unreliable.
    #[must_use]
    pub fn new(file: FileId, text: &'s str, spoiled: Spoiled) -> Self {
        Self {
            file,
            text,
            spoiled,
            entry: None,
            entry_fields: &[],
            path: Vec::new(),
            defects: Vec::new(),
        }
    }

    /// Whether something of the file is missing, so that nothing can be said of what is not there.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        !self.spoiled.is_empty()
    }

    /// Whether nothing that was read at `at` can be relied on.
    #[must_use]
    pub fn is_spoiled(&self, at: Place) -> bool {
        self.spoiled.contains(at.start as usize)
    }

    /// Goes on with the entry `name`, whose record has these fields.
    pub fn begin_entry(&mut self, name: EntryName, fields: &'static [Field]) {
        self.entry = Some(name);
        self.entry_fields = fields;
        self.path.clear();
    }

    /// Hands over what was found to be wrong.
    #[must_use]
    pub fn into_defects(self) -> Vec<Defect> {
        self.defects
    }

    /// The place of a parsed value.
    #[must_use]
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, span)
    }

    /// The text at `at`, as it stands in the file.
    #[must_use]
    pub fn source(&self, at: Place) -> &'s str {
        self.text.get(at.range()).unwrap_or_default()
    }

    /// Reads what stands behind `key`, one step further in.
    pub fn within<T>(&mut self, step: impl Into<Step<'s>>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step.into());
        let value = read(self);
        self.path.pop();
        value
    }

    /// Writes down a fault, unless a syntax error nearby explains it.
    pub fn defect(&mut self, at: Place, fault: Fault) {
        if self.is_spoiled(at) {
            return;
        }
        let path = self.path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
        self.defects.push(Defect { at, entry: self.entry.clone(), path, fault });
    }

    /// Writes down that `field`, which is always asked for, is not in the table at `at`.
    pub fn missing(&mut self, at: Place, field: &'static Field) {
        if !self.is_damaged() {
            self.defect(at, Fault::MissingField { field });
        }
    }

    /// Writes down each key that nobody took as unknown.
    pub fn unknown_keys(&mut self, keys: Keys<'s>, known: &'static [Field]) {
        if keys.is_empty() {
            return;
        }
        let taken: Vec<&'static str> =
            known.iter().map(|field| field.name).filter(|name| keys.has_taken(name)).collect();
        for (key, value) in keys.into_rest() {
            let at = self.place(key.span());
            let value = self.source(self.place(value.span())).to_owned();
            let key = key.name.into_owned();
            let (taken, entry) = (taken.clone(), self.entry_fields);
            let fault = Fault::UnknownField { key: key.clone(), known, taken, entry, value };
            self.within(Step::Key(key.into()), |decoder| decoder.defect(at, fault));
        }
    }

    /// Writes down that `value` has the right type and says nothing the field can hold.
    pub fn bad_value(&mut self, at: Place, value: &str, why: BadValue) {
        self.defect(at, Fault::BadValue { value: value.to_owned(), why });
    }

    /// Writes down that `value` is not of the shape `expected`.
    pub fn wrong_type(&mut self, value: &TomlValue<'s>, expected: &Shape) {
        let at = self.place(value.span());
        let source = self.source(at).to_owned();
        let repair = repair(&value.value, &source, expected).map(|text| Repair { at, text });
        let found = type_name(&value.value);
        self.defect(at, Fault::WrongType { expected: *expected, found, value: source, repair });
    }

    /// The text of `value`, which is neither another type nor blank.
    pub fn text(
        &mut self,
        value: TomlValue<'s>,
        expected: &Shape,
    ) -> Option<(Cow<'s, str>, Place)> {
        let at = self.place(value.span());
        let Value::Text(text) = value.value else {
            self.wrong_type(&value, expected);
            return None;
        };
        if text.chars().all(char::is_whitespace) {
            self.bad_value(at, &text, BadValue::Empty);
            return None;
        }
        Some((text, at))
    }
}

/// The name of a value's type for people.
fn type_name(value: &Value<'_>) -> &'static str {
    match value {
        Value::Text(_) => "a text",
        Value::Integer(..) | Value::Float(_) => "a number",
        Value::Flag(_) => "true or false",
        Value::Datetime(datetime) if datetime.date.is_none() => "a time",
        Value::Datetime(datetime) if datetime.time.is_some() => "a date with a time",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}

/// The same value as `expected` would have it, where there is only one way to read it.
fn repair(value: &Value<'_>, source: &str, expected: &Shape) -> Option<String> {
    match (value, expected) {
        (Value::Text(text), Shape::Date) => {
            crate::day::Day::parse(text.trim()).map(|day| day.to_string())
        }
        (Value::Text(text), Shape::Number | Shape::Percent | Shape::Whole) => {
            let text = text.trim();
            is_number(text).then(|| text.to_owned())
        }
        (Value::Text(text), Shape::Flag) => {
            matches!(text.as_ref(), "true" | "false").then(|| text.to_string())
        }
        (Value::Integer(number, _), Shape::Period) if number.len() == 4 => {
            Some(format!("\"{source}\""))
        }
        (Value::Text(_), Shape::List(Shape::Table(_))) => None,
        (Value::Text(_), Shape::List(_)) => Some(format!("[{source}]")),
        _ => None,
    }
}

/// Whether `text` is a number as TOML writes it.
fn is_number(text: &str) -> bool {
    toml::de::DeValue::parse(text)
        .is_ok_and(|value| value.get_ref().is_integer() || value.get_ref().is_float())
}
