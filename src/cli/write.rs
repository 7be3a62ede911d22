//! Files written whole or not at all.

use std::io::Write;
use std::path::Path;

use crate::cli::failure::Failure;

/// Writes `bytes` to a file that is not there yet, with the folders above it.
pub(super) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error: &std::io::Error| {
        Failure::io(format!("`{}` was not written", path.display()), error)
    };
    if path.symlink_metadata().is_ok() {
        return Err(Failure::new(format!("`{}` is there already", path.display()))
            .help("choose another name, or edit it"));
    }
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|error| fail(&error))?;
    let temporary = whole(folder, bytes).map_err(|error| fail(&error))?;
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
    let temporary = whole(folder_of(path), bytes).map_err(|error| fail(&error))?;
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

/// A temporary file in `folder` that holds `bytes`, on disk.
fn whole(folder: &Path, bytes: &[u8]) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".goalpact-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As an editor would: readable by all that the umask lets read.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}
