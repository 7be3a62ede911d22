//! A tree as Git stores it: the mode, the name, and the id of one entry after the other, in order.
//!
//! Git's library makes an object of each entry; a history has millions of them, nearly all of which are passed over.

use std::cmp::Ordering;

use git2::{ObjectType, Oid};
use memchr::memchr;

use crate::snapshot::{Repository, Unread};

/// How many bytes an id has.
const ID: usize = 20;

/// The bits of a mode that tell what an entry is.
const SORT: u32 = 0o170_000;

/// A tree whose every entry can be read.
pub(super) struct RawTree {
    bytes: Vec<u8>,
    length: usize,
}

/// One entry of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawEntry<'t> {
    mode: u32,
    pub(super) name: &'t [u8],
    id: &'t [u8],
}

impl RawTree {
    /// The tree `id`.
    ///
    /// # Errors
    ///
    /// Where the repository lacks it, or it is none.
    pub(super) fn read(repository: &Repository, id: Oid) -> Result<Self, Unread> {
        let missing = |error: git2::Error| repository.missing(&id.to_string(), &error);
        let objects = repository.git.odb().map_err(missing)?;
        let object = objects.read(id).map_err(missing)?;
        let tree = (object.kind() == ObjectType::Tree).then(|| Self::of(object.data().to_vec()));
        let torn = || missing(git2::Error::from_str("it is no tree, or a torn one"));
        tree.flatten().ok_or_else(torn)
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let (mut rest, mut length) = (bytes.as_slice(), 0_usize);
        while !rest.is_empty() {
            rest = RawEntry::first(rest)?.1;
            length = length.saturating_add(1);
        }
        Some(Self { bytes, length })
    }

    /// How many entries it has.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// Its entries, in order.
    pub(super) fn entries(&self) -> impl Iterator<Item = RawEntry<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            let (entry, after) = RawEntry::first(rest)?;
            rest = after;
            Some(entry)
        })
    }
}

impl<'t> RawEntry<'t> {
    /// The first entry of `bytes`, and what follows it.
    fn first(bytes: &'t [u8]) -> Option<(Self, &'t [u8])> {
        let (mode, rest) = bytes.split_at_checked(memchr(b' ', bytes)?)?;
        let rest = rest.get(1..)?;
        let (name, rest) = rest.split_at_checked(memchr(0, rest)?)?;
        let (id, rest) = rest.get(1..)?.split_at_checked(ID)?;
        let mode = mode.iter().try_fold(0_u32, |mode, digit| {
            let digit = (b'0'..=b'7').contains(digit).then_some(digit & 0x7)?;
            mode.checked_mul(8)?.checked_add(u32::from(digit))
        })?;
        Some((Self { mode, name, id }, rest))
    }

    /// The object that it names.
    pub(super) fn oid(&self) -> Option<Oid> {
        Oid::from_bytes(self.id).ok()
    }

    /// Whether it is a folder.
    pub(super) fn is_folder(&self) -> bool {
        self.mode & SORT == 0o040_000
    }

    /// Whether it is a file or a folder: neither a link nor a submodule.
    pub(super) fn holds_files(&self) -> bool {
        !matches!(self.mode & SORT, 0o120_000 | 0o160_000)
    }

    /// Git orders a folder as if its name ended in `/`. A folder and a file of one name are two.
    pub(super) fn in_tree_order(&self, other: &Self) -> Ordering {
        let key = |entry: &Self| {
            let end = entry.is_folder().then_some(&b'/');
            entry.name.iter().chain(end)
        };
        if self.name == other.name && self.is_folder() == other.is_folder() {
            return Ordering::Equal;
        }
        key(self).cmp(key(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(entries: &[(&str, &str)]) -> Vec<u8> {
        let entry = |(mode, name): &(&str, &str)| {
            let mut bytes = format!("{mode} {name}\0").into_bytes();
            bytes.extend([7; ID]);
            bytes
        };
        entries.iter().flat_map(entry).collect()
    }

    #[test]
    fn a_tree_is_read_whole_or_not_at_all() {
        let bytes = tree(&[("100644", "a b"), ("40000", "goals"), ("120000", "link")]);
        let read = RawTree::of(bytes.clone()).unwrap();
        let names: Vec<_> = read.entries().map(|it| (it.name, it.is_folder())).collect();
        assert_eq!(names, [(&b"a b"[..], false), (b"goals", true), (b"link", false)]);
        assert_eq!(read.entries().filter(RawEntry::holds_files).count(), 2);
        for end in 1..bytes.len() {
            let is_between = [31, 63].contains(&end);
            assert_eq!(RawTree::of(bytes[..end].to_vec()).is_some(), is_between, "{end}");
        }
        assert!(RawTree::of(tree(&[("10x", "a")])).is_none());
        assert!(RawTree::of(tree(&[("77777777777777", "a")])).is_none());
    }
}
