//! What a rule says of files given as text: for the corners that would make its page long.

use crate::agreed::Agreed;
use crate::day::Day;
use crate::finding::Findings;
use crate::rules::{Cx, Rule, Settings};
use crate::{diff, plan, snapshot};

/// Files of a plan, by their paths.
type Files<'a> = &'a [(&'a str, &'a str)];

/// The titles of what `rule` finds in `files` on 2026-03-31, with its default settings.
pub(crate) fn said(rule: &Rule, files: Files<'_>) -> Vec<String> {
    titles(rule, None, files, &[])
}

/// The same, compared with what was there `before`.
pub(crate) fn said_since(rule: &Rule, before: Files<'_>, files: Files<'_>) -> Vec<String> {
    titles(rule, Some(before), files, &[])
}

/// The same, of a change behind which those stand whose addresses are in `agreed`.
pub(crate) fn said_since_by(
    rule: &Rule,
    before: Files<'_>,
    files: Files<'_>,
    agreed: &[&str],
) -> Vec<String> {
    titles(rule, Some(before), files, agreed)
}

fn titles(
    rule: &Rule,
    before: Option<Files<'_>>,
    files: Files<'_>,
    emails: &[&str],
) -> Vec<String> {
    let read = |files: Files<'_>| {
        snapshot::from_texts(files.iter().map(|(path, text)| (*path, text.as_bytes())))
    };
    let (base, head) = snapshot::side_by_side(read(before.unwrap_or_default()), read(files));
    let (base, plan) = (plan::load(&base), plan::load(&head));
    let diff = before.map(|_| diff::diff(&base, &plan));
    let mut agreed = Agreed::default();
    for email in emails {
        agreed.add_email(email);
    }
    let mut findings = Findings::of(rule.name);
    let cx = Cx {
        plan: &plan,
        today: Day::parse("2026-03-31").unwrap(),
        allows: &[],
        settings: &Settings::default(),
        diff: diff.as_ref(),
        agreed: diff.as_ref().map(|_| &agreed),
        log: None,
    };
    (rule.check)(&cx, &mut findings);
    findings.into_all().into_iter().map(|finding| finding.title.to_string()).collect()
}
