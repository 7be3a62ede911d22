//! Files that Git names by the hash of their bytes: read from the working tree where it has those very bytes, else from Git's objects.
//!
//! To read a file and hash it costs a fifth of what it costs to unpack an object, and proves that it is the right one, whatever
//! filters, line ends, or clocks have done to it.

use std::io::Read;
use std::path::Path;

use git2::{ObjectType, Odb, Oid};
use rayon::prelude::*;

use crate::snapshot::object_id::object_id;
use crate::snapshot::room::Room;
use crate::snapshot::{File, Repository, Snapshot, Unread, open_ordinary};

/// Collects the files of a snapshot, never more than a plan may hold.
pub(super) struct Collector<'r> {
    repository: &'r Repository,
    moment: String,
    prefix: String,
    /// The working tree, where it may have the files.
    root: Option<&'r Path>,
    wanted: Vec<Wanted>,
    files: Vec<File>,
    unread: Vec<Unread>,
}

/// A file that is to be read.
struct Wanted {
    blob: Oid,
    /// From the root of the repository.
    path: String,
    has_utf8_name: bool,
}

impl<'r> Collector<'r> {
    /// A collector for the plan at `prefix`, as it is at `moment`.
    pub(super) fn new(repository: &'r Repository, moment: String, prefix: String) -> Self {
        let root = repository.root.as_deref();
        let (wanted, files, unread) = (Vec::new(), Vec::new(), Vec::new());
        Self { repository, moment, prefix, root, wanted, files, unread }
    }

    /// The same of what is long past: it is not looked for in the working tree.
    pub(super) fn past(self) -> Self {
        Self { root: None, ..self }
    }

    /// The plan's folder from the root: empty, or ending in `/`.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Takes `blob` as the file at `path` from the root of the repository, of which `name` are the last bytes as Git has them.
    ///
    /// # Errors
    ///
    /// Where the plan has more files than are read.
    pub(super) fn take(&mut self, blob: Oid, path: String, name: &[u8]) -> Result<(), Unread> {
        if self.wanted.len() as u64 >= self.repository.limits.files {
            return Err(self.repository.limits.too_many_files());
        }
        self.wanted.push(Wanted { blob, path, has_utf8_name: std::str::from_utf8(name).is_ok() });
        Ok(())
    }

    /// Takes a file whose sides are not merged yet: it has no content of its own.
    pub(super) fn take_unmerged(&mut self, path: String) {
        self.files.push(File { is_unmerged: true, ..File::new(path, Vec::new()) });
    }

    /// Notes something that belongs to the plan and is not read.
    pub(super) fn leave(&mut self, unread: Unread) {
        self.unread.push(unread);
    }

    /// Reads all that was taken.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects, or they have more bytes than are read.
    pub(super) fn finish(mut self) -> Result<Snapshot, Unread> {
        let (root, repository) = (self.root, self.repository);
        let room = Room::of(&repository.limits);
        let most = repository.limits.file_bytes();
        let on_disk: Vec<Option<Vec<u8>>> = match root {
            Some(root) => {
                let wanted = self.wanted.par_iter();
                wanted.map(|wanted| wanted.on_disk(root, most, &room)).collect()
            }
            None => vec![None; self.wanted.len()],
        };
        let objects = repository.git.odb();
        let objects = objects.map_err(|error| repository.missing("its objects", &error))?;
        for (wanted, bytes) in std::mem::take(&mut self.wanted).into_iter().zip(on_disk) {
            let bytes = match bytes {
                Some(bytes) => bytes,
                None => match wanted.in_objects(&objects, repository, &room)? {
                    Ok(bytes) => bytes,
                    Err(too_large) => {
                        self.leave(too_large);
                        continue;
                    }
                },
            };
            let Wanted { blob, path, has_utf8_name } = wanted;
            self.files.push(File { has_utf8_name, blob: Some(blob), ..File::new(path, bytes) });
        }
        Ok(Snapshot::new(self.moment, self.prefix, self.files, self.unread))
    }
}

impl Wanted {
    /// Its bytes, where the working tree has them.
    fn on_disk(&self, root: &Path, most: u64, room: &Room) -> Option<Vec<u8>> {
        let (file, metadata) = open_ordinary(&root.join(&self.path)).ok()?;
        if metadata.len() > most {
            return None;
        }
        let read = || {
            let mut bytes = Vec::new();
            file.take(metadata.len()).read_to_end(&mut bytes).ok()?;
            let is_it = object_id(ObjectType::Blob, &bytes) == Some(self.blob);
            is_it.then_some(bytes)
        };
        let bytes = if room.take(metadata.len()) { read() } else { None };
        if bytes.is_none() {
            room.give_back(metadata.len());
        }
        bytes
    }

    /// Its bytes from Git's objects, unless there are too many of them: their number is looked at first.
    fn in_objects(
        &self,
        objects: &Odb<'_>,
        repository: &Repository,
        room: &Room,
    ) -> Result<Result<Vec<u8>, Unread>, Unread> {
        let limits = &repository.limits;
        let missing = |error: git2::Error| Unread {
            path: self.path.clone(),
            ..repository.missing(&self.blob.to_string(), &error)
        };
        let (bytes, _) = objects.read_header(self.blob).map_err(missing)?;
        if bytes as u64 > limits.file_bytes() {
            return Ok(Err(limits.too_large(self.path.clone(), bytes as u64)));
        }
        if !room.take(bytes as u64) {
            return Err(limits.too_many_bytes());
        }
        objects.read(self.blob).map(|object| Ok(object.data().to_vec())).map_err(missing)
    }
}
