//! All findings of a run, judged and in order, with what was checked.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::check::HeldBack;
use crate::check::fingerprint::Fingerprints;
use crate::config::Rulebook;
use crate::day::Day;
use crate::diff::Diff;
use crate::finding::{Finding, Label};
use crate::kind::EntryName;
use crate::level::Severity;
use crate::plan::{Allow, Plan};
use crate::rules::{self, Family, Rule};
use crate::text::{FileId, LineColumn, LineIndex, Place, cut_message, shown};

/// All findings of a run.
pub struct Report<'p> {
    /// The plan that was checked.
    pub plan: &'p Plan<'p>,
    /// What has changed since the base, where there is one.
    pub diff: Option<&'p Diff<'p>>,
    /// The day it was judged on.
    pub today: Day,
    /// The rules that ran, in reading order, with their families.
    pub rules: Vec<(&'static Family, &'static Rule)>,
    /// How many findings an allow has silenced, wherever in the plan.
    pub allowed: usize,
    /// The commit that it is compared with, where there is one.
    pub base: Option<String>,
    /// How many findings of the base are no longer there, where that was asked for.
    pub mended: Option<usize>,
    /// How many findings it keeps to itself, and why.
    pub held_back: HeldBack,
    /// The findings, by path, place and rule. No control character is left in their words.
    pub findings: Vec<Reported>,
    /// Those that an allow has silenced, where they were asked for, in the same order.
    pub silenced: Vec<Silenced<'p>>,
    pub(super) lines: BTreeMap<FileId, LineIndex<'p>>,
}

/// A finding with its verdict.
#[derive(Debug)]
pub struct Reported {
    /// What was found.
    pub finding: Finding,
    /// The family of its rule.
    pub family: &'static str,
    /// How loud.
    pub severity: Severity,
    /// Its identity, which survives moves.
    pub fingerprint: String,
    /// Whether the base does not have it; where there is no base, everything is new.
    pub is_new: bool,
    /// Where the change has brought it, if that is not where it stands.
    pub anchor: Option<Place>,
    /// The entry whose change has brought it, where that is another one.
    pub cause: Option<EntryName>,
}

/// A finding that is not heard.
#[derive(Debug)]
pub struct Silenced<'p> {
    /// The finding.
    pub reported: Reported,
    /// The allows that cover it: at least one.
    pub allows: Vec<&'p Allow>,
}

/// Where something stands, for people.
#[derive(Debug, Clone, Copy)]
pub struct Position<'p> {
    /// The path of the file, from the root of the repository.
    pub path: &'p str,
    /// Its first character.
    pub start: LineColumn,
    /// One past its last.
    pub end: LineColumn,
}

impl<'p> Report<'p> {
    pub(super) fn new(
        plan: &'p Plan<'p>,
        diff: Option<&'p Diff<'p>>,
        rulebook: &Rulebook,
        today: Day,
        rules: Vec<(&'static Family, &'static Rule)>,
        mut findings: Vec<Finding>,
        mut silenced: Vec<(Finding, Vec<&'p Allow>)>,
    ) -> Self {
        findings.sort_by(|one, other| order(plan, one, other));
        silenced.sort_by(|(one, _), (other, _)| order(plan, one, other));
        let mut fingerprints = Fingerprints::default();
        let mut judged = |finding: Finding| {
            let (family, rule) = rules::find(finding.rule)?;
            let severity = rulebook.severity(rule)?.min(finding.ceiling);
            let fingerprint = fingerprints.of(plan, &finding);
            let finding = cleaned(finding);
            let family = family.name;
            let (is_new, anchor, cause) = (true, None, None);
            Some(Reported { finding, family, severity, fingerprint, is_new, anchor, cause })
        };
        let findings: Vec<Reported> = findings.into_iter().filter_map(&mut judged).collect();
        // They come last: an allow that is added changes no identity of what is still heard.
        let silenced: Vec<Silenced<'p>> = silenced
            .into_iter()
            .filter_map(|(finding, allows)| Some(Silenced { reported: judged(finding)?, allows }))
            .collect();
        let mut lines = BTreeMap::new();
        let allows = silenced.iter().flat_map(|silenced| &silenced.allows).map(|allow| allow.at);
        let all = findings.iter().chain(silenced.iter().map(|silenced| &silenced.reported));
        for place in all.flat_map(|reported| places(&reported.finding)).chain(allows) {
            lines
                .entry(place.file)
                .or_insert_with(|| LineIndex::new(plan.snapshot.text(place.file)));
        }
        Self {
            plan,
            diff,
            today,
            rules,
            allowed: silenced.len(),
            base: None,
            mended: None,
            held_back: HeldBack::default(),
            findings,
            silenced,
            lines,
        }
    }

    /// How many findings are of `severity`.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|reported| reported.severity == severity).count()
    }

    /// How many findings have a safe fix.
    #[must_use]
    pub fn fixable(&self) -> usize {
        let is_safe =
            |reported: &&Reported| reported.finding.fix.as_ref().is_some_and(|fix| fix.safe);
        self.findings.iter().filter(is_safe).count()
    }

    /// The lines of a file that a finding stands in.
    #[must_use]
    pub fn lines(&self, file: FileId) -> Option<&LineIndex<'p>> {
        self.lines.get(&file)
    }

    /// Where something that a finding names stands.
    #[must_use]
    pub fn position(&self, at: Place) -> Position<'p> {
        let position = |offset: u32| {
            self.lines
                .get(&at.file)
                .map_or(LineColumn { line: 1, column: 1 }, |lines| lines.position(offset as usize))
        };
        Position {
            path: self.plan.snapshot.path(at.file),
            start: position(at.start),
            end: position(at.end),
        }
    }

    /// Keeps only the findings in files for which `wanted` says so, by their paths from the root of the repository.
    pub fn retain_paths(&mut self, wanted: impl Fn(&str) -> bool) {
        let plan = self.plan;
        let is_wanted = |reported: &Reported| wanted(plan.snapshot.path(reported.finding.at.file));
        self.findings.retain(is_wanted);
        self.silenced.retain(|silenced| is_wanted(&silenced.reported));
    }
}

/// Which of two findings comes first. What stands in a file that is gone stands where the file would be.
fn order(plan: &Plan<'_>, one: &Finding, other: &Finding) -> Ordering {
    let key = |finding: &Finding| (finding.at.start, finding.at.end, finding.rule);
    let path = |finding: &Finding| plan.snapshot.path(finding.at.file);
    path(one)
        .cmp(path(other))
        .then_with(|| key(one).cmp(&key(other)))
        .then_with(|| one.title.cmp(&other.title))
}

/// Every place that a finding names.
fn places(finding: &Finding) -> impl Iterator<Item = Place> {
    let edits = finding.fix.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.at));
    finding.labels.iter().map(|label| label.at).chain(edits).chain([finding.at])
}

/// The finding with every control character of foreign text in its words written out.
fn cleaned(mut finding: Finding) -> Finding {
    let clean = |text: &mut String| {
        if let Cow::Owned(clean) = shown(text) {
            *text = clean;
        }
        if let Cow::Owned(short) = cut_message(text) {
            *text = short;
        }
    };
    clean(&mut finding.title);
    for Label { text, .. } in &mut finding.labels {
        clean(text);
    }
    if let Some(fix) = &mut finding.fix {
        clean(&mut fix.title);
    }
    if let Some(help) = &mut finding.help {
        // A help may have lines of its own, with text to paste.
        let clean = help.split('\n').map(shown).collect::<Vec<_>>().join("\n");
        *help = cut_message(&clean).into_owned();
    }
    finding
}
