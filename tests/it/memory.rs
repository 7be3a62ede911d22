//! Plans that never were on disk, judged without starting a process.

use std::path::Path;

use goalpact::check::check;
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::plan::{self, Plan};
use goalpact::render;
use goalpact::rules::Past;
use goalpact::snapshot::{self, Snapshot};

use crate::stage::{self, TODAY};

/// Paths within a plan, and what is in each file.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// The files of a fixture, by path.
pub(crate) fn fixture(name: &str) -> Files {
    let root = stage::fixture(name);
    let path = |file: &Path| file.to_str().unwrap().replace('\\', "/");
    let read = |file: &Path| std::fs::read(root.join(file)).unwrap();
    stage::files(&root).iter().map(|file| (path(file), read(file))).collect()
}

pub(crate) fn snapshot_of(files: &Files) -> Snapshot {
    snapshot::from_texts(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
}

/// The report on a plan as JSON, as of [`TODAY`].
pub(crate) fn report_on(plan: &Plan<'_>, select: &[&str]) -> String {
    let today = Day::parse(TODAY).unwrap();
    let select = select.iter().map(|&rule| rule.to_owned()).collect();
    let rulebook = Rulebook::new(&plan.config, &Choice { select, ..Choice::default() }, today);
    render::json(&check(plan, &rulebook, today, Past::default()))
}

/// The findings on some files, of the rules that `select` names, of all where it names none.
pub(crate) fn findings(files: &Files, select: &[&str]) -> Vec<serde_json::Value> {
    let snapshot = snapshot_of(files);
    let report = report_on(&plan::load(&snapshot), select);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    report["findings"].as_array().unwrap().clone()
}
