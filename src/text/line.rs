//! One line of words: what findings, changes, and failures are said in.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::Serialize;

use crate::text::{cut_message, shown};

/// One line of words, in which foreign text may stand: an id, a title, what a library says of an error.
///
/// Whatever a line is made of, it is [`shown`]: no character steers a terminal, ends the line, or makes a command of it. So nobody who
/// finds words has to know which part of them is foreign, and what has several lines is a list of these. It has up to 4,096 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Line(String);

impl From<String> for Line {
    fn from(text: String) -> Self {
        let harmless = match shown(&text) {
            Cow::Owned(harmless) => harmless,
            Cow::Borrowed(_) => text,
        };
        match cut_message(&harmless) {
            Cow::Owned(short) => Self(short),
            Cow::Borrowed(_) => Self(harmless),
        }
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<&String> for Line {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Line {
    fn from(text: Cow<'_, str>) -> Self {
        text.into_owned().into()
    }
}

impl Deref for Line {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Line {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Line {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        let line = Line::from(format!("no goal is called `{}`", "a\nb ::error::c"));
        assert_eq!(&*line, "no goal is called `a\\nb \\u{3a}:error::c`");
    }
}
