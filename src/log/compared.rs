//! What was read of a history, compared: which commit has brought what.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::kind::EntryName;
use crate::log::moves::{Moves, brought, moves};
use crate::log::read::{Batch, Told, settle};
use crate::log::versions::{Group, Pair, Version, is_readable, name_of};
use crate::log::{Log, Step};
use crate::plan::{self, Plan};
use crate::snapshot::{Revision, Snapshot, Watch};

/// What each commit that was read has brought.
pub(super) struct Compared {
    watch: Watch,
    /// Whether only what rules need is asked for.
    is_needed: bool,
    told: Vec<Told>,
    /// The entries that a commit was found to have touched.
    touched: FxHashSet<EntryName>,
    /// What was settled by the commits that were added last.
    settled: Vec<EntryName>,
    /// What cannot be compared yet: its last version that can be read lies further back.
    unclear: Vec<Pair>,
    files: FxHashMap<Version, Snapshot>,
}

impl Compared {
    /// Nothing yet of what `watch` wants; where only what rules need is asked for, it wants less as commits are added.
    pub(super) fn new(watch: Watch, is_needed: bool) -> Self {
        Self {
            watch,
            is_needed,
            told: Vec::new(),
            touched: FxHashSet::default(),
            settled: Vec::new(),
            unclear: Vec::new(),
            files: FxHashMap::default(),
        }
    }

    /// Adds some commits, which are older than all before.
    pub(super) fn add(&mut self, batch: Batch) {
        let first = self.told.len();
        let Batch { mut told, pairs, files } = batch;
        // When these were read, it was not known yet what the commits before them have settled.
        let is_wanted = |name: &EntryName| self.watch.has(name.kind, &name.id);
        for moves in told.iter_mut().flat_map(|told| &mut told.moves) {
            moves.retain(|name, _| is_wanted(name));
        }
        self.told.extend(told);
        let pairs = pairs.into_iter().filter(|pair| match &pair.id {
            Some(id) => self.watch.has(pair.kind, id),
            None => self.watch.has_kind(pair.kind),
        });
        let pairs = pairs.map(|pair| Pair { commit: pair.commit.saturating_add(first), ..pair });
        self.unclear.extend(pairs);
        self.files.extend(files);
        self.compare(false);
        if self.is_needed {
            for told in self.told.iter().skip(first) {
                let brought = brought(&told.moves);
                self.settled.extend(settle(&mut self.watch, &brought));
                if !self.watch.is_empty() {
                    self.touched.extend(brought.keys().cloned());
                }
            }
        }
    }

    /// Compares what is left, when all was added.
    pub(super) fn finish(&mut self) {
        self.compare(true);
    }

    /// The entries of which no more is wanted, since this was last asked.
    pub(super) fn settled(&mut self) -> Vec<EntryName> {
        std::mem::take(&mut self.settled)
    }

    /// Compares each pair, and notes what moved. What cannot be read yet is passed over: the next version that can be is compared with
    /// the last that could. Where that lies further back than was read, the pair waits, unless all `is_over`.
    fn compare(&mut self, is_over: bool) {
        let pairs = std::mem::take(&mut self.unclear);
        let nothing = Version::new();
        let versions = pairs.iter().flat_map(|pair| [&pair.before, &pair.after]);
        let (mut numbers, mut snapshots) = (FxHashMap::default(), Vec::new());
        for version in std::iter::once(&nothing).chain(versions) {
            if let Some(snapshot) = self.files.get(version) {
                numbers.entry(version).or_insert_with(|| {
                    snapshots.push(snapshot);
                    snapshots.len() - 1
                });
            }
        }
        let plans: Vec<Plan<'_>> =
            snapshots.into_par_iter().map(|snapshot| plan::load_alone(snapshot)).collect();

        let (mut clear, mut unclear) = (Vec::new(), HashSet::new());
        let mut readable: HashMap<Group<'_>, &Plan<'_>> = HashMap::new();
        let plan = |version: &Version| plans.get(*numbers.get(version)?);
        // The older a commit, the later it was read.
        for (at, pair) in pairs.iter().enumerate().rev() {
            let is_readable = |plan: &&Plan<'_>| is_readable(plan, pair.kind);
            let first = plan(&nothing).filter(|_| is_over);
            let last = readable.get(&pair.group()).copied().or(first);
            let before = plan(&pair.before).filter(is_readable).or(last);
            let after = plan(&pair.after).filter(is_readable);
            match (before, after) {
                (Some(before), Some(after)) => clear.push((pair, before, after)),
                (None, Some(_)) => {
                    unclear.insert(at);
                }
                (_, None) => {}
            }
            readable.extend(after.or(before).map(|plan| (pair.group(), plan)));
        }
        let moved: Vec<Moves> = clear
            .par_iter()
            .map(|(pair, before, after)| {
                // When it was last touched is known already.
                let only_promises =
                    name_of(pair.group()).is_some_and(|name| self.touched.contains(&name));
                moves(before, after, &self.watch, only_promises)
            })
            .collect();
        for ((pair, ..), moved) in clear.into_iter().zip(moved) {
            let told = self.told.get_mut(pair.commit);
            if let Some(moves) = told.and_then(|told| told.moves.get_mut(pair.parent)) {
                moves.extend(moved);
            }
        }
        drop(plans);
        let mut at = 0..;
        self.unclear = pairs
            .into_iter()
            .filter(|_| at.next().is_some_and(|at| unclear.contains(&at)))
            .collect();
        let waits: FxHashSet<&Version> =
            self.unclear.iter().flat_map(|pair| [&pair.before, &pair.after]).collect();
        self.files.retain(|version, _| version.is_empty() || waits.contains(version));
    }

    /// All that was found, each commit where it is `standing` in the history.
    pub(super) fn into_log(
        mut self,
        is_shallow: bool,
        standing: impl Fn(&Revision) -> usize,
    ) -> Log {
        self.told.sort_by_key(|told| standing(&told.revision));
        let mut log = Log { is_shallow, ..Log::default() };
        for Told { revision, moves } in self.told {
            let brought = match <[Moves; 1]>::try_from(moves) {
                Ok([alone]) => alone,
                Err(of_each) => brought(&of_each).into_owned(),
            };
            let commit = Arc::new(revision.commit);
            for (name, moves) in brought {
                log.add(name, Step { commit: Some(Arc::clone(&commit)), moves });
            }
        }
        log
    }
}
