//! How much of a plan is read, and what is said of the rest.

use crate::snapshot::Unread;

/// What a run reads and shows at most. A plan cannot raise it: whoever may write to a plan need not be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most MiB of a file.
    pub file_mib: u64,
    /// The most files of a plan.
    pub files: u64,
    /// The most MiB of all files of a plan together.
    pub plan_mib: u64,
    /// The most entries that are looked at in Git's trees: a repository of a few kilobytes can unfold into 10^11 of them.
    pub entries: u64,
    /// The most findings that are shown to people; all are counted.
    pub findings: u64,
    /// The most seconds that a plan is read and judged for.
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_mib: 5,
            files: 200_000,
            plan_mib: 512,
            entries: 1_000_000,
            findings: 1000,
            seconds: 60,
        }
    }
}

/// The most that a limit can be raised to: places in files are counted with 32 bits, and a thousand MiB leave room for that.
pub const HIGHEST: u64 = 1_000_000_000;

/// The same of `file-mib`.
pub const HIGHEST_FILE_MIB: u64 = 1000;

const MIB: u64 = 1024 * 1024;

impl Limits {
    /// The variable of the environment by which they are raised and lowered.
    pub const VARIABLE: &str = "GOALPACT_LIMITS";

    /// All of them, by the names that they are set by.
    pub fn by_name(&mut self) -> [(&'static str, &mut u64); 6] {
        [
            ("file-mib", &mut self.file_mib),
            ("files", &mut self.files),
            ("plan-mib", &mut self.plan_mib),
            ("entries", &mut self.entries),
            ("findings", &mut self.findings),
            ("seconds", &mut self.seconds),
        ]
    }

    /// How to have more of one of them.
    #[must_use]
    pub fn raised(name: &str) -> String {
        format!("`{}={name}=NUMBER` raises that", Self::VARIABLE)
    }

    /// The most bytes of a file.
    #[must_use]
    pub fn file_bytes(&self) -> u64 {
        self.file_mib.saturating_mul(MIB)
    }

    /// The most bytes of a plan.
    pub(super) fn plan_bytes(&self) -> u64 {
        self.plan_mib.saturating_mul(MIB)
    }

    /// A file of too many bytes.
    pub(super) fn too_large(&self, path: String, bytes: u64) -> Unread {
        let most = self.file_mib;
        let why = format!("it has {} MiB, and {most} MiB is the most that is read", bytes / MIB);
        let raised = Self::raised("file-mib");
        let help = format!("split it: a goal of its own file is a page, not a book; {raised}");
        Unread { path, why, help: Some(help) }
    }

    /// A plan of more files than are read.
    pub(super) fn too_many_files(&self) -> Unread {
        too_much(format!("it has more than {} files", self.files), "files")
    }

    /// Trees with more entries than are looked at.
    pub(super) fn too_many_entries(&self) -> Unread {
        too_much(format!("it has more than {} files and folders", self.entries), "entries")
    }

    /// A plan of too many bytes.
    pub(super) fn too_many_bytes(&self) -> Unread {
        let why = format!("its files have more than {} MiB together", self.plan_mib);
        too_much(why, "plan-mib")
    }
}

/// More of a plan than is read.
fn too_much(why: String, limit: &str) -> Unread {
    let help = "leave out what belongs to no plan, or make several plans of it";
    let help = format!("{help}; {}", Limits::raised(limit));
    Unread { path: "the plan".into(), why, help: Some(help) }
}

/// How many folders deep a plan may be.
pub(super) const DEEPEST: usize = 64;

/// A folder too deep to look into.
pub(super) fn too_deep(path: String) -> Unread {
    let why = format!("it lies {DEEPEST} folders deep, and no deeper is read");
    Unread { path, why, help: Some("move it up: sub-folders mean nothing to a plan".into()) }
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
