//! Files written whole or not at all.

use std::io::Write;
use std::path::Path;

use crate::cli::failure::Failure;

/// What an editor asks for: all that the umask lets read and write.
const ORDINARY: u32 = 0o666;

/// What a compiler asks for: all that the umask lets run as well.
const EXECUTABLE: u32 = 0o777;

/// Writes `bytes` to a file that is not there yet, with the folders above it.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    create_with(path, bytes, ORDINARY)
}

/// Writes `bytes` to a file that is not there yet and can be run, with the folders above it.
pub(super) fn create_executable(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    create_with(path, bytes, EXECUTABLE)
}

fn create_with(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Failure> {
    let fail = |error: &std::io::Error| {
        Failure::io(format!("`{}` was not written", path.display()), error)
    };
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("`{}` is there already", path.display()))
            .help("choose another name, or edit it"));
    }
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|error| fail(&error))?;
    let temporary = whole(folder, bytes, mode).map_err(|error| fail(&error))?;
    temporary.persist_noclobber(path).map_err(|error| fail(&error.error))?;
    Ok(())
}

/// Writes `bytes` in the place of whatever `path` holds; never through a link, and only over an ordinary file.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error: &std::io::Error| {
        Failure::io(format!("`{}` was not written", path.display()), error)
    };
    let before = path.symlink_metadata().ok();
    if before.as_ref().is_some_and(|metadata| !metadata.is_file()) {
        return Err(Failure::new(format!(
            "`{}` is no ordinary file, so it was not written",
            path.display()
        )));
    }
    let temporary = whole(folder_of(path), bytes, ORDINARY).map_err(|error| fail(&error))?;
    if let Some(metadata) = before {
        temporary
            .as_file()
            .set_permissions(metadata.permissions())
            .map_err(|error| fail(&error))?;
    }
    temporary.persist(path).map_err(|error| fail(&error.error))?;
    Ok(())
}

/// Writes `bytes` over `path`, unless it no longer holds `before`.
pub(super) fn replace_unchanged(path: &Path, before: &[u8], bytes: &[u8]) -> Result<(), Failure> {
    let now = std::fs::read(path)
        .map_err(|error| Failure::io(format!("`{}` was not written", path.display()), &error))?;
    if now != before {
        return Err(Failure::new(format!(
            "`{}` has changed since it was read, so it was not written",
            path.display()
        ))
        .help("run the command again"));
    }
    replace(path, bytes)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A temporary file in `folder` that holds `bytes`, on disk. Only Unix knows a `mode`.
#[cfg_attr(not(unix), expect(unused_variables, reason = "no modes there"))]
fn whole(folder: &Path, bytes: &[u8], mode: u32) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".goalpact-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}
