//! A plan from disk, without what Git ignores.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::mpsc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::snapshot::layout::near_kind;
use crate::snapshot::repository::{Around, CODEOWNERS};
use crate::snapshot::{File, Layout, Snapshot, Unread, layout};
use crate::text::{FileId, shown};

/// The most bytes a file of a plan may have: 5 MiB.
const LARGEST: u64 = 5 * 1024 * 1024;

/// How many folders deep a plan may be.
const DEEPEST: usize = 64;

/// Reads the plan whose goalpact.toml lies in `root`, links resolved.
///
/// Never fails: what cannot be read stands in [`Snapshot::unread`].
#[must_use]
pub fn read(root: &Path) -> Snapshot {
    let (around, remarks) = match Around::discover(root) {
        Ok(around) => (around, Vec::new()),
        Err(why) => (None, vec![why]),
    };
    let base = around.as_ref().map_or_else(|| root.to_owned(), |around| around.root.clone());
    let codeowners = CODEOWNERS.iter().map(|path| base.join(path)).find(|path| path.is_file());
    let is_ignored = |path: &Path| {
        let ignores = |around: &Around| {
            path.strip_prefix(&around.root).is_ok_and(|path| around.ignores(path))
        };
        around.as_ref().is_some_and(ignores)
    };
    let walk = WalkDir::new(root).max_depth(DEEPEST).into_iter().filter_entry(is_of_interest);
    let wanted = walk
        .filter_map(|entry| wanted(entry, &base, root))
        .filter(|path| path.as_ref().map_or(true, |path| !is_ignored(path)))
        .chain(codeowners.iter().cloned().map(Ok));
    let read = read_all(&base, wanted);

    let prefix = prefix(&base, root);
    let mut snapshot = Snapshot { prefix, remarks, ..Snapshot::default() };
    for file in read {
        match file {
            Ok(file) => snapshot.files.push(file),
            Err(unread) => snapshot.unread.push(unread),
        }
    }
    snapshot.unread.sort_by(|one, other| one.path.cmp(&other.path));
    snapshot.files.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
    snapshot.codeowners = codeowners.and_then(|path| {
        let at = snapshot.files.iter().position(|file| file.on_disk.as_ref() == Some(&path))?;
        u32::try_from(at).ok().map(FileId)
    });
    snapshot
}

/// Reads the files while the walk that names them goes on: the walk asks Git, which one thread alone may do.
fn read_all(
    base: &Path,
    wanted: impl Iterator<Item = Result<PathBuf, Unread>>,
) -> Vec<Result<File, Unread>> {
    let (found, to_read) = mpsc::channel::<Result<PathBuf, Unread>>();
    std::thread::scope(|scope| {
        let readers = scope.spawn(|| {
            to_read.into_iter().par_bridge().map(|path| read_file(base, path?)).collect()
        });
        // Nobody stops reading before the last path is sent.
        wanted.for_each(|path| drop(found.send(path)));
        drop(found);
        readers.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
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
    let help = "put the file itself there: links and devices are not followed, wherever they lead";
    Some(Err(Unread {
        path: relative(base, entry.path()),
        why: format!("it is {}", special(kind)),
        help: Some(help.into()),
    }))
}

fn too_deep(path: String) -> Unread {
    let why = format!("it lies {DEEPEST} folders deep, and no deeper is read");
    Unread { path, why, help: Some("move it up: sub-folders mean nothing to a plan".into()) }
}

fn special(kind: FileType) -> &'static str {
    if kind.is_symlink() { "a symbolic link" } else { "no ordinary file" }
}

fn read_file(base: &Path, path: PathBuf) -> Result<File, Unread> {
    let shown = relative(base, &path);
    let unread = |why: String, help: Option<&str>| Unread {
        path: shown.clone(),
        why,
        help: help.map(Into::into),
    };
    let mut file = std::fs::File::open(&path).map_err(|error| unread(reason(&error), None))?;
    let metadata = file.metadata().map_err(|error| unread(reason(&error), None))?;
    if !metadata.is_file() {
        return Err(unread("it is no ordinary file".into(), None));
    }
    if metadata.len() > LARGEST {
        let why = format!(
            "it has {} MiB, and 5 MiB is the most that is read",
            metadata.len() / 1024 / 1024
        );
        return Err(unread(why, Some("split it: a goal of its own file is a page, not a book")));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    file.by_ref()
        .take(LARGEST)
        .read_to_end(&mut bytes)
        .map_err(|error| unread(reason(&error), None))?;
    let has_utf8_name = path.to_str().is_some();
    Ok(File { path: shown, has_utf8_name, bytes, on_disk: Some(path) })
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

/// A path with `/`, where bytes that are not UTF-8 are shown as `\xff`.
fn shown_path(path: &Path) -> String {
    if let Some(path) = path.to_str().filter(|path| cfg!(unix) && shown(path) == **path) {
        return path.to_owned();
    }
    let parts: Vec<String> =
        path.components().map(|part| shown_name(part.as_os_str().as_encoded_bytes())).collect();
    parts.join("/")
}

fn shown_name(name: &[u8]) -> String {
    let mut out = String::new();
    for chunk in name.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    if shown(&out) == out { out } else { shown(&out).into_owned() }
}
