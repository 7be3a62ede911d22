//! A plan as it is staged: what the next commit will have.

use git2::{Index, IndexEntry};

use crate::snapshot::discover::CONFIG;
use crate::snapshot::limits::no_file;
use crate::snapshot::objects::Collector;
use crate::snapshot::repository::CODEOWNERS;
use crate::snapshot::shown_path::shown_name;
use crate::snapshot::tree::belongs;
use crate::snapshot::{Repository, Snapshot, Unread};

/// The kinds of files, in the mode of an entry.
const KIND: u32 = 0o170_000;
/// An ordinary file.
const FILE: u32 = 0o100_000;
/// A symbolic link.
const LINK: u32 = 0o120_000;

/// Set where only the name is staged (`git add -N`), and nothing of the file will be committed.
pub(super) const INTENT_TO_ADD: u16 = 1 << 13;

/// Set where a sparse checkout leaves the file out of the working tree.
const SKIP_WORKTREE: u16 = 1 << 14;

/// Where the number of the side stands, for a file that is not merged yet.
const STAGE: u16 = 0x3000;

impl Repository {
    /// The plan in the folder `prefix` (empty, or ending in `/`) as it is staged.
    ///
    /// # Errors
    ///
    /// Where the index or one of the objects cannot be read, with the command that mends it.
    pub(super) fn read_index(&self, prefix: &str) -> Result<Snapshot, Unread> {
        let index = self.open_index()?;
        let mut collector = Collector::new(self, "index".into(), prefix.to_owned());
        let codeowners = CODEOWNERS
            .into_iter()
            .filter_map(|path| Some((path, index.get_path(path.as_ref(), 0)?)))
            .find(|(_, entry)| entry.mode & KIND == FILE);
        if let Some((path, entry)) = codeowners {
            collector.take(entry.id, path.to_owned(), path.as_bytes())?;
        }
        let mut unmerged: Option<String> = None;
        for entry in entries_below(&index, prefix) {
            let Some(path) = path_of(&entry, prefix) else { continue };
            if entry.flags & STAGE == 0 {
                collect(&mut collector, &entry, path)?;
            } else if unmerged.as_ref() != Some(&path) {
                unmerged = Some(path.clone());
                collector.take_unmerged(path);
            }
        }
        collector.finish()
    }

    /// The files of the plan that a sparse checkout leaves out of the working tree, as the index has them.
    pub(super) fn read_left_out(&self, prefix: &str) -> Result<Snapshot, Unread> {
        let mut collector = Collector::new(self, "index".into(), prefix.to_owned());
        let is_sparse = self.git.config().and_then(|config| config.get_bool("core.sparseCheckout"));
        if is_sparse.unwrap_or(false) {
            let index = self.open_index()?;
            let is_left_out = |entry: &IndexEntry| entry.flags_extended & SKIP_WORKTREE != 0;
            for entry in entries_below(&index, prefix).filter(is_left_out) {
                if let Some(path) = path_of(&entry, prefix).filter(|path| !self.has_on_disk(path)) {
                    collect(&mut collector, &entry, path)?;
                }
            }
        }
        collector.finish()
    }

    /// The folders below `prefix` that have a staged goalpact.toml.
    pub(super) fn staged_plans(&self, prefix: &str) -> Result<Vec<String>, Unread> {
        let index = self.open_index()?;
        let config = format!("/{CONFIG}");
        let folder_of = |entry: IndexEntry| {
            let path = String::from_utf8(entry.path).ok()?;
            path.strip_suffix(&config).map(ToOwned::to_owned)
        };
        Ok(entries_below(&index, prefix).filter_map(folder_of).collect())
    }

    fn has_on_disk(&self, path: &str) -> bool {
        self.root.as_ref().is_some_and(|root| root.join(path).symlink_metadata().is_ok())
    }

    /// The index that is being committed.
    pub(super) fn open_index(&self) -> Result<Index, Unread> {
        self.git.index().map_err(|error| {
            let message = error.message();
            let (why, help) = if message.contains("sdir") {
                (
                    "it is a sparse index, which is not supported yet",
                    "git sparse-checkout reapply --no-sparse-index",
                )
            } else if message.contains("link") {
                (
                    "it is a split index, which is not supported yet",
                    "git update-index --no-split-index",
                )
            } else {
                return self.missing("the index", &error);
            };
            Unread {
                path: "the index".into(),
                why: why.into(),
                help: Some(format!("write it in one piece: `{help}`")),
            }
        })
    }
}

/// The entries below a folder, which stand together.
pub(super) fn entries_below<'i>(
    index: &'i Index,
    prefix: &str,
) -> impl Iterator<Item = IndexEntry> + use<'i> {
    let first = if prefix.is_empty() {
        0
    } else {
        index.find_prefix(prefix).unwrap_or_else(|_| index.len())
    };
    let prefix = prefix.as_bytes().to_vec();
    (first..index.len())
        .filter_map(|at| index.get(at))
        .take_while(move |entry| entry.path.starts_with(&prefix))
}

/// The path of an entry, where it belongs to the plan at `prefix` and will be committed.
fn path_of(entry: &IndexEntry, prefix: &str) -> Option<String> {
    let within = shown_name_of(entry.path.get(prefix.len()..)?);
    let is_hidden = within.split('/').any(|part| part.starts_with('.'));
    let is_wanted = !is_hidden
        && belongs(&within, entry.mode & KIND == FILE)
        && entry.flags_extended & INTENT_TO_ADD == 0;
    is_wanted.then(|| format!("{prefix}{within}"))
}

fn collect(collector: &mut Collector<'_>, entry: &IndexEntry, path: String) -> Result<(), Unread> {
    match entry.mode & KIND {
        FILE => return collector.take(entry.id, path, &entry.path),
        LINK => collector.leave(no_file(path, "a symbolic link")),
        _ => collector.leave(no_file(path, "a submodule")),
    }
    Ok(())
}

/// A path with `/`, where bytes that are not UTF-8 are shown as `\xff`.
pub(super) fn shown_name_of(path: &[u8]) -> String {
    path.split(|byte| *byte == b'/').map(shown_name).collect::<Vec<_>>().join("/")
}
