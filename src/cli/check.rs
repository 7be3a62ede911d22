//! `goalpact check`: read, load, check, render.

use std::io::Read;
use std::mem::ManuallyDrop;
use std::path::Path;

use crate::check::{Hearing, Report};
use crate::cli::agreed::agreed;
use crate::cli::args::CheckArgs;
use crate::cli::compared::{Asked, compare};
use crate::cli::failure::Failure;
use crate::cli::format::Format;
use crate::cli::opened::{Opened, open_at};
use crate::cli::output::{is_terminal, print};
use crate::cli::profile::Profile;
use crate::cli::verdict::{Verdict, verdict};
use crate::cli::write;
use crate::cli::{history, limits};
use crate::config::Rulebook;
use crate::diff;
use crate::render::View;
use crate::rules::Past;
use crate::snapshot::shown_path;

pub(super) fn run(args: &CheckArgs) -> Result<Verdict, Failure> {
    // Whoever writes to stdin may take their time.
    let unsaved = args.stdin_filename.as_ref().map(|file| Ok((file, read_stdin()?))).transpose()?;
    let mut opened = open_at(&args.plan, &args.moment)?;
    if let Some((file, bytes)) = unsaved {
        put(&mut opened, file, bytes)?;
    }
    judge(opened, args)
}

/// Checks what was opened, and shows what was found.
pub(super) fn judge(opened: Opened, args: &CheckArgs) -> Result<Verdict, Failure> {
    // The process ends when this is done: to free a large plan piece by piece would take a tenth of the whole run.
    let mut opened = ManuallyDrop::new(opened);
    if args.is_for_commit() && opened.base.is_none() {
        opened.base = opened.last_commit()?;
    }
    opened.choice.opt_in = args.profile.is_some_and(Profile::opts_in);
    let base = ManuallyDrop::new(opened.read_base()?);
    args.config_from.demand(args, base.as_ref())?;
    let plans = ManuallyDrop::new(args.config_from.load(&opened.snapshot, base.as_ref()));
    let (plan, before) = (&plans.0, plans.1.as_ref());
    let diff = before.map(|before| diff::diff(before, plan));
    let agreed = agreed(&opened, args)?;
    let config = &args.config_from.judge(plan, before).config;
    let today = opened.today;
    let rulebook = Rulebook::new(config, &opened.choice, today);
    let past = Past { diff: diff.as_ref(), agreed: agreed.as_ref(), log: None };
    let mut hearing = None;
    // Git's library serves one thread alone, and the rules need none: the history is read while they are heard.
    let log = rayon::in_place_scope(|scope| {
        scope.spawn(|_| hearing = Some(Hearing::of(plan, &rulebook, today, past)));
        history::log(&opened, plan, &rulebook, args.quiet)
    });
    let (log, unread) = match log {
        Ok(log) => (log, None),
        Err(unread) => (None, Some(unread)),
    };
    let hearing = hearing.unwrap_or_else(|| Hearing::of(plan, &rulebook, today, past));
    let mut report = hearing.report(log.as_ref());
    opened.narrow(&mut report);
    if let Some(before) = before {
        report.base = Some(before.snapshot.moment.clone());
        let asked = if args.is_new_only() { Asked::NewAndMended } else { Asked::New };
        compare(&mut report, before, asked, &opened, &rulebook, log.is_some())
            .map_err(Failure::unread)?;
        report.anchor();
    }
    hold_back(&mut report, args);
    opened.watchdog.let_go();
    show(&report, &opened, args)?;
    let verdict = verdict(plan, &report, args.fail_on)?;
    unread.map_or(Ok(verdict), |unread| Err(Failure::unread(unread)))
}

/// Holds back what was not asked for.
fn hold_back(report: &mut Report<'_>, args: &CheckArgs) {
    if args.is_new_only() {
        report.hold_back_known();
    }
    if args.profile.is_some_and(Profile::holds_back_notes) {
        report.hold_back_notes();
    }
}

/// Prints the report, and writes it to the files that it was asked for in.
fn show(report: &Report<'_>, opened: &Opened, args: &CheckArgs) -> Result<(), Failure> {
    let view = opened.view(args.color);
    let format = args.format.unwrap_or(if is_terminal() { Format::Human } else { Format::Plain });
    print(&format.render(report, &view, args.quiet))?;
    let plain = View { color: false, ..view };
    for (format, file) in &args.report {
        write::replace(file, format.render(report, &plain, args.quiet).as_bytes())?;
    }
    Ok(())
}

/// What stdin holds: no more than a file may.
fn read_stdin() -> Result<Vec<u8>, Failure> {
    let limits = limits::asked()?;
    let most = limits.file_bytes();
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::io("stdin was not read", &error))?;
    if bytes.len() as u64 > most {
        let most = limits.file_mib;
        let message = format!("stdin has more than {most} MiB, the most that is read of a file");
        return Err(Failure::new(message));
    }
    Ok(bytes)
}

/// Puts `bytes` in the place of `file`, as an editor does with a file it has not saved.
fn put(opened: &mut Opened, file: &Path, bytes: Vec<u8>) -> Result<(), Failure> {
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
    let path = format!("{}{}", opened.snapshot.prefix, shown_path(inside));
    opened.snapshot.put(&path, bytes);
    opened.within = vec![path];
    Ok(())
}
