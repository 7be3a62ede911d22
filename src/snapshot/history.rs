//! The history of a plan: the commits that have changed something of it, newest first.
//!
//! A commit whose folder of the plan equals a parent's has brought nothing, and what else was merged into it is not of this plan's
//! making: only that parent is followed, as `git log` does. Commits are looked at one by one, so whoever has seen enough stops. Where a
//! commit has moved the whole plan to another folder, it is followed to where it was.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

use git2::{Mailmap, Oid};
use rustc_hash::FxHashMap;

use crate::snapshot::limits::{MOST_COMMITS, too_long};
use crate::snapshot::touched::Comparer;
use crate::snapshot::{Commit, Parent, Repository, Revision, Unread, Watch};

/// The commits that have changed a file of the plan that is watched, from one commit back: newest first, as far as their dates tell,
/// where lines of work run side by side.
pub struct History<'r> {
    repository: &'r Repository,
    prefix: String,
    /// The entries whose files are looked at; fewer may be wanted as the walk goes on.
    pub watch: Watch,
    comparer: Comparer<'r>,
    mailmap: Option<Mailmap>,
    head: Oid,
    /// What is still to be looked at: by the time of the commit, then in the order in which it was met.
    waiting: BinaryHeap<(i64, Reverse<usize>, Oid)>,
    seen: FxHashMap<Oid, Seen>,
    is_shallow: bool,
}

/// What is known of a commit.
struct Seen {
    /// When it was committed.
    time: i64,
    /// Where the plan's folder is: empty, or ending in `/`.
    prefix: Rc<str>,
    /// The plan's folder.
    tree: Option<Oid>,
    /// Whether it waits for its turn, or has had it.
    is_noted: bool,
    /// The parents that the plan came from, once it has had its turn.
    followed: Vec<Oid>,
}

impl<'r> History<'r> {
    /// The history of the plan in the folder `prefix` (empty, or ending in `/`) from the commit `head` back.
    ///
    /// # Errors
    ///
    /// Where the repository lacks the commit.
    pub fn new(
        repository: &'r Repository,
        head: Oid,
        prefix: &str,
        watch: Watch,
    ) -> Result<Self, Unread> {
        Self::with(Comparer::new(repository, prefix), head, watch)
    }

    /// The same, going on with trees that have been looked at.
    ///
    /// # Errors
    ///
    /// Where the repository lacks the commit.
    pub fn with(comparer: Comparer<'r>, head: Oid, watch: Watch) -> Result<Self, Unread> {
        let (repository, prefix) = (comparer.repository, comparer.prefix.clone());
        let mut history = Self {
            repository,
            prefix: prefix.clone(),
            watch,
            comparer,
            mailmap: repository.git.mailmap().ok(),
            head,
            waiting: BinaryHeap::new(),
            seen: FxHashMap::default(),
            is_shallow: repository.is_shallow(),
        };
        let commit = repository.find_commit(head)?;
        let tree = repository.plan_tree(&commit, &prefix)?;
        history.see(&commit, &Rc::from(prefix), tree)?;
        history.wait_for(head);
        Ok(history)
    }

    /// The plan's folder from the root of the repository: empty, or ending in `/`.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Where each commit that was looked at stands in the history, none before one of its parents; lines of work that were merged
    /// stand one after the other.
    pub fn standing(&self) -> impl Fn(&Revision) -> usize + use<> {
        let mut standing = HashMap::new();
        let mut entered = HashSet::new();
        let mut open = vec![(self.head, false)];
        while let Some((id, is_after_its_parents)) = open.pop() {
            if is_after_its_parents {
                standing.insert(id, standing.len());
            } else if entered.insert(id) {
                open.push((id, true));
                let parents = self.seen.get(&id).map_or(&[][..], |seen| &seen.followed);
                open.extend(parents.iter().rev().map(|parent| (*parent, false)));
            }
        }
        move |revision| standing.get(&revision.id).copied().unwrap_or_default()
    }

    /// The next commit that has changed a file that is watched.
    ///
    /// # Errors
    ///
    /// Where the repository lacks an object, or the history is longer than is read.
    pub fn next_revision(&mut self) -> Result<Option<Revision>, Unread> {
        while let Some((_, _, id)) = self.waiting.pop() {
            let commit = self.repository.find_commit(id)?;
            let Some(Seen { tree, prefix, .. }) = self.seen.get(&id) else { continue };
            let (tree, prefix) = (*tree, Rc::clone(prefix));
            let Some(before) = self.follow(&commit, tree, &prefix)? else { continue };
            if let Some(parents) = self.compare(&before, tree)? {
                let commit = Commit::of(&commit, self.mailmap.as_ref());
                return Ok(Some(Revision { commit, id, tree, parents }));
            }
        }
        Ok(None)
    }

    /// Goes on to the parents of a commit that the plan came from. Gives the plan's folder as each of them has it; `None` where one
    /// has the same.
    fn follow(
        &mut self,
        commit: &git2::Commit<'_>,
        tree: Option<Oid>,
        prefix: &Rc<str>,
    ) -> Result<Option<Vec<Option<Oid>>>, Unread> {
        let (mut parents, mut before) = (Vec::new(), Vec::new());
        for parent in commit.parent_ids() {
            if !self.is_cut_off(parent) {
                parents.push(parent);
                before.push(self.look_at_parent(parent, commit, tree, prefix)?);
            }
        }
        let same = before.iter().position(|before| *before == tree);
        if let Some(at) = same {
            parents = parents.get(at).copied().into_iter().collect();
        }
        for parent in &parents {
            self.wait_for(*parent);
        }
        if let Some(seen) = self.seen.get_mut(&commit.id()) {
            seen.followed = parents;
        }
        // Before the first commit of all there was nothing.
        let before = if before.is_empty() { vec![None] } else { before };
        Ok(same.is_none().then_some(before))
    }

    /// What a commit has otherwise than its parents; `None` where it has all that is watched from one of them.
    fn compare(
        &mut self,
        before: &[Option<Oid>],
        after: Option<Oid>,
    ) -> Result<Option<Vec<Parent>>, Unread> {
        let mut parents = Vec::new();
        for tree in before {
            let touched = self.comparer.compare(*tree, after, &self.watch)?;
            if touched.is_empty() {
                return Ok(None);
            }
            parents.push(Parent { tree: *tree, touched });
        }
        Ok(Some(parents))
    }

    /// Whether a shallow clone ends before a commit.
    fn is_cut_off(&self, id: Oid) -> bool {
        self.is_shallow
            && !self.seen.contains_key(&id)
            && self.repository.git.find_commit(id).is_err()
    }

    /// The plan's folder in a parent of a commit, which has it in the folder `prefix`, as `tree`: there, or where it was before the
    /// commit moved it.
    fn look_at_parent(
        &mut self,
        parent: Oid,
        commit: &git2::Commit<'_>,
        tree: Option<Oid>,
        prefix: &Rc<str>,
    ) -> Result<Option<Oid>, Unread> {
        if let Some(seen) = self.seen.get(&parent) {
            return Ok(seen.tree);
        }
        let before = self.repository.find_commit(parent)?;
        let there = self.repository.plan_tree(&before, prefix)?;
        let may_have_moved = there != tree && !self.comparer.has_plan(there)?;
        if let Some(tree) = tree.filter(|_| may_have_moved)
            && let Some(moved) =
                self.repository.moved_from(parent, commit.id(), tree, &self.watch)?
        {
            let there = self.repository.plan_tree(&before, &moved)?;
            return self.see(&before, &Rc::from(moved), there);
        }
        self.see(&before, prefix, there)
    }

    /// Notes a commit, which has the plan's folder `tree` where `prefix` says.
    fn see(
        &mut self,
        commit: &git2::Commit<'_>,
        prefix: &Rc<str>,
        tree: Option<Oid>,
    ) -> Result<Option<Oid>, Unread> {
        if self.seen.len() == MOST_COMMITS {
            return Err(too_long());
        }
        let (time, prefix) = (commit.time().seconds(), Rc::clone(prefix));
        let seen = Seen { time, prefix, tree, is_noted: false, followed: Vec::new() };
        self.seen.insert(commit.id(), seen);
        Ok(tree)
    }

    /// Lets a commit that was looked at have its turn; once.
    fn wait_for(&mut self, id: Oid) {
        let met = self.seen.len();
        if let Some(seen) = self.seen.get_mut(&id).filter(|seen| !seen.is_noted) {
            seen.is_noted = true;
            self.waiting.push((seen.time, Reverse(met), id));
        }
    }
}
