//! Files written whole or not at all.

use std::fs::{Metadata, Permissions};
use std::io::{Read, Write};
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::leftovers::{self, folder_of};
use crate::snapshot::open_ordinary;

/// What an editor asks for: all that the umask lets read and write.
const ORDINARY: u32 = 0o666;

/// What a compiler asks for: all that the umask lets run as well.
const EXECUTABLE: u32 = 0o777;

/// Writes `bytes` to the file `inside` a folder that is not there yet, with the folders above it; none of those is a link.
pub(super) fn create(folder: &Path, inside: &str, bytes: &[u8]) -> Result<(), Failure> {
    create_with(folder, inside, bytes, ORDINARY)
}

/// The same, for a file that can be run.
pub(super) fn create_executable(folder: &Path, inside: &str, bytes: &[u8]) -> Result<(), Failure> {
    create_with(folder, inside, bytes, EXECUTABLE)
}

fn create_with(folder: &Path, inside: &str, bytes: &[u8], mode: u32) -> Result<(), Failure> {
    let path = folder.join(inside);
    demand_no_link(folder, inside)?;
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("`{}` is there already", path.display()))
            .help("choose another name, or edit it"));
    }
    leftovers::sweep([path.as_path()]);
    std::fs::create_dir_all(folder_of(&path)).map_err(|error| not_written(&path, &error))?;
    let temporary = whole(folder_of(&path), bytes, mode, None);
    let temporary = temporary.map_err(|error| not_written(&path, &error))?;
    temporary.persist_noclobber(&path).map_err(|error| not_written(&path, &error.error))?;
    Ok(())
}

/// Fails where one of the folders between `folder` and the file `inside` it is a link, which may lead anywhere.
fn demand_no_link(folder: &Path, inside: &str) -> Result<(), Failure> {
    let between = Path::new(inside).ancestors().skip(1);
    let mut between = between.map(|above| folder.join(above)).take_while(|above| above != folder);
    match between.find(|above| above.is_symlink()) {
        None => Ok(()),
        Some(link) => Err(Failure::new(format!(
            "`{}` is a link, so nothing was written below it",
            link.display()
        ))
        .help("put the folder itself there: links are not followed, wherever they lead")),
    }
}

/// Writes `bytes` in the place of whatever `path` holds; never through a link, and only over an ordinary file.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    leftovers::sweep([path]);
    put(path, bytes)
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let before = path.symlink_metadata().ok();
    if before.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return Err(Failure::new(format!(
            "`{}` is no ordinary file, so it was not written",
            path.display()
        )));
    }
    let mode = before.as_ref().map_or(ORDINARY, mode_of);
    let temporary = whole(folder_of(path), bytes, mode, before.map(|it| it.permissions()));
    let temporary = temporary.map_err(|error| not_written(path, &error))?;
    temporary.persist(path).map_err(|error| not_written(path, &error.error))?;
    Ok(())
}

/// Writes `bytes` over `path`, unless it no longer holds `before`. What is left over beside it is the caller's to sweep: there may be
/// many files in one folder.
pub(super) fn replace_unchanged(path: &Path, before: &[u8], bytes: &[u8]) -> Result<(), Failure> {
    let mut now = Vec::new();
    open_ordinary(path)
        .and_then(|(mut file, _)| file.read_to_end(&mut now))
        .map_err(|error| not_written(path, &error))?;
    if now != before {
        return Err(Failure::new(format!(
            "`{}` has changed since it was read, so it was not written",
            path.display()
        ))
        .help("run the command again"));
    }
    put(path, bytes)
}

fn not_written(path: &Path, error: &std::io::Error) -> Failure {
    Failure::io(format!("`{}` was not written", path.display()), error)
}

#[cfg(unix)]
fn mode_of(file: &Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&file.permissions())
}

#[cfg(not(unix))]
fn mode_of(_: &Metadata) -> u32 {
    ORDINARY
}

/// A temporary file in `folder` that holds `bytes`, on disk; nobody may read it whom `mode` does not let, not for a moment. Only Unix
/// knows a mode. The umask is taken off it, but not off the permissions that are `kept`.
#[cfg_attr(not(unix), expect(unused_variables, reason = "no modes there"))]
fn whole(
    folder: &Path,
    bytes: &[u8],
    mode: u32,
    kept: Option<Permissions>,
) -> std::io::Result<tempfile::NamedTempFile> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "no modes there"))]
    let mut builder = leftovers::builder();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    if let Some(kept) = kept {
        temporary.as_file().set_permissions(kept)?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(done: Result<(), Failure>) -> String {
        done.map_or_else(|failure| failure.message.to_string(), |()| String::new())
    }

    #[test]
    fn what_has_changed_since_it_was_read_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "theirs").unwrap();
        assert!(why(replace_unchanged(&path, b"read", b"ours")).contains("has changed since"));
        assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
        assert_eq!(why(replace_unchanged(&path, b"theirs", b"ours")), "");
        assert_eq!(std::fs::read(&path).unwrap(), b"ours");
        std::fs::remove_file(&path).unwrap();
        assert!(why(replace_unchanged(&path, b"ours", b"x")).ends_with("no such file or folder"));
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_has_taken_the_place_of_a_file_is_neither_read_nor_written() {
        let folder = tempfile::tempdir().unwrap();
        let (path, target) = (folder.path().join("a.toml"), folder.path().join("target"));
        std::fs::write(&target, "same").unwrap();
        std::os::unix::fs::symlink(&target, &path).unwrap();
        let done = replace_unchanged(&path, b"same", b"ours");
        assert!(why(done).ends_with("was not written: it is a symbolic link"));
        assert!(why(replace(&path, b"ours")).contains("is no ordinary file"));
        assert!(why(create(folder.path(), "a.toml", b"ours")).contains("is there already"));
        assert!(path.is_symlink());
        assert_eq!(std::fs::read(&target).unwrap(), b"same");
    }
}
