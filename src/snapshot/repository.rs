//! The Git repository around a plan: where it is, which commits it has, what it ignores.
//!
//! It is only ever read. No program is started, and neither objects, refs, index nor configuration are written.

use std::env;
use std::path::{Path, PathBuf};

use git2::{Commit, ErrorCode, Oid};

use crate::snapshot::clean::{self, Noted};
use crate::snapshot::{Limits, Unread};
use crate::text::{cut, shown};

/// Where GitHub looks for CODEOWNERS, first to last.
pub(super) const CODEOWNERS: [&str; 3] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/// What a hook is told by, about the commit that is being made.
const HOOK_VARIABLES: [&str; 3] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"];

/// The longest name of a revision that is looked up, in bytes.
const LONGEST_NAME: usize = 256;

/// A Git repository.
pub struct Repository {
    pub(super) git: git2::Repository,
    /// The index, as far as it can be read, and when it was written.
    index: Option<(git2::Index, (i64, i64))>,
    /// The root of the working tree, links resolved; `None` where the repository is bare.
    pub(super) root: Option<PathBuf>,
    /// How much of it is read.
    pub(super) limits: Limits,
}

/// What Git makes of a file on disk.
pub(super) enum Noticed {
    /// It looks away.
    Ignored,
    /// It looks at it, and has noted this in its index, where it is tracked.
    Seen(Option<Noted>),
}

impl Repository {
    /// The repository that `place` (links resolved) lies in; `None` outside of one. Within a hook it is the one that the hook was called
    /// for, with the index that is being committed. No more of it is ever read than `limits` say.
    ///
    /// # Errors
    ///
    /// Where there is a repository that Git's library cannot read, with the command that mends it.
    pub fn around(place: &Path, limits: Limits) -> Result<Option<Self>, Unread> {
        // What a commit has need not be on disk.
        let place = place.ancestors().find(|above| above.exists()).unwrap_or(place);
        let git = match open(place) {
            Ok(git) => git,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(place, &error)),
        };
        if git.is_bare() && env::var_os("GIT_DIR").is_none() && is_in_working_tree(git.path()) {
            return Err(planted(git.path()));
        }
        let root = git.workdir().and_then(|root| root.canonicalize().ok());
        let is_inside = match &root {
            Some(root) => place.starts_with(root),
            None => true,
        };
        // A working tree elsewhere is not the plan's.
        if !is_inside {
            return Ok(None);
        }
        let index = git.index().ok().map(|index| {
            let written = clean::written(&index);
            (index, written)
        });
        Ok(Some(Self { git, index, root, limits }))
    }

    /// Whether Git looks at the file at `path` (from the root), and what its index has noted of it: what is tracked is not ignored,
    /// whatever the patterns say.
    pub(super) fn notice(&self, path: &Path) -> Noticed {
        let tracked = self.index.as_ref().and_then(|(index, written)| {
            let entry = index.get_path(path, 0)?;
            Some(Noticed::Seen(Noted::of(&entry, *written)))
        });
        tracked.unwrap_or_else(|| {
            let is_ignored = self.git.is_path_ignored(path).unwrap_or(false);
            if is_ignored { Noticed::Ignored } else { Noticed::Seen(None) }
        })
    }

    /// The last commit; `None` where nothing is committed yet.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn head(&self) -> Result<Option<Oid>, Unread> {
        match self.git.head().and_then(|head| head.peel_to_commit()) {
            Ok(commit) => Ok(Some(commit.id())),
            Err(error) if error.code() == ErrorCode::UnbornBranch => Ok(None),
            Err(error) => Err(self.missing("HEAD", &error)),
        }
    }

    /// Whether it holds only the newest part of the history.
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }

    /// The commit that `name` means: a branch, a tag, a hash, `HEAD~2`.
    ///
    /// # Errors
    ///
    /// Where nothing is called so here, or it is no commit, with the command that fetches it.
    pub fn commit(&self, name: &str) -> Result<Oid, Unread> {
        if !is_revision(name) {
            return Err(Unread {
                path: cut(&shown(name)).into_owned(),
                why: "it is not the name of a commit".into(),
                help: Some(
                    "name a branch, a tag, or a hash, such as `origin/main` or `HEAD~1`".into(),
                ),
            });
        }
        if self.head()?.is_none() {
            return Err(Unread {
                path: name.to_owned(),
                why: "nothing is committed yet on this branch".into(),
                help: Some(
                    "leave `--rev` and `--base` out, or commit first; `--staged` works already"
                        .into(),
                ),
            });
        }
        let object = self.git.revparse_single(name).map_err(|error| self.missing(name, &error))?;
        object.peel_to_commit().map(|commit| commit.id()).map_err(|error| match error.code() {
            ErrorCode::InvalidSpec | ErrorCode::Peel => Unread {
                path: name.to_owned(),
                why: "it is an object of Git, but no commit".into(),
                help: Some("name a branch, a tag, or a hash of a commit".into()),
            },
            _ => self.missing(name, &error),
        })
    }

    /// The newest commit that both have in their history.
    ///
    /// # Errors
    ///
    /// Where they have none here, with the command that fetches more of the history.
    pub fn merge_base(&self, base: (&str, Oid), head: Oid) -> Result<Oid, Unread> {
        let (name, base) = base;
        self.git.merge_base(base, head).map_err(|error| match error.code() {
            ErrorCode::NotFound if self.git.is_shallow() => Unread {
                path: name.to_owned(),
                why: "this clone is shallow and does not reach back to where it and the head meet"
                    .into(),
                help: Some("fetch the history: `git fetch --unshallow`".into()),
            },
            ErrorCode::NotFound => Unread {
                path: name.to_owned(),
                why: "it and the head have no commit in common".into(),
                help: Some("name a branch that the head began from".into()),
            },
            _ => self.missing(name, &error),
        })
    }

    pub(super) fn find_commit(&self, id: Oid) -> Result<Commit<'_>, Unread> {
        self.git.find_commit(id).map_err(|error| self.missing(&id.to_string(), &error))
    }

    /// Why `what` was not read from the repository, with the command that mends it.
    pub(super) fn missing(&self, what: &str, error: &git2::Error) -> Unread {
        let unread = |why: String, help: Option<&str>| Unread {
            path: cut(&shown(what)).into_owned(),
            why,
            help: help.map(Into::into),
        };
        if error.code() != ErrorCode::NotFound {
            let why = cut(&shown(error.message())).into_owned();
            return unread(why, Some("see what is wrong with the repository: `git fsck`"));
        }
        if self.git.is_shallow() {
            let why = "this shallow clone does not have it".to_owned();
            return unread(why, Some("fetch the history: `git fetch --unshallow`"));
        }
        let is_object = what.len() == 40 && what.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_object {
            let why = "the repository lacks this object".to_owned();
            return unread(
                why,
                Some("fetch what is missing: `git fetch --refetch`, or see `git fsck`"),
            );
        }
        unread(
            "nothing is called so here".into(),
            Some("fetch it: `git fetch origin`; `git branch -a` lists what is here"),
        )
    }
}

/// Opens the repository around `place`: the one that a hook names where it is that one's, else the nearest above.
fn open(place: &Path) -> Result<git2::Repository, git2::Error> {
    // Git, too, takes an object for what its name says: to hash each tree again takes longer than to read it.
    git2::opts::strict_hash_verification(false);
    let is_hook = HOOK_VARIABLES.iter().any(|name| env::var_os(name).is_some());
    if is_hook {
        let named = git2::Repository::open_from_env()?;
        let is_around = |root: &Path| root.canonicalize().is_ok_and(|root| place.starts_with(root));
        let is_nearest = env::var_os("GIT_DIR").is_some()
            || git2::Repository::discover(place).is_ok_and(|near| near.path() == named.path());
        if is_nearest && named.workdir().is_none_or(is_around) {
            return Ok(named);
        }
    }
    git2::Repository::discover(place)
}

/// Whether `name` can be the name of a commit: no range, no path, no search, no option.
fn is_revision(name: &str) -> bool {
    let is_odd =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, ':' | '?' | '*' | '[' | '\\');
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.starts_with('-')
        && !name.contains("..")
        && !name.contains("^{/")
        && !name.contains(is_odd)
}

/// Whether a folder lies in the working tree of a repository.
fn is_in_working_tree(folder: &Path) -> bool {
    let around = folder.parent().and_then(|above| git2::Repository::discover(above).ok());
    around.is_some_and(|around| around.workdir().is_some_and(|root| folder.starts_with(root)))
}

/// What is said of a bare repository that may be no more than files of another one: whoever may change those could make up any
/// history.
fn planted(folder: &Path) -> Unread {
    let folder = folder.display();
    Unread {
        path: "the Git repository around the plan".into(),
        why: format!("`{folder}` is a bare repository among the files of another"),
        help: Some(format!("if you trust it, name it: set `GIT_DIR={folder}`")),
    }
}

fn unreadable(place: &Path, error: &git2::Error) -> Unread {
    let message = error.message();
    let (why, help) = if error.code() == ErrorCode::Owner {
        let root = place.ancestors().find(|above| above.join(".git").exists()).unwrap_or(place);
        let trust = format!("git config --global --add safe.directory {}", root.display());
        ("it belongs to another user".to_owned(), Some(format!("if you trust it, run `{trust}`")))
    } else if message.contains("objectformat") || message.contains("sha256") {
        ("its hashes are SHA-256, which is not supported yet".to_owned(), None)
    } else if message.contains("refstorage") || message.contains("reftable") {
        let help = "rewrite its refs: `git refs migrate --ref-format=files`";
        (
            "it keeps its refs in a reftable, which is not supported yet".to_owned(),
            Some(help.into()),
        )
    } else {
        (cut(&shown(message)).into_owned(), None)
    };
    Unread { path: "the Git repository around the plan".into(), why, help }
}

#[cfg(test)]
mod tests {
    use super::is_revision;

    #[test]
    fn a_revision_is_a_name_and_no_search_range_or_option() {
        for name in [
            "main",
            "origin/main",
            "v1.0",
            "HEAD~2",
            "HEAD^2",
            "abc1234",
            "refs/heads/x",
            "HEAD@{1}",
        ] {
            assert!(is_revision(name), "{name}");
        }
        for name in [
            "",
            "--x",
            ":/fix",
            "HEAD^{/fix}",
            "a..b",
            "HEAD:goals/x.toml",
            "a b",
            "a\nb",
            &"x".repeat(300),
        ] {
            assert!(!is_revision(name), "{name}");
        }
    }
}
