//! `goalpact fix`: the fixes applied, round by round, until none is left.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Report, check};
use crate::cli::args::FixArgs;
use crate::cli::failure::Failure;
use crate::cli::opened::{Opened, open};
use crate::cli::output::{ColorChoice, print, remark, say};
use crate::cli::verdict::{Verdict, verdict};
use crate::cli::write;
use crate::config::Rulebook;
use crate::finding::Fix;
use crate::plan;
use crate::render::{View, unified_diff};
use crate::rules::Past;
use crate::text::{FileId, plural};

/// How often fixes are applied at most: each round may uncover what the next mends.
const ROUNDS: usize = 10;

pub(super) fn run(args: &FixArgs) -> Result<Verdict, Failure> {
    let mut opened = open(&args.plan)?;
    let view = opened.view(ColorChoice::Auto);
    let (before, applied) = mend(&mut opened, args.r#unsafe);
    if args.diff {
        print(&diff(&opened, &before, &view))?;
    } else {
        for (file, bytes) in &before {
            let file = opened.snapshot.file(*file);
            let Some(path) = &file.on_disk else { continue };
            write::replace_unchanged(path, bytes, &file.bytes)?;
        }
    }
    let (verdict, said) = judged(&opened, |report| {
        let verb = if args.diff { "would fix" } else { "fixed" };
        let said = said(verb, applied, before.len(), report, args.r#unsafe);
        (verdict(report.plan, report, args.fail_on), said)
    });
    let verdict = verdict?;
    if args.diff {
        remark(said);
        return Ok(if before.is_empty() { Verdict::Passed } else { Verdict::Found });
    }
    say(said)?;
    Ok(verdict)
}

/// What `then` makes of the report on the files as they are in memory.
fn judged<T>(opened: &Opened, then: impl FnOnce(&Report<'_>) -> T) -> T {
    let plan = plan::load(&opened.snapshot);
    let rulebook = Rulebook::new(&plan.config, &opened.choice, opened.today);
    let mut report = check(&plan, &rulebook, opened.today, Past::default());
    opened.narrow(&mut report);
    then(&report)
}

/// Applies fixes to the files in memory; gives what the changed files held before, and how many fixes were applied.
fn mend(opened: &mut Opened, with_unsafe: bool) -> (BTreeMap<FileId, Vec<u8>>, usize) {
    let mut before = BTreeMap::new();
    let mut applied = 0;
    for _ in 0..ROUNDS {
        let (edited, count) = judged(opened, |report| one_round(report, with_unsafe));
        if edited.is_empty() {
            break;
        }
        applied += count;
        for (file, text) in edited {
            let old = opened.snapshot.replace(file, text.into_bytes());
            before.entry(file).or_insert(old);
        }
    }
    before.retain(|file, bytes| opened.snapshot.file(*file).bytes != *bytes);
    (before, applied)
}

/// The files after one round of fixes. A file that does not parse is left as it is, and so is one that would not.
fn one_round(report: &Report<'_>, with_unsafe: bool) -> (Vec<(FileId, String)>, usize) {
    let snapshot = report.plan.snapshot;
    let parses = |text: &str| toml::de::DeTable::parse(text).is_ok();
    let wanted: Vec<&Fix> = report
        .findings
        .iter()
        .filter_map(|reported| reported.finding.fix.as_ref())
        .filter(|fix| fix.safe || with_unsafe)
        .collect();
    // Each file is parsed once, however many fixes it has.
    let mut broken: BTreeSet<FileId> =
        wanted.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.at.file)).collect();
    broken.retain(|file| !parses(snapshot.text(*file)));
    loop {
        let is_sound = |fix: &&&Fix| fix.edits.iter().all(|edit| !broken.contains(&edit.at.file));
        let fixes = wanted.iter().filter(is_sound).copied();
        let outcome = crate::fix::apply(fixes, |file| snapshot.text(file).to_owned());
        let spoilt: Vec<FileId> = outcome
            .files
            .iter()
            .filter(|edited| !parses(&edited.text))
            .map(|edited| edited.file)
            .collect();
        if spoilt.is_empty() {
            let files =
                outcome.files.into_iter().map(|edited| (edited.file, edited.text)).collect();
            return (files, outcome.applied);
        }
        broken.extend(spoilt);
    }
}

/// A unified diff of all changes.
fn diff(opened: &Opened, before: &BTreeMap<FileId, Vec<u8>>, view: &View) -> String {
    let mut out = String::new();
    for (file, old) in before {
        let file = opened.snapshot.file(*file);
        let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(&file.bytes));
        out.push_str(&unified_diff(&view.path(&file.path), &old, &new));
    }
    out
}

/// "fixed 3 findings in 2 files; 5 findings are left, 1 of which `--unsafe` would mend".
fn said(
    verb: &str,
    applied: usize,
    files: usize,
    report: &Report<'_>,
    with_unsafe: bool,
) -> String {
    let mut said = match applied {
        0 => "nothing to fix".to_owned(),
        applied => format!("{verb} {} in {}", plural(applied, "finding"), plural(files, "file")),
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
