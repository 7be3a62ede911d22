//! One commit that has changed something of a plan, and what it has changed.

use git2::{Mailmap, Oid};

use crate::day::Day;
use crate::snapshot::Signature;
use crate::snapshot::touched::Touched;
use crate::snapshot::trailers::signers;

/// A commit, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Its hash: 40 hexadecimal digits.
    pub id: String,
    /// The author's day, in the author's own zone.
    pub day: Day,
    /// Who wrote it.
    pub author: Signature,
    /// Who stands behind it besides: co-authors, and those who agreed.
    pub agreed: Vec<Signature>,
    /// Whether a shallow clone begins with it: what it seems to bring in may have been there before.
    pub is_first_here: bool,
}

impl Commit {
    /// The first digits of its hash, by which people speak of it.
    #[must_use]
    pub fn short(&self) -> &str {
        self.id.get(..7).unwrap_or(&self.id)
    }

    pub(super) fn of(commit: &git2::Commit<'_>, mailmap: Option<&Mailmap>) -> Self {
        let mapped = mailmap.and_then(|mailmap| commit.author_with_mailmap(mailmap).ok());
        let author = mapped.as_ref().map_or_else(|| Signature::of(&commit.author()), Signature::of);
        let when = commit.author().when();
        // Git hides the parents that a shallow clone has not got; the commit itself still names them.
        let names_parents = commit.raw_header_bytes().windows(8).any(|line| line == b"\nparent ");
        Self {
            id: commit.id().to_string(),
            day: Day::of_clock(when.seconds(), when.offset_minutes()),
            author,
            agreed: signers(&String::from_utf8_lossy(commit.message_raw_bytes())),
            is_first_here: commit.parent_count() == 0 && names_parents,
        }
    }
}

/// A commit that has changed something of a plan.
#[derive(Debug, Clone)]
pub struct Revision {
    /// The commit.
    pub commit: Commit,
    pub(super) id: Oid,
    /// The plan's folder as the commit has it.
    pub tree: Option<Oid>,
    /// What it has otherwise than each of its parents; the first commit of all has one parent, with nothing in it.
    pub parents: Vec<Parent>,
}

/// What a commit has otherwise than one of its parents.
#[derive(Debug, Clone)]
pub struct Parent {
    /// The plan's folder as the parent has it.
    pub tree: Option<Oid>,
    /// The files that differ.
    pub touched: Vec<Touched>,
}
