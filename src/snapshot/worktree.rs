//! A plan from disk, without what Git ignores.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread::Builder;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::snapshot::clean::Noted;
use crate::snapshot::layout::near_kind;
use crate::snapshot::limits::{DEEPEST, no_file, too_deep};
use crate::snapshot::repository::{CODEOWNERS, Noticed};
use crate::snapshot::room::Room;
use crate::snapshot::shown_path::shown_path;
use crate::snapshot::{File, Layout, Limits, Repository, Snapshot, Unread, layout, open_ordinary};

/// Reads the plan whose goalpact.toml lies in `root`, links resolved; `repository` is the one around it.
///
/// What cannot be read stands in [`Snapshot::unread`].
///
/// # Errors
///
/// Where there is more of it than `limits` let be read.
pub fn read(
    root: &Path,
    repository: Option<&Repository>,
    limits: &Limits,
) -> Result<Snapshot, Unread> {
    let base = repository.and_then(|repository| repository.root.clone());
    let base = base.unwrap_or_else(|| root.to_owned());
    let codeowners = codeowners(&base);
    let notice = |path: PathBuf| {
        let within = path.strip_prefix(&base).ok();
        let shown = shown_path(within.unwrap_or(&path));
        match repository.zip(within).map(|(repository, within)| repository.notice(within)) {
            Some(Noticed::Ignored) => None,
            Some(Noticed::Seen(noted)) => Some(Wanted { path, shown, noted }),
            None => Some(Wanted { path, shown, noted: None }),
        }
    };
    let codeowners = codeowners.into_iter().map(|path| {
        let shown = relative(&base, &path);
        Ok(Wanted { path, shown, noted: None })
    });
    let walk = WalkDir::new(root).max_depth(DEEPEST).into_iter().filter_entry(is_of_interest);
    let wanted = walk
        .filter_map(|entry| wanted(entry, &base, root))
        .filter_map(|path| path.map(notice).transpose())
        .chain(codeowners);
    let most = usize::try_from(limits.files).unwrap_or(usize::MAX);
    let reader = Reader { limits, room: Room::of(limits) };
    let read = reader.read_all(wanted.take(most.saturating_add(1)));
    if read.len() > most {
        return Err(limits.too_many_files());
    }
    if reader.room.is_exceeded() {
        return Err(limits.too_many_bytes());
    }

    let prefix = prefix(&base, root);
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for file in read {
        match file {
            Ok(file) => files.push(file),
            Err(reason) => unread.push(reason),
        }
    }
    match repository.map(|repository| repository.read_left_out(&prefix)) {
        Some(Ok(left_out)) => {
            files.extend(left_out.files().cloned());
            unread.extend(left_out.unread);
        }
        Some(Err(reason)) => unread.push(reason),
        None => {}
    }
    Ok(Snapshot::new("worktree".into(), prefix, files, unread))
}

/// The CODEOWNERS file of the repository at `base` (links resolved). One that lies behind a link is none.
fn codeowners(base: &Path) -> Option<PathBuf> {
    let is_there =
        |path: &PathBuf| path.is_file() && path.canonicalize().is_ok_and(|it| it == *path);
    CODEOWNERS.iter().map(|path| base.join(path)).find(is_there)
}

/// A file that is to be read.
struct Wanted {
    path: PathBuf,
    /// Its path from the root of the repository, as it is shown.
    shown: String,
    /// What Git's index has noted of it.
    noted: Option<Noted>,
}

/// Reads files.
struct Reader<'a> {
    limits: &'a Limits,
    room: Room,
}

impl Reader<'_> {
    /// Reads the files while the walk that names them goes on: the walk asks Git, which one thread alone may do.
    fn read_all(
        &self,
        wanted: impl Iterator<Item = Result<Wanted, Unread>>,
    ) -> Vec<Result<File, Unread>> {
        let (found, to_read) = mpsc::channel::<Result<Wanted, Unread>>();
        let read_found =
            || to_read.into_iter().par_bridge().map(|wanted| self.read(wanted?)).collect();
        let has_others = rayon::current_thread_index().is_none();
        std::thread::scope(|scope| {
            let readers = has_others.then(|| Builder::new().spawn_scoped(scope, read_found));
            let Some(Ok(readers)) = readers else {
                // No other thread is to be had.
                return wanted.map(|wanted| self.read(wanted?)).collect();
            };
            // Nobody stops reading before the last path is sent.
            wanted.for_each(|path| drop(found.send(path)));
            drop(found);
            readers.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }

    fn read(&self, wanted: Wanted) -> Result<File, Unread> {
        let Wanted { path, shown, noted } = wanted;
        let unread = |why: String| Unread { path: shown.clone(), why, help: None };
        let (file, metadata) = open_ordinary(&path).map_err(|error| unread(reason(&error)))?;
        if metadata.len() > self.limits.file_bytes() {
            return Err(self.limits.too_large(shown, metadata.len()));
        }
        if !self.room.take(metadata.len()) {
            return Err(self.limits.too_many_bytes());
        }
        let mut bytes =
            Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0).saturating_add(1));
        file.take(self.limits.file_bytes())
            .read_to_end(&mut bytes)
            .map_err(|error| unread(reason(&error)))?;
        let has_utf8_name = path.to_str().is_some();
        let blob = noted.and_then(|noted| noted.blob_of(&metadata));
        Ok(File { has_utf8_name, on_disk: Some(path), blob, ..File::new(shown, bytes) })
    }
}

/// Whether the walk goes on with an entry: of the plan's own folder only what looks like a kind.
fn is_of_interest(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let hidden = name.as_encoded_bytes().starts_with(b".");
    match entry.depth() {
        0 => true,
        1 if entry.file_type().is_file() => !hidden,
        1 => name
            .to_str()
            .is_some_and(|name| near_kind(name.strip_suffix(".toml").unwrap_or(name)).is_some()),
        _ => !hidden,
    }
}

/// A walked entry that belongs to the plan: its path, or why it is not read.
fn wanted(
    entry: Result<DirEntry, walkdir::Error>,
    base: &Path,
    root: &Path,
) -> Option<Result<PathBuf, Unread>> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(Err(unwalked(base, root, &error))),
    };
    let kind = entry.file_type();
    if kind.is_dir() {
        let is_deepest = entry.depth() == DEEPEST;
        return is_deepest.then(|| Err(too_deep(relative(base, entry.path()))));
    }
    // Nearly every entry: a TOML file in a folder whose name was looked at before.
    let is_toml = entry.path().extension() == Some(OsStr::new("toml"));
    if entry.depth() > 1 && is_toml && kind.is_file() {
        return Some(Ok(entry.into_path()));
    }
    let within = shown_path(entry.path().strip_prefix(root).unwrap_or(entry.path()));
    // A link in the place of a kind's folder hides a whole kind.
    let is_linked_folder = entry.depth() == 1 && !kind.is_file() && near_kind(&within).is_some();
    if layout(&within) == Layout::Foreign && !is_linked_folder {
        return None;
    }
    if kind.is_file() {
        return Some(Ok(entry.into_path()));
    }
    Some(Err(no_file(relative(base, entry.path()), special(kind))))
}

fn special(kind: FileType) -> &'static str {
    if kind.is_symlink() { "a symbolic link" } else { "no ordinary file" }
}

fn unwalked(base: &Path, root: &Path, error: &walkdir::Error) -> Unread {
    let path = relative(base, error.path().unwrap_or(root));
    Unread { path, why: error.io_error().map_or_else(|| error.to_string(), reason), help: None }
}

/// An operating system's error in a few lowercase words.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "permission denied".into(),
        std::io::ErrorKind::NotFound => "it vanished while it was read".into(),
        _ => error.to_string(),
    }
}

fn prefix(base: &Path, root: &Path) -> String {
    let prefix = relative(base, root);
    if prefix.is_empty() { prefix } else { prefix + "/" }
}

fn relative(base: &Path, path: &Path) -> String {
    shown_path(path.strip_prefix(base).unwrap_or(path))
}
