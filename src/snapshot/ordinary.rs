//! Ordinary files, opened as such.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Opens the file at `path` to be read.
///
/// What has taken its place since it was looked at is neither followed nor waited for: a link may lead anywhere, and a pipe without a
/// writer never opens. Links of the folders above it are followed.
///
/// # Errors
///
/// Where it cannot be opened, or is a link, a folder, a pipe or a device.
pub fn open_ordinary(path: &Path) -> io::Result<(File, Metadata)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    let opened = options.open(path);
    // Where a link can be opened, each file has to be asked whether it is one.
    if (cfg!(not(unix)) || opened.is_err()) && path.is_symlink() {
        return Err(io::Error::other("it is a symbolic link"));
    }
    let file = opened?;
    let metadata = file.metadata()?;
    if metadata.is_file() {
        Ok((file, metadata))
    } else {
        Err(io::Error::other("it is no ordinary file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn links_folders_and_pipes_are_neither_followed_nor_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("file"), "x").unwrap();
        std::os::unix::fs::symlink("file", at("link")).unwrap();
        std::os::unix::fs::symlink("nowhere", at("dangling")).unwrap();
        let made = std::process::Command::new("mkfifo").arg(at("pipe")).status().unwrap();
        assert!(made.success());
        let why = |path: &Path| open_ordinary(path).err().map(|error| error.to_string());
        assert_eq!(why(&at("file")), None);
        assert_eq!(why(&at("link")).as_deref(), Some("it is a symbolic link"));
        assert_eq!(why(&at("dangling")).as_deref(), Some("it is a symbolic link"));
        assert_eq!(why(&at("pipe")).as_deref(), Some("it is no ordinary file"));
        assert_eq!(why(folder.path()).as_deref(), Some("it is no ordinary file"));
    }
}
