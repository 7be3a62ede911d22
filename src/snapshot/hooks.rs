//! Where Git looks for hooks.

use std::path::PathBuf;

use git2::ErrorCode;

use crate::snapshot::{Repository, Unread};
use crate::text::{cut, shown};

/// The key of Git's configuration that names another folder of hooks.
const KEY: &str = "core.hooksPath";

impl Repository {
    /// The folder in which Git looks for hooks when a commit is made here, whether it is there or not.
    ///
    /// # Errors
    ///
    /// Where no commit can be made here, or the configuration names a folder that cannot be told.
    pub fn hooks(&self) -> Result<PathBuf, Unread> {
        let Some(root) = &self.root else {
            return Err(Unread {
                path: "the hooks".into(),
                why: "a bare repository has no working tree, and so no commits are made in it"
                    .into(),
                help: Some("install the hook in a clone of it".into()),
            });
        };
        let named = |why: String, help: &str| Unread {
            path: KEY.into(),
            why,
            help: Some(format!("{help}; `git config --show-origin {KEY}` shows where it is set")),
        };
        // What stands there may begin with `~`, and is seen from the root of the working tree.
        match self.git.config().and_then(|config| config.get_path(KEY)) {
            Ok(folder) if folder.as_os_str().is_empty() => Err(named(
                "it is empty, and so no hook is run".into(),
                "name a folder, or unset it",
            )),
            Ok(folder) => Ok(root.join(folder)),
            Err(error) if error.code() == ErrorCode::NotFound => {
                Ok(self.git.commondir().join("hooks"))
            }
            Err(error) => {
                let why = cut(&shown(error.message())).into_owned();
                Err(named(why, "write the whole path of the folder"))
            }
        }
    }
}
