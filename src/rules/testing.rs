//! What a rule says of files given as text: for the corners that would make its page long.

use crate::day::Day;
use crate::finding::Findings;
use crate::rules::{Cx, Rule, Settings};
use crate::{plan, snapshot};

/// The titles of what `rule` finds in `files` on 2026-03-31, with its default settings.
pub(crate) fn said(rule: &Rule, files: &[(&str, &str)]) -> Vec<String> {
    let snapshot = snapshot::from_texts(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let plan = plan::load(&snapshot);
    let today = Day::parse("2026-03-31").unwrap();
    let mut findings = Findings::of(rule.name);
    (rule.check)(
        &Cx {
            plan: &plan,
            today,
            allows: &[],
            settings: &Settings::default(),
            diff: None,
            log: None,
        },
        &mut findings,
    );
    findings.into_all().into_iter().map(|finding| finding.title).collect()
}
