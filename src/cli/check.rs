//! `goalpact check`: read, load, check, render.

use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::Path;

use crate::check::check;
use crate::cli::agreed::agreed;
use crate::cli::args::CheckArgs;
use crate::cli::compared::compare;
use crate::cli::failure::Failure;
use crate::cli::format::Format;
use crate::cli::history;
use crate::cli::opened::{Opened, open_at};
use crate::cli::output::{is_terminal, print};
use crate::cli::profile::Profile;
use crate::cli::verdict::{Verdict, verdict};
use crate::cli::write;
use crate::config::Rulebook;
use crate::render::View;
use crate::rules::Past;
use crate::{diff, plan};

pub(super) fn run(args: &CheckArgs) -> Result<Verdict, Failure> {
    let mut opened = open_at(&args.plan, &args.moment)?;
    if let Some(file) = &args.stdin_filename {
        read_stdin(&mut opened, file)?;
    }
    judge(opened, args)
}

/// Checks what was opened, and shows what was found.
pub(super) fn judge(opened: Opened, args: &CheckArgs) -> Result<Verdict, Failure> {
    // The process ends when this is done: to free a large plan piece by piece would take a tenth of the whole run.
    let mut opened = ManuallyDrop::new(opened);
    let is_for_commit = args.profile.is_some_and(Profile::is_new_only);
    if is_for_commit && opened.base.is_none() {
        opened.base = opened.last_commit()?;
    }
    let is_new_only = args.moment.new_only || is_for_commit;
    opened.choice.opt_in = args.profile.is_some_and(Profile::opts_in);
    let changed = ManuallyDrop::new(opened.read_base()?);
    args.config_from.demand(args, changed.as_ref())?;
    let before = ManuallyDrop::new(changed.as_ref().map(|changed| plan::load(&changed.base)));
    let (plan, judge) = args.config_from.load(&opened.snapshot, before.as_ref());
    let plan = ManuallyDrop::new(plan);
    let diff = before.as_ref().zip(changed.as_ref());
    let diff = diff.map(|(before, changed)| diff::diff(before, &plan, |file| changed.has(file)));
    let agreed = agreed(&opened, args)?;
    let rulebook = Rulebook::new(&judge.unwrap_or(&plan).config, &opened.choice, opened.today);
    let (log, unread) = match history::log(&opened, &plan, &rulebook, args.quiet) {
        Ok(log) => (log, None),
        Err(unread) => (None, Some(unread)),
    };
    let past = Past { diff: diff.as_ref(), agreed: agreed.as_ref(), log: log.as_ref() };
    let mut report = check(&plan, &rulebook, opened.today, past);
    opened.narrow(&mut report);
    if let Some(changed) = changed.as_ref() {
        report.base = Some(changed.base.moment.clone());
        // Where nothing is found, nothing can be new; only who asks for what is new wants to know what is mended.
        if is_new_only || !report.findings.is_empty() {
            compare(&mut report, changed, &opened, &rulebook, log.is_some())
                .map_err(Failure::unread)?;
        }
    }
    if is_new_only {
        report.hold_back_known();
    }
    if args.profile.is_some_and(Profile::holds_back_notes) {
        report.hold_back_notes();
    }

    let view = opened.view(args.color);
    let format = args.format.unwrap_or(if is_terminal() { Format::Human } else { Format::Plain });
    print(&format.render(&report, &view, args.quiet))?;
    for (format, file) in &args.report {
        let plain = View { color: false, ..view.clone() };
        write::replace(file, format.render(&report, &plain, args.quiet).as_bytes())?;
    }
    let verdict = verdict(&plan, &report, args.fail_on)?;
    unread.map_or(Ok(verdict), |unread| Err(Failure::unread(unread)))
}

/// Puts what stdin holds in the place of `file`, as an editor does with a file it has not saved.
fn read_stdin(opened: &mut Opened, file: &Path) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::io("stdin was not read", &error))?;
    let absolute = std::path::absolute(file)
        .map_err(|error| Failure::io(file.display().to_string(), &error))?;
    // The file, and perhaps its folder, need not be there yet.
    let existing = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
    let path = existing
        .canonicalize()
        .map(|path| path.join(absolute.strip_prefix(existing).unwrap_or(&absolute)));
    let Some(inside) = path.as_ref().ok().and_then(|path| path.strip_prefix(&opened.root).ok())
    else {
        let message =
            format!("`{}` is no path within the plan `{}`", file.display(), opened.root.display());
        return Err(Failure::new(message)
            .help("name the file as it will be saved, below the plan's folder"));
    };
    let path = format!("{}{}", opened.snapshot.prefix, inside.to_string_lossy().replace('\\', "/"));
    opened.snapshot.put(&path, bytes);
    opened.within = vec![path];
    Ok(())
}
