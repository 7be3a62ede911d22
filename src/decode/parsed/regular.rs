//! Plain TOML, in one pass over its bytes.

use rustc_hash::FxHashSet;

use crate::decode::Keys;
use crate::decode::parsed::cursor::Cursor;
use crate::decode::parsed::scalar::scalar;
use crate::decode::parsed::{Key, TomlValue, Value};

/// How deep values and headers may be nested in plain TOML.
const DEEPEST: usize = 16;

/// For how many keys there is room at first.
const ROOM: usize = 8;

/// Up to how many keys are compared with each other one by one.
const FEW: usize = 32;

/// The table of `text`; `None` where anything in it is wrong, newer than TOML 1.0, or written in a way that only the whole
/// of TOML tells the meaning of: dotted keys, tables whose parts stand apart, texts of several lines.
pub(in crate::decode) fn regular(text: &str) -> Option<Keys<'_>> {
    let mut reader = Reader { text, cursor: Cursor::new(text), root: Keys::default() };
    reader.root = reader.keys()?;
    while reader.cursor.next().is_some() {
        let header = reader.header()?;
        let table = reader.keys()?;
        reader.put(header, table)?;
    }
    is_each_once(&reader.root).then_some(reader.root)
}

/// What was read so far.
struct Reader<'s> {
    text: &'s str,
    cursor: Cursor<'s>,
    root: Keys<'s>,
}

/// `[a.b]` or `[[a.b]]`.
struct Header<'s> {
    /// The tables that it goes through.
    path: Vec<Key<'s>>,
    key: Key<'s>,
    is_array: bool,
    /// The bytes that it was written with.
    span: std::ops::Range<usize>,
}

impl<'s> Reader<'s> {
    /// Reads `key = value` line by line, up to the next header.
    fn keys(&mut self) -> Option<Keys<'s>> {
        let mut keys = Keys::with_room(ROOM);
        loop {
            self.cursor.space();
            match self.cursor.next() {
                None | Some(b'[') => return Some(keys),
                Some(b'\n' | b'\r' | b'#') => {}
                Some(_) => {
                    let (key, value) = self.assignment(0)?;
                    keys.push(key, value);
                }
            }
            self.cursor.line_end()?;
        }
    }

    /// Reads `key = value`, which lies some values deep.
    fn assignment(&mut self, depth: usize) -> Option<(Key<'s>, TomlValue<'s>)> {
        let key = self.cursor.key()?;
        self.cursor.space();
        if !self.cursor.takes(b"=") {
            return None;
        }
        self.cursor.space();
        Some((key, self.value(depth)?))
    }

    /// Reads a value, which lies some values deep.
    fn value(&mut self, depth: usize) -> Option<TomlValue<'s>> {
        let start = self.cursor.at();
        let value = match self.cursor.next()? {
            b'"' | b'\'' => Value::Text(self.cursor.string()?),
            b'[' if depth < DEEPEST => Value::Array(self.array(depth)?),
            b'{' if depth < DEEPEST => Value::Table(self.inline_table(depth)?),
            _ => {
                let is_of_scalar =
                    |byte: u8| byte.is_ascii_alphanumeric() || b"+-_.:".contains(&byte);
                self.cursor.take_while(is_of_scalar);
                scalar(self.cursor.since(start)?)?
            }
        };
        Some(TomlValue::new(value, start..self.cursor.at()))
    }

    fn array(&mut self, depth: usize) -> Option<Vec<TomlValue<'s>>> {
        let mut items = Vec::new();
        self.cursor.takes(b"[");
        loop {
            self.lines()?;
            if self.cursor.takes(b"]") {
                return Some(items);
            }
            items.push(self.value(depth.saturating_add(1))?);
            self.lines()?;
            if !self.cursor.takes(b",") && self.cursor.next() != Some(b']') {
                return None;
            }
        }
    }

    /// Reads what may stand between the items of a list: blanks, comments, and line ends.
    fn lines(&mut self) -> Option<()> {
        self.cursor.space();
        while let Some(b'\n' | b'\r' | b'#') = self.cursor.next() {
            self.cursor.line_end()?;
            self.cursor.space();
        }
        Some(())
    }

    fn inline_table(&mut self, depth: usize) -> Option<Keys<'s>> {
        let mut keys = Keys::default();
        self.cursor.takes(b"{");
        self.cursor.space();
        if self.cursor.takes(b"}") {
            return Some(keys);
        }
        loop {
            let (key, value) = self.assignment(depth.saturating_add(1))?;
            keys.push(key, value);
            self.cursor.space();
            if self.cursor.takes(b"}") {
                return Some(keys);
            }
            if !self.cursor.takes(b",") {
                return None;
            }
            self.cursor.space();
        }
    }

    /// Reads a header and its line.
    fn header(&mut self) -> Option<Header<'s>> {
        let start = self.cursor.at();
        let is_array = self.cursor.takes(b"[[");
        if !is_array {
            self.cursor.takes(b"[");
        }
        let mut path = Vec::new();
        let key = loop {
            self.cursor.space();
            let key = self.cursor.key()?;
            self.cursor.space();
            if !self.cursor.takes(b".") {
                break key;
            }
            path.push(key);
        };
        if path.len() >= DEEPEST || !self.cursor.takes(if is_array { b"]]" } else { b"]" }) {
            return None;
        }
        let span = start..self.cursor.at();
        self.cursor.line_end()?;
        Some(Header { path, key, is_array, span })
    }

    /// Puts the table under a header where its path leads.
    fn put(&mut self, header: Header<'s>, table: Keys<'s>) -> Option<()> {
        let Header { path, key, is_array, span } = header;
        let table = TomlValue::new(Value::Table(table), span.clone());
        let mut parent = &mut self.root;
        for step in path {
            if last_of(parent, &step, self.text).is_none() {
                // A table that only its sub-tables name stands where the first of them names it.
                let implied = TomlValue::new(Value::Table(Keys::default()), step.span());
                parent.push(step, implied);
            }
            parent = parent.last_mut().and_then(|(_, last)| innermost(&mut last.value))?;
        }
        if !is_array {
            parent.push(key, table);
        } else if let Some(Value::Array(tables)) = last_of(parent, &key, self.text) {
            tables.push(table);
        } else {
            parent.push(key, TomlValue::new(Value::Array(vec![table]), span));
        }
        Some(())
    }
}

/// The last value of `table`, where it is `key`'s and no inline value, so that headers can add to it.
fn last_of<'t, 's>(
    table: &'t mut Keys<'s>,
    key: &Key<'s>,
    text: &str,
) -> Option<&'t mut Value<'s>> {
    let (last, value) = table.last_mut()?;
    let one = if let Value::Array(tables) = &value.value { tables.last()? } else { &*value };
    let can_grow = matches!(one.value, Value::Table(_))
        && text.as_bytes().get(one.span().start) != Some(&b'{');
    (last.name == key.name && can_grow).then_some(&mut value.value)
}

/// The table that a header adds to: the value itself, or the last of a list of tables.
fn innermost<'t, 's>(value: &'t mut Value<'s>) -> Option<&'t mut Keys<'s>> {
    match value {
        Value::Table(table) => Some(table),
        Value::Array(tables) => match &mut tables.last_mut()?.value {
            Value::Table(table) => Some(table),
            _ => None,
        },
        _ => None,
    }
}

/// Whether no key stands twice in a table or in one within it.
fn is_each_once(table: &Keys<'_>) -> bool {
    let are_different = if table.len() > FEW {
        let mut seen = FxHashSet::default();
        table.iter().all(|(key, _)| seen.insert(&key.name))
    } else {
        let is_before =
            |count: usize, name: &str| table.iter().take(count).any(|(key, _)| key.name == name);
        // Keys that differ in length or in a letter of theirs need not be compared.
        let mut seen = 0_u64;
        table.iter().enumerate().all(|(index, (key, _))| {
            let bit = 1 << (sketch(&key.name) % 64);
            let may_be_before = seen & bit != 0;
            seen |= bit;
            !may_be_before || !is_before(index, &key.name)
        })
    };
    are_different && table.iter().all(|(_, value)| is_each_once_in(&value.value))
}

/// A number that two different keys rarely share.
fn sketch(name: &str) -> usize {
    let bytes = name.as_bytes();
    let letter = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    letter(0) ^ (letter(bytes.len() / 2) << 1) ^ (bytes.len() << 2)
}

fn is_each_once_in(value: &Value<'_>) -> bool {
    match value {
        Value::Table(table) => is_each_once(table),
        Value::Array(items) => items.iter().all(|item| is_each_once_in(&item.value)),
        _ => true,
    }
}
