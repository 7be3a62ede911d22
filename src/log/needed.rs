//! The part of the history that rules ask for: of the goals that are open and committed now, and of their KPIs.

use std::collections::BTreeSet;

use git2::Oid;

use crate::decode::Ref;
use crate::log::moves::{Moves, moves};
use crate::log::read::{read, settle};
use crate::log::settled::Settled;
use crate::log::{Extent, Log, Step};
use crate::model::{Entry, Goal, Status};
use crate::plan::{self, Plan};
use crate::snapshot::{CONFIG, Comparer, File, History, Repository, Uncommitted, Unread, Watch};

/// Reads what became of the committed goals of `plan` since each was created, and when their KPIs were last touched, from the commit
/// `head` back. What of the plan is not committed there comes last.
///
/// # Errors
///
/// Where the repository lacks an object, or the history is longer than is read.
pub fn needed(repository: &Repository, head: Option<Oid>, plan: &Plan<'_>) -> Result<Log, Unread> {
    let mut watch = committed(plan);
    if watch.is_empty() {
        return Ok(Log::default());
    }
    let settings = settings(plan);
    let mut comparer = Comparer::new(repository, &plan.snapshot.prefix);
    let mut uncommitted = repository.uncommitted(head, plan.snapshot, &watch, &mut comparer)?;
    let moves = moves_of(&mut uncommitted, settings, &watch);
    settle(&mut watch, &moves);
    let mut log = match head {
        Some(head) => {
            let mut history = History::with(comparer, head, watch)?;
            let settled = Settled::of(plan, uncommitted.same);
            read(repository, &mut history, settings, &Extent::Needed(settled))?
        }
        None => Log::default(),
    };
    for (name, moves) in moves {
        log.add(name, Step { commit: None, moves });
    }
    Ok(log)
}

/// The goalpact.toml of a plan, where it leaves something out.
#[must_use]
pub fn settings<'s>(plan: &Plan<'s>) -> Option<&'s File> {
    let snapshot = plan.snapshot;
    let leaves_out = plan.config.plan.exclude.iter().next().is_some();
    let config = snapshot.find(&format!("{}{CONFIG}", snapshot.prefix)).filter(|_| leaves_out)?;
    Some(snapshot.file(config))
}

/// The goals that are committed, and their KPIs.
fn committed(plan: &Plan<'_>) -> Watch {
    let goals = plan.goals.iter().filter(|goal| goal.is(Status::Committed));
    let found = |goal: &Entry<'_, Goal<'_>>| -> Vec<usize> {
        goal.targets.iter().filter_map(|target| target.kpi.get().and_then(Ref::found)).collect()
    };
    let kpis: BTreeSet<usize> = goals.clone().flat_map(found).collect();
    let kpis = kpis.into_iter().filter_map(|at| Some(plan.kpis.get(at)?.name()));
    goals.map(Entry::name).chain(kpis).collect()
}

/// What has moved since the last commit.
fn moves_of(uncommitted: &mut Uncommitted, settings: Option<&File>, watch: &Watch) -> Moves {
    let Uncommitted { before, after, .. } = uncommitted;
    if let Some(file) = settings {
        before.put(&file.path, file.bytes.clone());
        after.put(&file.path, file.bytes.clone());
    }
    moves(&plan::load_alone(before), &plan::load_alone(after), watch, false)
}
