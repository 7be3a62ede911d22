//! `goalpact new`: one entry from a template, filled from flags, or questions on a terminal.
//!
//! Flags, questions and template are all made from the kind's fields.

mod flags;
mod questions;
mod template;

use std::io::IsTerminal;

use crate::check::check;
use crate::cli::failure::Failure;
use crate::cli::output::{remark, say};
use crate::cli::verdict::Verdict;
use crate::cli::watchdog::Watchdog;
use crate::cli::{clock, leftovers, limits, locate, write};
use crate::config::{Choice, Rulebook};
use crate::decode::{Need, is_id, kebab};
use crate::kind::{EntryName, Kind};
use crate::plan;
use crate::rules::Past;
use crate::snapshot::{self, Repository, Snapshot};
use crate::text::{and_list, tick};

pub(super) use flags::NewArgs;

use flags::flags;

pub(super) fn run(args: &NewArgs) -> Result<Verdict, Failure> {
    if !is_id(&args.id) {
        let failure = Failure::new(format!(
            "`{}` is no id: lowercase words joined by hyphens, at most 64 characters",
            args.id
        ));
        let better = kebab(&args.id);
        return Err(if better.is_empty() {
            failure
        } else {
            failure.help(format!("perhaps `{better}`"))
        });
    }
    let root = locate::find(&args.plan)?;
    let limits = limits::asked()?;
    let watchdog = Watchdog::over_all(&limits)?;
    let repository = Repository::around(&root, limits).map_err(Failure::unread)?;
    let snapshot = snapshot::read(&root, repository.as_ref(), &limits).map_err(Failure::unread)?;
    let plan = plan::load(&snapshot);
    // Whoever is asked may take their time.
    drop(watchdog);
    if plan.ids(args.kind).any(|id| id == args.id) {
        return Err(Failure::new(format!("{} `{}` is there already", args.kind, args.id))
            .help("choose another id, or edit it"));
    }
    let mut values = args.values.clone();
    let asked = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if asked {
        questions::ask(args.kind, &plan, &mut values)?;
    }
    let missing: Vec<String> = flags(args.kind)
        .iter()
        .filter(|flag| flag.need == Need::Required && !values.contains_key(&flag.name()))
        .map(|flag| tick(format!("--{}", flag.name())))
        .collect();
    if !missing.is_empty() {
        let message = format!("a {} needs {}", args.kind, and_list(&missing));
        return Err(Failure::new(message)
            .help("give them as flags, or run the command on a terminal to be asked"));
    }
    add(args, &root, snapshot, &values)
}

/// Writes the entry where its like are kept: into their file of tables, or a file of its own.
fn add(
    args: &NewArgs,
    root: &std::path::Path,
    mut snapshot: Snapshot,
    values: &flags::Values,
) -> Result<Verdict, Failure> {
    let kind = args.kind;
    let tables = format!("{}.toml", kind.plural());
    let folder = format!("{}{}/", snapshot.prefix, kind.plural());
    let has_folder = snapshot.files().any(|file| file.path.starts_with(&folder));
    let existing =
        snapshot.files().find(|file| snapshot.within_plan(&file.path) == tables && !has_folder);
    let (inside, old) = match existing {
        Some(file) => (tables, Some(file.bytes.clone())),
        None => (format!("{}/{}.toml", kind.plural(), args.id), None),
    };
    let text = template::template(kind, old.is_some().then_some(&args.id), values);
    let bytes = match &old {
        None => text.into_bytes(),
        Some(old) => {
            let gap = if old.ends_with(b"\n") || old.is_empty() { "\n" } else { "\n\n" };
            let mut added = format!("{gap}{text}");
            if memchr::memmem::find(old, b"\r\n").is_some() {
                added = added.replace('\n', "\r\n");
            }
            [old, added.as_bytes()].concat()
        }
    };
    let shown = format!("{}{inside}", snapshot.prefix);
    snapshot.put(&shown, bytes.clone());
    judge(&snapshot, kind, &args.id)?;
    match old {
        Some(old) => {
            let path = root.join(&inside);
            leftovers::sweep([path.as_path()]);
            write::replace_unchanged(&path, &old, &bytes)?;
        }
        None => write::create(root, &inside, &bytes)?,
    }
    say(format!("wrote {kind} `{}` to {shown}", args.id))?;
    Ok(Verdict::Passed)
}

/// What the shape rules say of the new entry: a failure, except for names that are not there yet.
fn judge(snapshot: &Snapshot, kind: Kind, id: &str) -> Result<(), Failure> {
    let plan = plan::load(snapshot);
    let choice = Choice { select: vec!["shape".into()], ..Choice::default() };
    let today = clock::today(None)?;
    let report = check(&plan, &Rulebook::new(&plan.config, &choice, today), today, Past::default());
    let name = EntryName { kind, id: id.to_owned() };
    for reported in
        report.findings.iter().filter(|reported| reported.finding.entry.as_ref() == Some(&name))
    {
        let finding = &reported.finding;
        if finding.rule != "unknown-reference" {
            let failure = Failure::new(&*finding.title);
            return Err(Failure { help: finding.help.clone(), ..failure });
        }
        let help = finding.help.as_ref().map_or("", |help| &help.sentence);
        remark(format!("note: {}; {help}", finding.title));
    }
    Ok(())
}
