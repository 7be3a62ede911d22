//! Reads a log from a repository: the versions of the watched files, some commits at a time, each version loaded once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use git2::Oid;
use memchr::memmem;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::kind::{EntryName, Kind};
use crate::log::moves::{Moves, brought, moves};
use crate::log::settled::Settled;
use crate::log::versions::{Group, Pair, Version, grouped, is_readable, name_of};
use crate::log::{Log, Move, Step};
use crate::plan::{self, Plan};
use crate::snapshot::{
    File, History, Layout, Repository, Revision, Snapshot, Touched, Unread, Watch, layout,
};

/// How many commits are read at a time.
const AT_A_TIME: usize = 64;

/// How far back a log goes, and how much it tells.
pub enum Extent<'p> {
    /// To the beginning, with the KPIs of the time, whose units the words need.
    Whole,
    /// Until each goal was created, and each KPI was last touched: what rules ask for.
    Needed(Settled<'p>),
}

/// Reads what became of the entries that `history` watches. `settings` is the plan's goalpact.toml: what it leaves out is left out all
/// along.
///
/// # Errors
///
/// Where the repository lacks an object, or the history is longer than is read.
pub fn read(
    repository: &Repository,
    history: &mut History<'_>,
    settings: Option<&File>,
    extent: &Extent<'_>,
) -> Result<Log, Unread> {
    let reader = Reader { repository, prefix: history.prefix().to_owned(), settings, extent };
    let mut told: Vec<Told> = Vec::new();
    let mut unclear = Vec::new();
    let mut touched: FxHashSet<EntryName> = FxHashSet::default();
    loop {
        let first = told.len();
        while told.len() - first < AT_A_TIME && !history.watch.is_empty() {
            let Some(revision) = history.next_revision()? else { break };
            let moves = vec![Moves::new(); revision.parents.len()];
            told.push(Told { revision, moves });
        }
        let is_over = told.len() == first;
        for (at, told) in told.iter_mut().enumerate().skip(first) {
            reader.add_pairs(at, told, &touched, &mut unclear)?;
        }
        unclear = reader.compare(unclear, is_over, &history.watch, &mut told)?;
        if is_over {
            break;
        }
        if let Extent::Needed(_) = extent {
            for told in &told[first..] {
                let brought = brought(&told.moves);
                settle(&mut history.watch, &brought);
                if !history.watch.is_empty() {
                    touched.extend(brought.keys().cloned());
                }
            }
        }
    }
    let standing = history.standing();
    told.sort_by_key(|told| standing(&told.revision));
    let mut log = Log { is_shallow: repository.is_shallow(), ..Log::default() };
    for Told { revision, moves } in told {
        let brought = match <[Moves; 1]>::try_from(moves) {
            Ok([alone]) => alone,
            Err(of_each) => brought(&of_each).into_owned(),
        };
        let commit = Arc::new(revision.commit);
        for (name, moves) in brought {
            log.add(name, Step { commit: Some(Arc::clone(&commit)), moves });
        }
    }
    Ok(log)
}

/// Wants no more of what rules have seen enough of: goals that were created, and KPIs that were touched.
pub(super) fn settle(watch: &mut Watch, moves: &Moves) {
    for (name, moves) in moves {
        if name.kind != Kind::Goal || moves.iter().any(Move::is_creation) {
            watch.forget(name);
        }
    }
}

/// A commit, and what it has otherwise than each of its parents.
struct Told {
    revision: Revision,
    moves: Vec<Moves>,
}

struct Reader<'r> {
    repository: &'r Repository,
    prefix: String,
    settings: Option<&'r File>,
    extent: &'r Extent<'r>,
}

impl Reader<'_> {
    /// Adds what is to be compared for the commit at `at`; what can be told of it without, it notes at once.
    /// Entries that are `touched` were so in a later commit.
    fn add_pairs(
        &self,
        at: usize,
        told: &mut Told,
        touched: &FxHashSet<EntryName>,
        pairs: &mut Vec<Pair>,
    ) -> Result<(), Unread> {
        let Told { revision, moves } = told;
        for (nth, parent) in revision.parents.iter().enumerate() {
            for files in grouped(&parent.touched).chunk_by(|(one, _), (other, _)| one == other) {
                let Some((group, _)) = files.first().copied() else { continue };
                let files: Vec<&Touched> = files.iter().map(|(_, file)| *file).collect();
                if let Extent::Needed(settled) = self.extent
                    && let Some(creation) = settled.creation(group, &files)
                    && let Some(name) = name_of(group)
                {
                    moves[nth].insert(name, vec![creation]);
                    continue;
                }
                let before =
                    files.iter().filter_map(|file| Some((file.path.clone(), file.before?)));
                let before = self.with_kpis(before.collect(), parent.tree)?;
                let after = files.iter().filter_map(|file| Some((file.path.clone(), file.after?)));
                let after = self.with_kpis(after.collect(), revision.tree)?;
                let only_promises = name_of(group).is_some_and(|name| touched.contains(&name));
                let (kind, id) = (group.0, group.1.map(ToOwned::to_owned));
                pairs.push(Pair {
                    commit: at,
                    parent: nth,
                    kind,
                    id,
                    before,
                    after,
                    only_promises,
                });
            }
        }
        Ok(())
    }

    /// The version of some goals together with that of the KPIs they name, as far as words need it.
    fn with_kpis(&self, mut version: Version, tree: Option<Oid>) -> Result<Version, Unread> {
        if matches!(self.extent, Extent::Needed(_)) || version.is_empty() {
            return Ok(version);
        }
        let goals = self.files(&version)?;
        let names =
            |id: &str| goals.files().any(|file| memmem::find(&file.bytes, id.as_bytes()).is_some());
        let kpis = self.repository.watched_files(&self.prefix, tree, &Watch::All(Kind::Kpi))?;
        version.extend(kpis.into_iter().filter(|(path, _)| {
            match layout(path.strip_prefix(&self.prefix).unwrap_or(path)) {
                Layout::Entry(_, id) => names(&id),
                _ => true,
            }
        }));
        Ok(version)
    }

    /// Compares each pair, and notes what moved. What cannot be read yet is passed over: the next version that can be is compared with
    /// the last that could. Gives the pairs for which that lies further back than was read, unless all `is_over`.
    fn compare(
        &self,
        pairs: Vec<Pair>,
        is_over: bool,
        watch: &Watch,
        told: &mut [Told],
    ) -> Result<Vec<Pair>, Unread> {
        let nothing = Version::new();
        let mut versions = vec![&nothing];
        let mut numbers = HashMap::from([(&nothing, 0)]);
        for version in pairs.iter().flat_map(|pair| [&pair.before, &pair.after]) {
            numbers.entry(version).or_insert_with(|| {
                versions.push(version);
                versions.len() - 1
            });
        }
        let snapshots: Vec<Snapshot> =
            versions.iter().map(|version| self.files(version)).collect::<Result<_, _>>()?;
        let plans: Vec<Plan<'_>> = snapshots.par_iter().map(plan::load_alone).collect();

        let (mut clear, mut unclear) = (Vec::new(), HashSet::new());
        let mut readable: HashMap<Group<'_>, usize> = HashMap::new();
        // The older a commit, the later it was read.
        for (at, pair) in pairs.iter().enumerate().rev() {
            let is_readable = |number: &usize| is_readable(&plans[*number], pair.kind);
            let last = readable.get(&pair.group()).copied().or(is_over.then_some(0));
            let before = Some(numbers[&pair.before]).filter(is_readable).or(last);
            let after = Some(numbers[&pair.after]).filter(is_readable);
            match (before, after) {
                (Some(before), Some(after)) => clear.push((pair, before, after)),
                (None, Some(_)) => {
                    unclear.insert(at);
                }
                (_, None) => {}
            }
            readable.extend(after.or(before).map(|number| (pair.group(), number)));
        }
        let moved: Vec<Moves> = clear
            .par_iter()
            .map(|(pair, before, after)| {
                moves(&plans[*before], &plans[*after], watch, pair.only_promises)
            })
            .collect();
        for ((pair, ..), moved) in clear.into_iter().zip(moved) {
            told[pair.commit].moves[pair.parent].extend(moved);
        }
        let mut at = 0..;
        Ok(pairs
            .into_iter()
            .filter(|_| at.next().is_some_and(|at| unclear.contains(&at)))
            .collect())
    }

    /// Some files in one version, with the plan's settings.
    fn files(&self, version: &Version) -> Result<Snapshot, Unread> {
        let files = version.iter().map(|(path, id)| (path.as_str(), *id));
        let mut snapshot = self.repository.read_files(&self.prefix, files)?;
        if let Some(settings) = self.settings {
            snapshot.put(&settings.path, settings.bytes.clone());
        }
        Ok(snapshot)
    }
}
