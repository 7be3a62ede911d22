//! JUnit XML, as Azure Pipelines and Jenkins show it among the tests.
//!
//! Families are suites, rules are classes, findings are cases: Jenkins makes its tree of the dots in `classname`, which paths
//! would break, and Azure groups by the suites. A rule that found nothing is one case that passes, called by what holds.

use quick_xml::se::Serializer;
use serde::Serialize;

use crate::check::{Report, Reported, Silenced};
use crate::level::Severity;
use crate::render::{View, plain};
use crate::rules::{FAMILIES, Family, Rule};
use crate::text::shown;

#[derive(Serialize)]
#[serde(rename = "testsuites")]
struct Run {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    /// How many tests could not be run: none, since what cannot be judged is exit code 2 and no finding.
    #[serde(rename = "@errors")]
    errors: usize,
    #[serde(rename = "testsuite")]
    suites: Vec<Suite>,
}

/// A family.
#[derive(Serialize)]
struct Suite {
    #[serde(rename = "@name")]
    name: &'static str,
    #[serde(rename = "@tests")]
    tests: usize,
    #[serde(rename = "@failures")]
    failures: usize,
    #[serde(rename = "@errors")]
    errors: usize,
    #[serde(rename = "@skipped")]
    skipped: usize,
    #[serde(rename = "testcase")]
    cases: Vec<Case>,
}

/// A finding, or a rule that found nothing.
#[derive(Serialize)]
struct Case {
    #[serde(rename = "@classname")]
    class: String,
    #[serde(rename = "@name")]
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skipped: Option<Reason>,
}

/// Why a case failed, or what is said of one that is skipped.
#[derive(Serialize)]
struct Reason {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@message")]
    message: String,
    #[serde(rename = "$text")]
    text: String,
}

/// The report as JUnit XML, ending in a line end. Errors and warnings fail; notes and what is allowed are skipped, with the words.
#[must_use]
pub fn junit(report: &Report<'_>) -> String {
    let suites: Vec<Suite> = FAMILIES
        .iter()
        .map(|family| suite(report, family))
        .filter(|suite| !suite.cases.is_empty())
        .collect();
    let run = Run {
        name: env!("CARGO_PKG_NAME"),
        tests: suites.iter().map(|suite| suite.tests).sum(),
        failures: suites.iter().map(|suite| suite.failures).sum(),
        errors: 0,
        suites,
    };
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let mut serializer = Serializer::new(&mut xml);
    serializer.indent(' ', 2);
    let _ = run.serialize(serializer);
    xml + "\n"
}

fn suite(report: &Report<'_>, family: &Family) -> Suite {
    let rules = report.rules.iter().filter(|(of, _)| of.name == family.name);
    let cases: Vec<Case> = rules.flat_map(|(family, rule)| cases(report, family, rule)).collect();
    Suite {
        name: family.name,
        tests: cases.len(),
        failures: cases.iter().filter(|case| case.failure.is_some()).count(),
        errors: 0,
        skipped: cases.iter().filter(|case| case.skipped.is_some()).count(),
        cases,
    }
}

fn cases(report: &Report<'_>, family: &Family, rule: &Rule) -> Vec<Case> {
    let class = format!("{}.{}.{}", env!("CARGO_PKG_NAME"), family.name, rule.name);
    let is_of_rule = |reported: &Reported| reported.finding.rule == rule.name;
    let case = |reported: &Reported, failure, skipped| Case {
        class: class.clone(),
        name: allowed_in_xml(&reported.finding.title),
        failure,
        skipped,
    };
    let found = report.findings.iter().filter(|reported| is_of_rule(reported)).map(|reported| {
        let reason = reason(report, reported, reported.severity.name());
        match reported.severity {
            Severity::Note => case(reported, None, Some(reason)),
            Severity::Warning | Severity::Error => case(reported, Some(reason), None),
        }
    });
    let silenced = report.silenced.iter().filter(|silenced| is_of_rule(&silenced.reported)).map(
        |Silenced { reported, allows }| {
            let because = allows.iter().find_map(|allow| allow.reason.as_deref());
            let mut reason = reason(report, reported, "allowed");
            if let Some(because) = because {
                reason.message = allowed_in_xml(&format!("allowed because {}", shown(because)));
            }
            case(reported, None, Some(reason))
        },
    );
    let mut cases: Vec<Case> = found.chain(silenced).collect();
    if cases.is_empty() {
        cases.push(Case { class, name: rule.page().summary, failure: None, skipped: None });
    }
    cases
}

fn reason(report: &Report<'_>, reported: &Reported, kind: &'static str) -> Reason {
    let position = report.position(reported.finding.at);
    let path = View::default().path(position.path);
    let place = format!("{path}:{}:{}", position.start.line, position.start.column);
    Reason {
        kind,
        message: allowed_in_xml(&format!("{place}: {}", reported.finding.title)),
        text: allowed_in_xml(plain::finding(report, reported, &View::default()).trim_end()),
    }
}

/// `text` without the two characters that no XML holds, not even escaped, and that are no controls: those are gone already.
fn allowed_in_xml(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
