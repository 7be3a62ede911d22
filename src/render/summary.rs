//! The last lines of every run: the verdict, and what was checked.

use crate::check::Report;
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
    let mut counts = vec![plural(report.plan.files, "file")];
    for kind in [Kind::Goal, Kind::Kpi, Kind::Person] {
        let count = report.plan.count(kind);
        if count > 0 || kind == Kind::Goal {
            counts.push(plural(count, kind.noun()));
        }
    }
    format!(
        "checked {} against {} as of {}",
        and_list(&counts),
        plural(report.rules, "rule"),
        report.today
    )
}
