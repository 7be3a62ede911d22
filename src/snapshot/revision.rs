//! A plan as a commit has it, read from Git's objects; the working tree is not looked at.

use std::path::Path;

use git2::{ErrorCode, ObjectType, Odb, Oid, Repository, Tree, TreeEntry};

use crate::snapshot::layout::near_kind;
use crate::snapshot::limits::{DEEPEST, LARGEST, no_file, too_deep, too_large};
use crate::snapshot::repository::{Around, CODEOWNERS};
use crate::snapshot::shown_path::shown_name;
use crate::snapshot::{File, Layout, Snapshot, Unread, layout};
use crate::text::FileId;

/// What Git calls the mode of a symbolic link.
const LINK: i32 = 0o120_000;

/// The plan in `root` (links resolved) as the last commit has it; empty where that commit has no such folder. `None` outside of a
/// repository, and where nothing is committed yet.
///
/// # Errors
///
/// Where the repository or one of its objects cannot be read.
pub fn read_head(root: &Path) -> Result<Option<Snapshot>, Unread> {
    let unread = |why: String| Unread { path: "HEAD".into(), why, help: None };
    let in_repository = |why: String| unread(format!("its repository cannot be read: {why}"));
    let Some(around) = Around::discover(root).map_err(in_repository)? else { return Ok(None) };
    let repository = around.repository();
    let commit = match repository.head().and_then(|head| head.peel_to_commit()) {
        Ok(commit) => commit,
        Err(error) if error.code() == ErrorCode::UnbornBranch => return Ok(None),
        Err(error) => return Err(unread(error.message().to_owned())),
    };
    let inside = root.strip_prefix(&around.root).unwrap_or(root);
    let read = || {
        let tree = commit.tree()?;
        let mut reader = Reader::new(repository, around.prefix(root))?;
        reader.read_codeowners(&tree)?;
        if let Some(plan) = folder(repository, tree, inside)? {
            reader.read(plan)?;
        }
        Ok(reader.finish())
    };
    read().map_err(|error: git2::Error| unread(error.message().to_owned())).map(Some)
}

/// The tree of the folder at `inside`, where there is one.
fn folder<'r>(
    repository: &'r Repository,
    tree: Tree<'r>,
    inside: &Path,
) -> Result<Option<Tree<'r>>, git2::Error> {
    if inside.as_os_str().is_empty() {
        return Ok(Some(tree));
    }
    match tree.get_path(inside) {
        Ok(entry) if entry.kind() == Some(ObjectType::Tree) => {
            repository.find_tree(entry.id()).map(Some)
        }
        Ok(_) => Ok(None),
        Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the blobs that belong to a plan.
struct Reader<'r> {
    repository: &'r Repository,
    objects: Odb<'r>,
    snapshot: Snapshot,
    codeowners: Option<&'static str>,
}

impl<'r> Reader<'r> {
    fn new(repository: &'r Repository, prefix: String) -> Result<Self, git2::Error> {
        let snapshot = Snapshot { prefix, ..Snapshot::default() };
        Ok(Self { repository, objects: repository.odb()?, snapshot, codeowners: None })
    }

    fn read_codeowners(&mut self, root: &Tree<'_>) -> Result<(), git2::Error> {
        for path in CODEOWNERS {
            match root.get_path(Path::new(path)) {
                Ok(entry) if entry.kind() == Some(ObjectType::Blob) => {
                    self.codeowners = Some(path);
                    return self.read_blob(entry.id(), path.to_owned(), true);
                }
                Ok(_) => {}
                Err(error) if error.code() == ErrorCode::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads the plan whose folder is `plan`.
    fn read(&mut self, plan: Tree<'r>) -> Result<(), git2::Error> {
        // The path within the plan of each tree that is to be read, and how deep it lies.
        let mut waiting = vec![(String::new(), plan, 0)];
        while let Some((path, tree, depth)) = waiting.pop() {
            for entry in &tree {
                let name = entry.name_bytes();
                if name.starts_with(b".") {
                    continue;
                }
                let within = format!("{path}{}", shown_name(name));
                if entry.kind() != Some(ObjectType::Tree) {
                    self.read_entry(&entry, &within)?;
                    continue;
                }
                if depth == 0 && near_kind(&within).is_none() {
                    continue;
                }
                if depth + 1 == DEEPEST {
                    self.snapshot
                        .unread
                        .push(too_deep(format!("{}{within}", self.snapshot.prefix)));
                    continue;
                }
                let tree = self.repository.find_tree(entry.id())?;
                waiting.push((format!("{within}/"), tree, depth + 1));
            }
        }
        Ok(())
    }

    /// Reads what is no folder, where it belongs to the plan.
    fn read_entry(&mut self, entry: &TreeEntry<'_>, within: &str) -> Result<(), git2::Error> {
        let is_file = entry.kind() == Some(ObjectType::Blob) && entry.filemode() != LINK;
        let is_other_kind_folder = !is_file && !within.contains('/') && near_kind(within).is_some();
        if layout(within) == Layout::Foreign && !is_other_kind_folder {
            return Ok(());
        }
        let path = format!("{}{within}", self.snapshot.prefix);
        if is_file {
            return self.read_blob(
                entry.id(),
                path,
                std::str::from_utf8(entry.name_bytes()).is_ok(),
            );
        }
        let is_link = entry.filemode() == LINK;
        let what = if is_link { "a symbolic link" } else { "a submodule" };
        self.snapshot.unread.push(no_file(path, what));
        Ok(())
    }

    fn read_blob(&mut self, id: Oid, path: String, has_utf8_name: bool) -> Result<(), git2::Error> {
        let (bytes, _) = self.objects.read_header(id)?;
        if bytes as u64 > LARGEST {
            self.snapshot.unread.push(too_large(path, bytes as u64));
            return Ok(());
        }
        let bytes = self.objects.read(id)?.data().to_vec();
        self.snapshot.files.push(File { path, has_utf8_name, bytes, on_disk: None });
        Ok(())
    }

    fn finish(mut self) -> Snapshot {
        self.snapshot.files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        self.snapshot.unread.sort_by(|one, other| one.path.cmp(&other.path));
        self.snapshot.codeowners = self.codeowners.and_then(|path| {
            let at = self.snapshot.files.iter().position(|file| file.path == path)?;
            u32::try_from(at).ok().map(FileId)
        });
        self.snapshot
    }
}
