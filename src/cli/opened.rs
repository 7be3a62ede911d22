//! The plan that the arguments mean, and everything that keeps it from being judged whole.

use std::path::{Path, PathBuf};

use git2::Oid;

use crate::check::Report;
use crate::cli::args::PlanArgs;
use crate::cli::failure::Failure;
use crate::cli::moment::MomentArgs;
use crate::cli::output::{self, ColorChoice};
use crate::cli::watchdog::Watchdog;
use crate::cli::{clock, limits, locate};
use crate::config::Choice;
use crate::day::Day;
use crate::render::View;
use crate::rules;
use crate::snapshot::{self, At, Limits, Repository, Snapshot, shown_path};
use crate::text::nearest;

/// A plan at one moment, and which part of it was asked for.
pub(super) struct Opened {
    /// The plan's folder on disk, links resolved; where it would be, if it is not there now.
    pub(super) root: PathBuf,
    /// The repository around it.
    pub(super) repository: Option<Repository>,
    /// The commit that it is the plan of, where it is that of one.
    pub(super) commit: Option<Oid>,
    /// What it is compared with: a commit.
    pub(super) base: Option<Oid>,
    /// The plan's folder there, from the root of the repository: another one where the plan has moved since.
    pub(super) base_prefix: String,
    /// Its files.
    pub(super) snapshot: Snapshot,
    /// The files and folders whose findings are shown, from the root of the repository; all where there is none.
    pub(super) within: Vec<String>,
    /// The rules that were asked for.
    pub(super) choice: Choice,
    /// The day to judge on.
    pub(super) today: Day,
    /// How much is read and shown.
    pub(super) limits: Limits,
    /// Ends the run where it takes too long.
    pub(super) watchdog: Watchdog,
}

/// Finds and reads the plan that `args` mean, as it lies on disk.
pub(super) fn open(args: &PlanArgs) -> Result<Opened, Failure> {
    open_at(args, &MomentArgs::default())
}

/// Finds and reads the plan that `args` mean, as it is at one moment.
pub(super) fn open_at(args: &PlanArgs, moment: &MomentArgs) -> Result<Opened, Failure> {
    let choice =
        Choice { select: known(&args.select)?, ignore: known(&args.ignore)?, opt_in: false };
    let today = clock::today(args.today)?;
    let limits = limits::asked()?;
    let watchdog = Watchdog::over_all(&limits)?;
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let places: Vec<PathBuf> =
        paths.iter().map(|path| resolved(path, moment)).collect::<Result<_, _>>()?;
    let repository = Repository::around(&places[0], limits);
    let (root, snapshot, repository, commit) = if moment.is_on_disk() {
        let roots = paths.iter().map(|path| locate::find(path)).collect::<Result<Vec<_>, _>>()?;
        one_plan(roots.iter().map(|root| root.display().to_string()))?;
        let root = roots.into_iter().next().unwrap_or_default();
        let (repository, unread) = match repository {
            Ok(repository) => (repository, None),
            Err(unread) if moment.is_compared() => return Err(Failure::unread(unread)),
            Err(unread) => (None, Some(unread)),
        };
        if let Some(repository) = &repository {
            repository.demand_name(&root).map_err(Failure::unread)?;
        }
        let mut snapshot =
            snapshot::read(&root, repository.as_ref(), &limits).map_err(Failure::unread)?;
        snapshot.unread.extend(unread);
        (root, snapshot, repository, None)
    } else {
        let repository = repository.map_err(Failure::unread)?.ok_or_else(no_repository)?;
        let at = moment.at(&repository)?;
        let prefixes = places
            .iter()
            .map(|place| locate::find_in(&repository, at, place))
            .collect::<Result<Vec<_>, _>>()?;
        one_plan(prefixes.iter().cloned())?;
        let prefix = prefixes.first().map_or("", String::as_str);
        let snapshot = repository.read(at, prefix).map_err(Failure::unread)?;
        let commit = match at {
            At::Commit(id) => Some(id),
            At::Index => None,
        };
        (repository.on_disk(prefix), snapshot, Some(repository), commit)
    };
    let base = moment.base(repository.as_ref())?;
    let (base_prefix, within) = (snapshot.prefix.clone(), Vec::new());
    let mut opened = Opened {
        root,
        repository,
        commit,
        base,
        base_prefix,
        snapshot,
        within,
        choice,
        today,
        limits,
        watchdog,
    };
    if !args.paths.is_empty() {
        opened.within = opened.parts(&places);
    }
    Ok(opened)
}

/// Reads the plan in the folder `prefix` as it is staged, to be compared with what the last commit has in the folder `before`.
pub(super) fn open_staged(
    repository: Repository,
    prefix: &str,
    before: &str,
) -> Result<Opened, Failure> {
    let limits = limits::asked()?;
    let watchdog = Watchdog::over_all(&limits)?;
    let snapshot = repository.read(At::Index, prefix).map_err(Failure::unread)?;
    Ok(Opened {
        root: repository.on_disk(prefix),
        commit: None,
        base: None,
        base_prefix: before.to_owned(),
        snapshot,
        repository: Some(repository),
        within: Vec::new(),
        choice: Choice::default(),
        today: clock::today(None)?,
        limits,
        watchdog,
    })
}

/// Where a path leads, links resolved. In Git's own snapshots it need not be on disk.
fn resolved(path: &Path, moment: &MomentArgs) -> Result<PathBuf, Failure> {
    match path.canonicalize() {
        Ok(path) => Ok(path),
        Err(_) if moment.is_on_disk() => locate::find(path).map(|_| path.to_owned()),
        Err(_) => {
            let absolute = std::path::absolute(path)
                .map_err(|error| Failure::io(path.display().to_string(), &error))?;
            let above = absolute.ancestors().find(|above| above.exists()).unwrap_or(&absolute);
            let existing = above.canonicalize().unwrap_or_else(|_| above.to_owned());
            Ok(existing.join(absolute.strip_prefix(above).unwrap_or(&absolute)))
        }
    }
}

/// Fails where paths belong to several plans.
fn one_plan(mut found: impl Iterator<Item = String>) -> Result<(), Failure> {
    let first = found.next();
    match first.and_then(|first| found.find(|other| *other != first).map(|other| (first, other))) {
        None => Ok(()),
        Some((first, other)) => {
            let message = format!("the paths belong to two plans, `{first}` and `{other}`");
            Err(Failure::new(message).help("check each plan by a command of its own"))
        }
    }
}

/// What is said where only Git can help, and there is none.
pub(super) fn no_repository() -> Failure {
    Failure::new("this is no Git repository, so there is no index and no history to read")
        .help("leave `--staged`, `--rev`, and `--base` out, or put the plan under Git: `git init`")
}

/// The names that a rule or a family has, or a failure with the nearest.
fn known(names: &[String]) -> Result<Vec<String>, Failure> {
    for name in names {
        if rules::find(name).is_some() || rules::find_family(name).is_some() {
            continue;
        }
        let failure = Failure::new(format!("no rule or family is called `{name}`"));
        let all = rules::all()
            .map(|(_, rule)| rule.name)
            .chain(rules::FAMILIES.iter().map(|family| family.name));
        return Err(match nearest(name, all) {
            Some(near) => {
                failure.help(format!("perhaps `{near}`; `goalpact rules` lists them all"))
            }
            None => failure.help("`goalpact rules` lists them all"),
        });
    }
    Ok(names.to_vec())
}

impl Opened {
    /// The last commit of the repository around the plan, where there is one.
    pub(super) fn last_commit(&self) -> Result<Option<Oid>, Failure> {
        let head = self.repository.as_ref().map(Repository::head);
        head.transpose().map(Option::flatten).map_err(Failure::unread)
    }

    /// The base, where there is one; it then stands side by side with the snapshot.
    pub(super) fn read_base(&mut self) -> Result<Option<Snapshot>, Failure> {
        let (Some(repository), Some(base)) = (&self.repository, self.base) else { return Ok(None) };
        let head = std::mem::take(&mut self.snapshot);
        let (base, head) =
            repository.read_beside(base, &self.base_prefix, head).map_err(Failure::unread)?;
        self.snapshot = head;
        Ok(Some(base))
    }

    /// The files and folders of the plan that `places` name, from the root of the repository; none where the plan is meant as a
    /// whole.
    fn parts(&self, places: &[PathBuf]) -> Vec<String> {
        if places.contains(&self.root) {
            return Vec::new();
        }
        let part = |place: &PathBuf| {
            let inside = place.strip_prefix(&self.root).unwrap_or(place);
            format!("{}{}", self.snapshot.prefix, shown_path(inside))
        };
        places.iter().map(part).collect()
    }

    /// Where paths begin: the root of the repository, or the plan's, outside a repository.
    pub(super) fn base(&self) -> &Path {
        let depth = self.snapshot.prefix.matches('/').count();
        self.root.ancestors().nth(depth).unwrap_or(&self.root)
    }

    /// How the reader looks at the plan's paths.
    pub(super) fn view(&self, color: ColorChoice) -> View {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
        let from = here.map(|here| (self.base().to_owned(), here));
        let most = usize::try_from(self.limits.findings).ok();
        View { from, most, ..output::view(color) }
    }

    /// Keeps only the findings that were asked for.
    pub(super) fn narrow(&self, report: &mut Report<'_>) {
        let is_within = |path: &str, part: &String| {
            path.strip_prefix(part.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !self.within.is_empty() {
            report.retain_paths(|path| self.within.iter().any(|part| is_within(path, part)));
        }
    }
}
