//! The last lines of every run: the verdict, and what was checked.

use std::cmp::Reverse;

use crate::check::{HeldBack, Report, Reported};
use crate::kind::Kind;
use crate::level::Severity;
use crate::snapshot::Limits;
use crate::text::{and_list, plural};

/// The findings that are shown to people, in order: where there are more than `most`, the most severe, and how many are left out.
#[must_use]
pub fn shown_of<'r>(report: &'r Report<'_>, most: Option<usize>) -> (Vec<&'r Reported>, usize) {
    let mut shown: Vec<(usize, &Reported)> = report.findings.iter().enumerate().collect();
    let left_out = most.map_or(0, |most| shown.len().saturating_sub(most));
    if left_out > 0 {
        shown.sort_by_key(|(_, reported)| Reverse(reported.severity));
        shown.truncate(report.findings.len() - left_out);
        shown.sort_by_key(|(at, _)| *at);
    }
    (shown.into_iter().map(|(_, reported)| reported).collect(), left_out)
}

/// "… and 12 more findings, none more severe"; nothing where none are left out.
#[must_use]
pub fn left_out(count: usize) -> Option<String> {
    let variable = Limits::VARIABLE;
    let how = format!("`--format json` has them all, and `{variable}=findings=NUMBER` shows more");
    (count > 0).then(|| format!("… and {}, none more severe: {how}", plural(count, "more finding")))
}

/// "3 errors and 1 warning; 1 can be fixed with `goalpact fix`".
#[must_use]
pub fn verdict(report: &Report<'_>) -> String {
    let mut counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| (report.count(severity), severity))
        .filter(|(count, _)| *count > 0)
        .map(|(count, severity)| plural(count, severity.name()))
        .collect();
    if counts.is_empty() {
        counts.push("no findings".into());
    }
    let mut verdict = and_list(&counts);
    if report.allowed > 0 {
        verdict += &format!(" ({} allowed)", report.allowed);
    }
    match report.fixable() {
        0 => {}
        fixable => verdict += &format!("; {fixable} can be fixed with `goalpact fix`"),
    }
    verdict
}

/// "checked 34 files, 12 goals, 20 KPIs, and 31 people against 70 rules as of 2026-03-31".
#[must_use]
pub fn checked(report: &Report<'_>) -> String {
    let mut counts = vec![plural(report.plan.files.len(), "file")];
    for kind in [Kind::Goal, Kind::Kpi, Kind::Person] {
        let count = report.plan.count(kind);
        if count > 0 || kind == Kind::Goal {
            counts.push(plural(count, kind.noun()));
        }
    }
    format!(
        "checked {} against {} as of {}",
        and_list(&counts),
        plural(report.rules.len(), "rule"),
        report.today
    )
}

/// "not shown: 12 findings that the base has as well, and 3 notes; …"; nothing where everything is shown.
#[must_use]
pub fn held_back(report: &Report<'_>) -> Option<String> {
    let HeldBack { known, notes } = report.held_back;
    let mut parts = Vec::new();
    if known > 0 {
        parts.push(format!("{} that the base has as well", plural(known, "finding")));
    }
    if notes > 0 {
        parts.push(plural(notes, "note"));
    }
    let how = "`goalpact check --profile review` shows everything";
    (!parts.is_empty()).then(|| format!("not shown: {}; {how}", parts.join(", and ")))
}

/// "the change has fixed 2 findings"; nothing where there is no base, or nothing to say.
#[must_use]
pub fn mended(report: &Report<'_>) -> Option<String> {
    let mended = report.mended.filter(|mended| *mended > 0)?;
    Some(format!("fixed since the base: {}", plural(mended, "finding")))
}
