//! `goalpact fix`: the fixes applied, and what changed written back.

use crate::check::{Report, check};
use crate::cli::args::FixArgs;
use crate::cli::failure::Failure;
use crate::cli::opened::{Opened, open};
use crate::cli::output::{ColorChoice, print, remark, say};
use crate::cli::verdict::{Verdict, verdict};
use crate::cli::{leftovers, write};
use crate::config::Rulebook;
use crate::finding::Fix;
use crate::fix::{Mended, mend};
use crate::plan;
use crate::render::{View, unified_diff};
use crate::rules::Past;
use crate::snapshot::Snapshot;
use crate::text::plural;

pub(super) fn run(args: &FixArgs) -> Result<Verdict, Failure> {
    let mut opened = open(&args.plan)?;
    let view = opened.view(ColorChoice::Auto);
    let mut snapshot = std::mem::take(&mut opened.snapshot);
    let mended = mend(&mut snapshot, |snapshot| {
        judged(&opened, snapshot, |report| fixes(report, args.r#unsafe))
    });
    opened.watchdog.let_go();
    if args.diff {
        print(&diff(&snapshot, &mended, &view))?;
    } else {
        write_back(&snapshot, &mended)?;
    }
    let (verdict, said) = judged(&opened, &snapshot, |report| {
        let verb = if args.diff { "would fix" } else { "fixed" };
        let said = said(verb, &mended, report, args.r#unsafe);
        (verdict(report.plan, report, args.fail_on), said)
    });
    let verdict = verdict?;
    if args.diff {
        remark(said);
        return Ok(if mended.before.is_empty() { Verdict::Passed } else { Verdict::Found });
    }
    say(said)?;
    Ok(verdict)
}

/// Writes what was mended to where it lies.
fn write_back(snapshot: &Snapshot, mended: &Mended) -> Result<(), Failure> {
    let files = mended.before.iter().map(|(file, before)| (snapshot.file(*file), before));
    let on_disk = files.filter_map(|(file, before)| Some((file.on_disk.as_deref()?, file, before)));
    let on_disk: Vec<_> = on_disk.collect();
    leftovers::sweep(on_disk.iter().map(|(path, ..)| *path));
    for (path, file, before) in on_disk {
        write::replace_unchanged(path, before, &file.bytes)?;
    }
    Ok(())
}

/// What `then` makes of the report on files as they are in memory.
fn judged<T>(opened: &Opened, snapshot: &Snapshot, then: impl FnOnce(&Report<'_>) -> T) -> T {
    let plan = plan::load(snapshot);
    let rulebook = Rulebook::new(&plan.config, &opened.choice, opened.today);
    let mut report = check(&plan, &rulebook, opened.today, Past::default());
    opened.narrow(&mut report);
    then(&report)
}

/// The fixes that were asked for.
fn fixes(report: &Report<'_>, with_unsafe: bool) -> Vec<Fix> {
    let all = report.findings.iter().filter_map(|reported| reported.finding.fix.as_ref());
    all.filter(|fix| fix.safe || with_unsafe).cloned().collect()
}

/// A unified diff of all changes.
fn diff(snapshot: &Snapshot, mended: &Mended, view: &View) -> String {
    let mut out = String::new();
    for (file, old) in &mended.before {
        let file = snapshot.file(*file);
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(&file.bytes));
        out.push_str(&unified_diff(&view.path(&file.path), &old, &new));
    }
    out
}

/// "fixed 3 findings in 2 files; 5 findings are left, 1 of which `--unsafe` would mend".
fn said(verb: &str, mended: &Mended, report: &Report<'_>, with_unsafe: bool) -> String {
    let files = plural(mended.before.len(), "file");
    let mut said = match mended.applied {
        0 => "nothing to fix".to_owned(),
        applied => format!("{verb} {} in {files}", plural(applied, "finding")),
    };
    let left = report.findings.len();
    if left > 0 {
        said.push_str(&format!("; {} left", plural(left, "finding")));
        let mendable =
            report.findings.iter().filter(|reported| reported.finding.fix.is_some()).count();
        if mendable > 0 && !with_unsafe {
            said.push_str(&format!(", {mendable} of which `goalpact fix --unsafe` would change"));
        }
    }
    said
}
