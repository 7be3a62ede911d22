//! Files taken from Git's objects, one by one and never more than a plan may hold.

use git2::{Odb, Oid};

use crate::snapshot::limits::{LARGEST, MOST_FILES, too_large, too_many};
use crate::snapshot::{File, Repository, Snapshot, Unread};
use crate::text::FileId;

/// Collects the files of a snapshot from Git's objects.
pub(super) struct Collector<'r> {
    repository: &'r Repository,
    objects: Odb<'r>,
    snapshot: Snapshot,
    codeowners: Option<String>,
}

impl<'r> Collector<'r> {
    /// A collector for the plan at `prefix`, as it is at `moment`.
    pub(super) fn new(
        repository: &'r Repository,
        moment: String,
        prefix: String,
    ) -> Result<Self, Unread> {
        let objects =
            repository.git.odb().map_err(|error| repository.missing("its objects", &error))?;
        let snapshot = Snapshot { moment, prefix, ..Snapshot::default() };
        Ok(Self { repository, objects, snapshot, codeowners: None })
    }

    /// The plan's folder from the root: empty, or ending in `/`.
    pub(super) fn prefix(&self) -> &str {
        &self.snapshot.prefix
    }

    /// Reads the blob `id` as the file at `path` from the root of the repository. Its size is looked at first.
    ///
    /// # Errors
    ///
    /// Where the repository lacks the object, or the plan has more files than are read.
    pub(super) fn take(&mut self, id: Oid, path: String, name: &[u8]) -> Result<(), Unread> {
        if self.snapshot.files.len() == MOST_FILES {
            return Err(too_many());
        }
        let missing = |error: git2::Error| Unread {
            path: path.clone(),
            ..self.repository.missing(&id.to_string(), &error)
        };
        let (bytes, _) = self.objects.read_header(id).map_err(missing)?;
        if bytes as u64 > LARGEST {
            self.snapshot.unread.push(too_large(path, bytes as u64));
            return Ok(());
        }
        let bytes = self.objects.read(id).map_err(missing)?.data().to_vec();
        let has_utf8_name = std::str::from_utf8(name).is_ok();
        self.snapshot.files.push(File { has_utf8_name, ..File::new(path, bytes) });
        Ok(())
    }

    /// Takes a file whose sides are not merged yet: it has no content of its own.
    pub(super) fn take_unmerged(&mut self, path: String) {
        self.snapshot.files.push(File { is_unmerged: true, ..File::new(path, Vec::new()) });
    }

    /// Reads the blob `id` as the repository's CODEOWNERS.
    pub(super) fn take_codeowners(&mut self, id: Oid, path: &str) -> Result<(), Unread> {
        self.codeowners = Some(path.to_owned());
        self.take(id, path.to_owned(), path.as_bytes())
    }

    /// Notes something that belongs to the plan and is not read.
    pub(super) fn leave(&mut self, unread: Unread) {
        self.snapshot.unread.push(unread);
    }

    /// The snapshot of all that was taken.
    pub(super) fn finish(mut self) -> Snapshot {
        self.snapshot.files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        self.snapshot.unread.sort_by(|one, other| one.path.cmp(&other.path));
        self.snapshot.codeowners = self.codeowners.and_then(|path| {
            let at = self.snapshot.files.iter().position(|file| file.path == path)?;
            u32::try_from(at).ok().map(FileId)
        });
        self.snapshot
    }
}
