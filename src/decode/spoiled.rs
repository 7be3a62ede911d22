//! Stretches of a file that syntax errors have made unreliable.

use std::ops::Range;

/// Stretches of bytes, in order, none of which overlap.
#[derive(Debug, Clone, Default)]
pub struct Spoiled {
    ranges: Vec<Range<usize>>,
}

impl Spoiled {
    /// Whether nothing is spoiled.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// How many stretches there are.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether the byte at `offset` lies in one of them.
    pub fn contains(&self, offset: usize) -> bool {
        let after = self.ranges.partition_point(|range| range.start <= offset);
        let before = after.checked_sub(1).and_then(|last| self.ranges.get(last));
        before.is_some_and(|range| offset < range.end)
    }

    /// Adds a stretch; where it meets another, the two become one.
    pub fn add(&mut self, mut range: Range<usize>) {
        let at = self.ranges.partition_point(|other| other.end < range.start);
        let end = self.ranges.partition_point(|other| other.start <= range.end).max(at);
        if let Some([first, .., last] | [first @ last]) = self.ranges.get(at..end) {
            range = range.start.min(first.start)..range.end.max(last.end);
        }
        self.ranges.splice(at..end, [range]);
    }

    /// The stretches, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Range<usize>> {
        self.ranges.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_meet_become_one() {
        let mut spoiled = Spoiled::default();
        for range in [10..20, 30..40, 0..5, 18..31, 50..60] {
            spoiled.add(range);
        }
        assert_eq!(spoiled.iter().cloned().collect::<Vec<_>>(), [0..5, 10..40, 50..60]);
        assert!(spoiled.contains(39) && !spoiled.contains(40) && !spoiled.contains(7));
    }
}
