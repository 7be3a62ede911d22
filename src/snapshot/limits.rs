//! How much of a plan is read, and what is said of the rest.

use crate::snapshot::Unread;

/// The most bytes a file of a plan may have: 5 MiB.
pub const LARGEST: u64 = 5 * 1024 * 1024;

/// How many folders deep a plan may be.
pub(super) const DEEPEST: usize = 64;

/// A folder too deep to look into.
pub(super) fn too_deep(path: String) -> Unread {
    let why = format!("it lies {DEEPEST} folders deep, and no deeper is read");
    Unread { path, why, help: Some("move it up: sub-folders mean nothing to a plan".into()) }
}

/// A file of too many bytes.
pub(super) fn too_large(path: String, bytes: u64) -> Unread {
    let why = format!("it has {} MiB, and 5 MiB is the most that is read", bytes / 1024 / 1024);
    Unread {
        path,
        why,
        help: Some("split it: a goal of its own file is a page, not a book".into()),
    }
}

/// Something else in the place of a file: `what` it is, such as "a symbolic link".
pub(super) fn no_file(path: String, what: &str) -> Unread {
    let help = "put the file itself there: links and devices are not followed, wherever they lead";
    Unread { path, why: format!("it is {what}"), help: Some(help.into()) }
}

/// A folder of a plan that has no name in text.
pub(super) fn not_utf8(path: String) -> Unread {
    let help = "rename it with plain letters, digits, and hyphens";
    Unread { path, why: "the name of this folder is not UTF-8".into(), help: Some(help.into()) }
}

/// The most files of a plan, and the most entries of its trees that are looked at: a repository of a few kilobytes can
/// unfold into 10^11 of them.
pub(super) const MOST_FILES: usize = 1_000_000;

/// More files than are read.
pub(super) fn too_many() -> Unread {
    Unread {
        path: "the plan".into(),
        why: format!("it has more than {MOST_FILES} files"),
        help: Some("leave out what belongs to no plan, or make several plans of it".into()),
    }
}

/// The most commits between a base and a head that are read.
pub(super) const MOST_OF_RANGE: usize = 100_000;

/// More commits than are read.
pub(super) fn too_many_commits() -> Unread {
    Unread {
        path: "the history since the base".into(),
        why: format!("it has more than {MOST_OF_RANGE} commits"),
        help: Some(
            "name a base that is nearer, such as the branch that this one began from".into(),
        ),
    }
}

/// The most commits of a history that are walked.
pub(super) const MOST_COMMITS: usize = 2_000_000;

/// The most entries of trees that are looked at in a whole history.
pub(super) const MOST_ENTRIES: usize = 1_000_000_000;

/// More history than is read.
pub(super) fn too_long() -> Unread {
    Unread {
        path: "the history".into(),
        why: format!(
            "it has more than {MOST_COMMITS} commits, or more than {MOST_ENTRIES} changes of files"
        ),
        help: Some(
            "set `due-slipped-often` and `untouched-goal` to \"off\" in goalpact.toml".into(),
        ),
    }
}
