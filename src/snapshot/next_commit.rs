//! What the next commit does to the plans of a repository.
//!
//! Plans are looked for in the index each time: one that is added, moved, or taken away is known at once.

use std::collections::BTreeSet;

use git2::Oid;

use crate::snapshot::discover::CONFIG;
use crate::snapshot::index::shown_name_of;
use crate::snapshot::limits::not_utf8;
use crate::snapshot::repository::CODEOWNERS;
use crate::snapshot::staged::{Difference, Staged, staged};
use crate::snapshot::tree::belongs;
use crate::snapshot::{Layout, Repository, Unread, layout};

/// What the next commit does to the plans of a repository.
#[derive(Debug)]
pub struct NextCommit {
    /// Whether it has anything that the last one has not, or has otherwise.
    pub is_empty: bool,
    /// The folders of all plans that it will have, from the root: empty, or ending in `/`.
    pub plans: Vec<String>,
    /// Those that it changes.
    pub touched: Vec<TouchedPlan>,
    /// Those that it takes the goalpact.toml from, and leaves files of.
    pub left_behind: Vec<LeftBehind>,
}

/// A plan that the next commit changes.
#[derive(Debug, PartialEq, Eq)]
pub struct TouchedPlan {
    /// Its folder, from the root: empty, or ending in `/`.
    pub prefix: String,
    /// Its folder in the last commit: another one where the plan is moved.
    pub before: String,
}

/// Files that belonged to a plan, and belong to none any more.
#[derive(Debug, PartialEq, Eq)]
pub struct LeftBehind {
    /// The folder of what was the plan, from the root: empty, or ending in `/`.
    pub prefix: String,
    /// The files, from the root; at least one.
    pub files: Vec<String>,
}

impl Repository {
    /// The folders of all plans that are staged, from the root: empty, or ending in `/`.
    ///
    /// # Errors
    ///
    /// Where the index cannot be read, with the command that mends it.
    pub fn plans(&self) -> Result<Vec<String>, Unread> {
        Ok(plans_of(&staged(&self.open_index()?)?))
    }

    /// What the next commit does to the plans, compared with the commit `head`; everything is new where nothing is committed yet.
    ///
    /// # Errors
    ///
    /// Where the index or an object cannot be read, with the command that mends it.
    pub fn next_commit(&self, head: Option<Oid>) -> Result<NextCommit, Unread> {
        let index = self.open_index()?;
        if index.has_conflicts() {
            return Err(Unread {
                path: "the index".into(),
                why: "it has files that are not merged yet, and so nothing can be committed".into(),
                help: Some("decide between their sides, then stage them with `git add`".into()),
            });
        }
        let staged = staged(&index)?;
        let is_nameless =
            |file: &&Staged| is_plan(file) && std::str::from_utf8(&file.path).is_err();
        if let Some(nameless) = staged.iter().find(is_nameless) {
            return Err(not_utf8(nameless.shown()));
        }
        let plans = plans_of(&staged);
        let differences = self.differences(&staged, head)?;
        let paths = |is_wanted: fn(&Difference) -> bool| {
            let wanted = differences.iter().filter(move |difference| is_wanted(difference));
            wanted.map(|difference| shown_name_of(&difference.path))
        };
        let changed: Vec<String> = paths(|_| true).collect();
        let lost: Vec<String> = paths(|difference| !difference.is).collect();
        let added: BTreeSet<String> = paths(|difference| !difference.was).collect();

        let gone: Vec<String> = lost.iter().filter_map(|path| folder_of_plan(path)).collect();
        let is_touched = |plan: &&String| changed.iter().any(|path| concerns(plan, path));
        let touched = plans.iter().filter(is_touched).map(|plan| TouchedPlan {
            prefix: plan.clone(),
            before: moved_from(plan, &gone, &lost, &added).unwrap_or(plan).to_owned(),
        });
        let left_behind = gone.iter().filter_map(|plan| left_behind(plan, &plans, &staged));
        Ok(NextCommit {
            is_empty: differences.is_empty(),
            touched: touched.collect(),
            left_behind: left_behind.collect(),
            plans,
        })
    }
}

fn is_plan(file: &Staged) -> bool {
    file.path.ends_with(CONFIG.as_bytes())
}

fn plans_of(staged: &[Staged]) -> Vec<String> {
    staged
        .iter()
        .filter(|file| is_plan(file))
        .filter_map(|file| folder_of_plan(&file.shown()))
        .collect()
}

/// The folder of the plan that a goalpact.toml makes.
fn folder_of_plan(path: &str) -> Option<String> {
    let folder = path.strip_suffix(CONFIG)?;
    (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
}

/// Whether a plan can be judged otherwise once the file at `path` is another.
fn concerns(plan: &str, path: &str) -> bool {
    CODEOWNERS.contains(&path)
        || path.strip_prefix(plan).is_some_and(|within| belongs(within, false))
}

/// Where a plan lay in the last commit, if it did not lie where it is now: of the folders in `gone`, the one that lost most of the
/// files of entries that the plan has anew.
fn moved_from<'g>(
    plan: &str,
    gone: &'g [String],
    lost: &[String],
    added: &BTreeSet<String>,
) -> Option<&'g str> {
    if !added.contains(&format!("{plan}{CONFIG}")) {
        return None;
    }
    let in_common = |from: &&String| {
        let within = lost.iter().filter_map(|path| path.strip_prefix(from.as_str()));
        within.filter(|path| is_entry(path) && added.contains(&format!("{plan}{path}"))).count()
    };
    gone.iter().filter(|from| in_common(from) > 0).max_by_key(in_common).map(String::as_str)
}

/// The files that what was the plan in `gone` leaves to no other.
fn left_behind(gone: &str, plans: &[String], staged: &[Staged]) -> Option<LeftBehind> {
    let is_entry_of = |plan: &str, path: &str| path.strip_prefix(plan).is_some_and(is_entry);
    let is_left = |path: &String| {
        is_entry_of(gone, path) && !plans.iter().any(|plan| is_entry_of(plan, path))
    };
    let files: Vec<String> = staged.iter().map(Staged::shown).filter(is_left).collect();
    (!files.is_empty()).then(|| LeftBehind { prefix: gone.to_owned(), files })
}

/// Whether a file of a plan holds entries.
fn is_entry(within: &str) -> bool {
    matches!(layout(within), Layout::Entry(..) | Layout::Tables(_))
}
