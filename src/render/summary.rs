//! The last lines of every run: the verdict, and what was checked.

use crate::check::{HeldBack, Report};
use crate::kind::Kind;
use crate::level::Severity;
use crate::text::{and_list, plural};

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
