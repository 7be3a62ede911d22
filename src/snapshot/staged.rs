//! What is staged otherwise than in the last commit, path by path.
//!
//! A folder of the index is hashed as the tree that Git would write of it. Where the last commit has that very tree, nothing
//! below it is looked at: the cost is that of the index and of what differs, however large the repository is.

use std::collections::BTreeMap;

use git2::{Index, ObjectType, Oid};

use crate::snapshot::index::{INTENT_TO_ADD, entries_below, shown_name_of};
use crate::snapshot::object_id::object_id;
use crate::snapshot::{Repository, Unread};
use crate::text::cut;

/// What Git calls the mode of a folder.
const FOLDER: u32 = 0o040_000;

/// The longest path that is looked at, in bytes: as many as a path on disk may have.
const LONGEST_PATH: usize = 4096;

/// A file that the next commit will have.
pub(super) struct Staged {
    /// Its path from the root of the repository, with `/`.
    pub(super) path: Vec<u8>,
    id: Oid,
    mode: u32,
}

impl Staged {
    /// Its path, as it is shown.
    pub(super) fn shown(&self) -> String {
        shown_name_of(&self.path)
    }
}

/// A path that the next commit has otherwise than the last one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// From the root of the repository, with `/`.
    pub(super) path: Vec<u8>,
    /// Whether the last commit has a file there.
    pub(super) was: bool,
    /// Whether the next commit will.
    pub(super) is: bool,
}

/// What the next commit will have, by path.
///
/// # Errors
///
/// Where a path is longer than any that can be on disk.
pub(super) fn staged(index: &Index) -> Result<Vec<Staged>, Unread> {
    let mut staged: Vec<Staged> = entries_below(index, "")
        .filter(|entry| entry.flags_extended & INTENT_TO_ADD == 0)
        .map(|entry| Staged { path: entry.path, id: entry.id, mode: entry.mode })
        .collect();
    if let Some(file) = staged.iter().find(|file| file.path.len() > LONGEST_PATH) {
        return Err(Unread {
            path: cut(&shown_name_of(&file.path)).into_owned(),
            why: format!("its path has more than {LONGEST_PATH} bytes"),
            help: Some("move it up: sub-folders mean nothing to a plan".into()),
        });
    }
    // They are in this order already, but where the file system does not tell `a` from `A`.
    staged.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(staged)
}

impl Repository {
    /// The paths that `staged` has otherwise than the commit `head`; all of them where nothing is committed yet.
    ///
    /// # Errors
    ///
    /// Where the repository lacks an object, or more is deleted than is ever looked at.
    pub(super) fn differences(
        &self,
        staged: &[Staged],
        head: Option<Oid>,
    ) -> Result<Vec<Difference>, Unread> {
        let root = head.map(|id| self.tree_of(id)).transpose()?.map(|tree| tree.id());
        let mut differences = Vec::new();
        let mut waiting = vec![(Vec::new(), staged, root)];
        let mut seen = 0_u64;
        while let Some((folder, staged, tree)) = waiting.pop() {
            if tree.is_some() && tree == tree_id(staged, folder.len()) {
                continue;
            }
            let mut names = self.names_of(tree)?;
            seen = seen.saturating_add(names.len() as u64);
            if seen > self.limits.entries {
                return Err(self.limits.too_many_entries());
            }
            for part in parts(staged, folder.len()) {
                names.entry(part.name.to_vec()).or_default().is = Some(part);
            }
            for (name, sides) in names {
                let path = [folder.as_slice(), name.as_slice()].concat();
                let (old_file, old_folder) = sides.before();
                let (new_file, new_folder) = sides.after();
                if old_folder.is_some() || !new_folder.is_empty() {
                    let below = [path.as_slice(), b"/"].concat();
                    waiting.push((below, new_folder, old_folder));
                }
                if old_file != new_file {
                    let (was, is) = (old_file.is_some(), new_file.is_some());
                    differences.push(Difference { path, was, is });
                }
            }
        }
        Ok(differences)
    }

    /// What a tree has, by name.
    fn names_of<'s>(&self, tree: Option<Oid>) -> Result<BTreeMap<Vec<u8>, Sides<'s>>, Unread> {
        let Some(tree) = tree else { return Ok(BTreeMap::new()) };
        let tree = self.find_tree(tree)?;
        let sides = |id, mode: i32| Sides { was: Some((id, mode.cast_unsigned())), is: None };
        Ok(tree
            .iter()
            .map(|entry| (entry.name_bytes().to_vec(), sides(entry.id(), entry.filemode())))
            .collect())
    }
}

/// What stands under one name of a folder in the last commit, and in the next.
#[derive(Default)]
struct Sides<'s> {
    /// The object, and its mode.
    was: Option<(Oid, u32)>,
    is: Option<Part<'s>>,
}

impl<'s> Sides<'s> {
    /// The file, or the folder, that the last commit has.
    fn before(&self) -> (Option<(Oid, u32)>, Option<Oid>) {
        match self.was {
            Some((id, FOLDER)) => (None, Some(id)),
            file => (file, None),
        }
    }

    /// The file, or what is in the folder, that the next commit will have.
    fn after(&self) -> (Option<(Oid, u32)>, &'s [Staged]) {
        match self.is {
            Some(part) if part.is_folder => (None, part.staged),
            Some(part) => (part.staged.first().map(|file| (file.id, file.mode)), &[]),
            None => (None, &[]),
        }
    }
}

/// A file or a folder of a folder of the index.
#[derive(Clone, Copy)]
struct Part<'s> {
    name: &'s [u8],
    is_folder: bool,
    /// The file, or all files below the folder.
    staged: &'s [Staged],
}

/// What is in a folder, in the order of Git's trees; `from` is where the names begin in the paths of its files.
fn parts(staged: &[Staged], from: usize) -> impl Iterator<Item = Part<'_>> {
    fn name(file: &Staged, from: usize) -> Option<&[u8]> {
        file.path.get(from..)?.split(|byte| *byte == b'/').next()
    }
    let has_name = move |one: &Staged, other: &Staged| name(one, from) == name(other, from);
    staged.chunk_by(has_name).filter_map(move |staged| {
        let last = staged.last()?;
        let name = name(last, from)?;
        Some(Part { name, is_folder: last.path.len() > from.saturating_add(name.len()), staged })
    })
}

/// The id of the tree that Git would write of a folder; `from` is where the names begin in the paths of its files.
fn tree_id(staged: &[Staged], from: usize) -> Option<Oid> {
    let mut tree = Vec::new();
    for part in parts(staged, from) {
        let (id, mode) = if part.is_folder {
            (tree_id(part.staged, from.saturating_add(part.name.len()).saturating_add(1))?, FOLDER)
        } else {
            part.staged.first().map(|file| (file.id, file.mode))?
        };
        tree.extend_from_slice(format!("{mode:o} ").as_bytes());
        tree.extend_from_slice(part.name);
        tree.push(0);
        tree.extend_from_slice(id.as_bytes());
    }
    object_id(ObjectType::Tree, &tree)
}
