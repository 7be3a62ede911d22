//! Temporary files: how they are called, and what becomes of those that a killed run has left behind.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::path::Path;
use std::time::Duration;

/// How the name of a temporary file begins: hidden, so that it is part of no plan.
const BEGIN: &str = ".goalpact-";

/// How many letters and digits follow, by chance.
const CHANCE: usize = 12;

/// How it ends.
const END: &str = ".tmp";

/// A temporary file that nobody has written to for so long is nobody's any more. If it is, its run says that the file was not written.
const ABANDONED: Duration = Duration::from_mins(10);

/// Makes temporary files.
pub(super) fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(BEGIN).rand_bytes(CHANCE).suffix(END);
    builder
}

/// Takes away what killed runs have left beside some files. What cannot be taken away stays: nobody depends on it.
pub(super) fn sweep<'p>(files: impl IntoIterator<Item = &'p Path>) {
    let folders: BTreeSet<&Path> = files.into_iter().map(folder_of).collect();
    for entry in folders.into_iter().filter_map(|folder| folder.read_dir().ok()).flatten().flatten()
    {
        if is_temporary(&entry.file_name()) && is_abandoned(&entry) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn is_temporary(name: &OsStr) -> bool {
    let name = name.to_str().and_then(|name| name.strip_prefix(BEGIN)?.strip_suffix(END));
    name.is_some_and(|name| {
        name.len() == CHANCE && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Whether it is a file that nobody has written to for long; links are not followed.
fn is_abandoned(entry: &DirEntry) -> bool {
    let Ok(metadata) = entry.metadata() else { return false };
    let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
    metadata.is_file() && age.is_some_and(|age| age >= ABANDONED)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::SystemTime;

    use super::*;

    #[cfg(unix)]
    #[test]
    fn only_old_files_of_our_own_are_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let old = SystemTime::now() - ABANDONED;
        let ours = builder().tempfile_in(folder.path()).unwrap().keep().unwrap().1;
        let young = builder().tempfile_in(folder.path()).unwrap();
        let kept = ["a.toml", ".goalpact-backup", ".goalpact-not-chance1.tmp", ".goalpact-.tmp"];
        for name in kept {
            File::create(at(name)).unwrap().set_modified(old).unwrap();
        }
        std::os::unix::fs::symlink("a.toml", at(".goalpact-abcdefghijkl.tmp")).unwrap();
        std::fs::create_dir(at(".goalpact-0123456789ab.tmp")).unwrap();
        File::open(at(".goalpact-0123456789ab.tmp")).unwrap().set_modified(old).unwrap();
        File::options().write(true).open(&ours).unwrap().set_modified(old).unwrap();
        sweep([at("a.toml").as_path(), at("b.toml").as_path()]);
        assert!(!ours.exists());
        assert!(young.path().exists());
        assert!(kept.iter().all(|name| at(name).exists()));
        assert!(at(".goalpact-abcdefghijkl.tmp").is_symlink());
        assert!(at(".goalpact-0123456789ab.tmp").is_dir());
    }
}
