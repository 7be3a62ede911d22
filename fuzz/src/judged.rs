//! How a plan is judged by every target, and what holds of every report.

use std::collections::HashSet;

use goalpact::check::{Report, check};
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::finding::Finding;
use goalpact::plan::Plan;
use goalpact::rules::Past;
use goalpact::snapshot::Snapshot;
use goalpact::text::{Place, is_showable};

/// The day of the pages and fixtures, from which the seeds are.
pub fn today() -> Day {
    Day::parse("2026-03-31").expect("a day")
}

/// The plan's own rules, and those besides that are off by default.
pub fn rulebook(plan: &Plan<'_>) -> Rulebook {
    let choice = Choice { opt_in: true, ..Choice::default() };
    Rulebook::new(&plan.config, &choice, today())
}

/// The report on `plan`, of which everything holds that holds of every report.
pub fn judge<'p>(plan: &'p Plan<'p>, past: Past<'p>) -> Report<'p> {
    let report = check(plan, &rulebook(plan), today(), past);
    let mut fingerprints = HashSet::new();
    let silenced = report.silenced.iter().map(|silenced| &silenced.reported);
    for reported in report.findings.iter().chain(silenced) {
        assert_is_sound(&reported.finding, plan.snapshot);
        assert!(fingerprints.insert(&reported.fingerprint), "two are one: {reported:?}");
    }
    report
}

fn assert_is_sound(finding: &Finding, snapshot: &Snapshot) {
    let edits = || finding.fix.iter().flat_map(|fix| &fix.edits);
    let labels = finding.labels.iter().map(|label| label.at);
    for at in labels.chain(edits().map(|edit| edit.at)).chain([finding.at]) {
        assert!(is_within(at, snapshot), "{at:?} is no place: {finding:?}");
    }
    let mut edited: Vec<Place> = edits().map(|edit| edit.at).collect();
    edited.sort();
    let is_before = |one: &Place, next: &Place| one.file != next.file || one.end <= next.start;
    assert!(edited.is_sorted_by(is_before), "edits overlap: {finding:?}");
    let labels = finding.labels.iter().map(|label| &label.text);
    let help = finding.help.iter().flat_map(|help| help.lines.iter().chain([&help.sentence]));
    let fix = finding.fix.iter().map(|fix| &fix.title);
    for text in labels.chain(help).chain(fix).chain([&finding.title]) {
        assert!(is_showable(text) && !text.contains(['\n', '\r', '\t']), "{text:?}");
    }
}

/// Whether a place lies in the text of its file, from a character to a character.
fn is_within(at: Place, snapshot: &Snapshot) -> bool {
    snapshot.text(at.file).get(at.range()).is_some()
}
