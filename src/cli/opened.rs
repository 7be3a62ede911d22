//! The plan that the arguments mean, and everything that keeps it from being judged whole.

use std::path::{Path, PathBuf};

use crate::check::Report;
use crate::cli::args::PlanArgs;
use crate::cli::failure::Failure;
use crate::cli::output::{self, ColorChoice};
use crate::cli::{clock, locate};
use crate::config::Choice;
use crate::day::Day;
use crate::render::View;
use crate::rules;
use crate::snapshot::{self, Snapshot};
use crate::text::nearest;

/// A plan on disk, and which part of it was asked for.
pub(super) struct Opened {
    /// The plan's folder, links resolved.
    pub(super) root: PathBuf,
    /// Its files.
    pub(super) snapshot: Snapshot,
    /// The files and folders whose findings are shown, from the root of the repository; all where there is none.
    pub(super) within: Vec<String>,
    /// The rules that were asked for.
    pub(super) choice: Choice,
    /// The day to judge on.
    pub(super) today: Day,
}

/// Finds and reads the plan that `args` mean.
pub(super) fn open(args: &PlanArgs) -> Result<Opened, Failure> {
    let choice =
        Choice { select: known(&args.select)?, ignore: known(&args.ignore)?, opt_in: false };
    let today = clock::today(args.today)?;
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() { &here[..] } else { &args.paths };
    let mut root: Option<PathBuf> = None;
    for path in paths {
        let found = locate::find(path)?;
        if let Some(other) = root.as_ref().filter(|root| **root != found) {
            let message = format!(
                "the paths belong to two plans, `{}` and `{}`",
                other.display(),
                found.display()
            );
            return Err(Failure::new(message).help("check each plan by a command of its own"));
        }
        root = Some(found);
    }
    let root = root.unwrap_or_default();
    let snapshot = snapshot::read(&root);
    for remark in &snapshot.remarks {
        output::remark(&format!("note: {remark}"));
    }
    let mut within = Vec::new();
    for path in paths {
        let path =
            path.canonicalize().map_err(|error| Failure::io(path.display().to_string(), &error))?;
        // The whole plan, from its own folder or from within the folder it was found above.
        if path == root || args.paths.is_empty() {
            within.clear();
            break;
        }
        let inside = path.strip_prefix(&root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        within.push(format!("{}{inside}", snapshot.prefix));
    }
    Ok(Opened { root, snapshot, within, choice, today })
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
    /// How the reader looks at the plan's paths.
    pub(super) fn view(&self, color: ColorChoice) -> View {
        let depth = self.snapshot.prefix.matches('/').count();
        let base = self.root.ancestors().nth(depth).map(Path::to_owned);
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
        View { from: base.zip(here), ..output::view(color) }
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
