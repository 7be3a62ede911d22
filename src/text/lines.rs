//! Lines and columns of byte offsets.

/// A position as people count: lines and columns from 1, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1; a byte order mark is not counted.
    pub column: usize,
}

/// The line starts of one text, so that many offsets can be asked for cheaply.
#[derive(Debug)]
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Finds the lines of `text`. A line ends at `\n`.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let after = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        Self { text, starts: std::iter::once(0).chain(after).collect() }
    }

    /// The position of the byte at `offset`; one inside a character counts as its first byte, one past the end as the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> LineColumn {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let before = &self.text[self.starts[line - 1]..offset];
        LineColumn { line, column: before.trim_start_matches('\u{feff}').chars().count() + 1 }
    }

    /// The text of line `line` (from 1) without its line end, and the offset of its first byte.
    #[must_use]
    pub fn line(&self, line: usize) -> Option<(&'a str, usize)> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        Some((self.text[start..end].trim_end_matches(['\n', '\r']), start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_the_byte_order_mark() {
        let index = LineIndex::new("\u{feff}ä = 1\nβγ = 2");
        assert_eq!(index.position(6), LineColumn { line: 1, column: 3 });
        assert_eq!(index.position(10 + 2), LineColumn { line: 2, column: 2 });
        assert_eq!(index.position(999), LineColumn { line: 2, column: 7 });
        assert_eq!(index.line(2), Some(("βγ = 2", 10)));
    }
}
