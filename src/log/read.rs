//! Reads a log from a repository: the versions of the watched files, some commits at a time, each version loaded once.
//!
//! Git's library serves one thread. So while that one reads the next commits, the others compare what was read before.

use git2::Oid;
use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::kind::{EntryName, Kind};
use crate::log::compared::Compared;
use crate::log::moves::Moves;
use crate::log::settled::Settled;
use crate::log::versions::{Pair, Version, grouped, name_of};
use crate::log::{Log, Move};
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
    let is_needed = matches!(extent, Extent::Needed(_));
    let mut compared = Compared::new(history.watch.clone(), is_needed);
    let mut batch = reader.batch(history)?;
    while !batch.told.is_empty() {
        let next = rayon::in_place_scope(|scope| {
            scope.spawn(|_| compared.add(batch));
            reader.batch(history)
        });
        for name in compared.settled() {
            history.watch.forget(&name);
        }
        // Then it is of no interest what came before, nor whether that can be read.
        if history.watch.is_empty() {
            break;
        }
        batch = next?;
    }
    compared.finish();
    Ok(compared.into_log(repository.is_shallow(), history.standing()))
}

/// Wants no more of what rules have seen enough of: goals that were created, and KPIs that were touched. Gives their names.
pub(super) fn settle(watch: &mut Watch, moves: &Moves) -> Vec<EntryName> {
    let is_seen = |name: &EntryName, moves: &[Move]| {
        name.kind != Kind::Goal || moves.iter().any(Move::is_creation)
    };
    let seen = moves.iter().filter(|(name, moves)| is_seen(name, moves)).map(|(name, _)| name);
    seen.inspect(|name| watch.forget(name)).cloned().collect()
}

/// Some commits, and what is to be compared to know what they have brought.
pub(super) struct Batch {
    /// The commits, newest first.
    pub(super) told: Vec<Told>,
    /// What is to be compared; commits by their position in `told`.
    pub(super) pairs: Vec<Pair>,
    /// The files of each version.
    pub(super) files: FxHashMap<Version, Snapshot>,
}

/// A commit, and what it has otherwise than each of its parents.
pub(super) struct Told {
    pub(super) revision: Revision,
    pub(super) moves: Vec<Moves>,
}

struct Reader<'r> {
    repository: &'r Repository,
    prefix: String,
    settings: Option<&'r File>,
    extent: &'r Extent<'r>,
}

impl Reader<'_> {
    /// The next commits; none where all was read.
    fn batch(&self, history: &mut History<'_>) -> Result<Batch, Unread> {
        let mut batch = Batch { told: Vec::new(), pairs: Vec::new(), files: FxHashMap::default() };
        while batch.told.len() < AT_A_TIME && !history.watch.is_empty() {
            let Some(revision) = history.next_revision()? else { break };
            let moves = vec![Moves::new(); revision.parents.len()];
            let mut told = Told { revision, moves };
            self.add_pairs(batch.told.len(), &mut told, &mut batch.pairs)?;
            batch.told.push(told);
        }
        let nothing = Version::new();
        let versions = batch.pairs.iter().flat_map(|pair| [&pair.before, &pair.after]);
        for version in versions.chain([&nothing]) {
            if !batch.files.contains_key(version) {
                batch.files.insert(version.clone(), self.files(version)?);
            }
        }
        Ok(batch)
    }

    /// Adds what is to be compared for the commit at `at`; what can be told of it without, it notes at once.
    fn add_pairs(&self, at: usize, told: &mut Told, pairs: &mut Vec<Pair>) -> Result<(), Unread> {
        let Told { revision, moves } = told;
        for (nth, (parent, moves)) in revision.parents.iter().zip(moves).enumerate() {
            for files in grouped(&parent.touched).chunk_by(|(one, _), (other, _)| one == other) {
                let Some((group, _)) = files.first().copied() else { continue };
                let files: Vec<&Touched> = files.iter().map(|(_, file)| *file).collect();
                if let Extent::Needed(settled) = self.extent
                    && let Some(creation) = settled.creation(group, &files)
                    && let Some(name) = name_of(group)
                {
                    moves.insert(name, vec![creation]);
                    continue;
                }
                let before =
                    files.iter().filter_map(|file| Some((file.path.clone(), file.before?)));
                let before = self.with_kpis(before.collect(), parent.tree)?;
                let after = files.iter().filter_map(|file| Some((file.path.clone(), file.after?)));
                let after = self.with_kpis(after.collect(), revision.tree)?;
                let (kind, id) = (group.0, group.1.map(ToOwned::to_owned));
                pairs.push(Pair { commit: at, parent: nth, kind, id, before, after });
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
