//! SARIF 2.1.0, as GitHub code scanning reads it.

mod model;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::check::{Position, Report, Reported, Silenced};
use crate::finding::{Finding, Fix, Label};
use crate::level::Severity;
use crate::plan::Allow;
use crate::render::json_text;
use crate::render::page::captioned;
use crate::render::sarif::model::{
    ArtifactChange, ArtifactLocation, AutomationDetails, Base, Configuration, Correction,
    Descriptor, Driver, Fingerprints, Help, Invocation, Location, Log, Notification, Outcome,
    PhysicalLocation, Properties, Region, Replacement, Run, Suppression, Text, Tool,
};
use crate::rules::{Family, Rule};
use crate::text::{FileId, Place, is_showable, plural, shown};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The most results of a run that GitHub keeps; it refuses a file with more than five times as many.
const RESULTS: usize = 5000;

/// The name of the folder that paths start from: the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// What a path cannot hold as it is: all but `/` and what RFC 3986 calls unreserved.
const ESCAPED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The report as SARIF, ending in a line end: what was found, the most severe first, then what an allow silences.
#[must_use]
pub fn sarif(report: &Report<'_>) -> String {
    let mut found: Vec<(&Reported, &[&Allow])> =
        report.findings.iter().map(|reported| (reported, [].as_slice())).collect();
    found.extend(
        report.silenced.iter().map(|Silenced { reported, allows }| (reported, allows.as_slice())),
    );
    found.sort_by_key(|(reported, allows)| (!allows.is_empty(), Reverse(reported.severity)));
    let left_out = found.len().saturating_sub(RESULTS);
    found.truncate(RESULTS);
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        rules: report.rules.iter().map(|(family, rule)| descriptor(family, rule)).collect(),
    };
    let root = Base { description: text("the root of the repository") };
    let run = Run {
        tool: Tool { driver },
        automation_details: AutomationDetails {
            id: format!("{}/{}", env!("CARGO_PKG_NAME"), report.plan.snapshot.prefix),
        },
        invocations: [invocation(report, left_out)],
        original_uri_base_ids: BTreeMap::from([(ROOT, root)]),
        column_kind: "unicodeCodePoints",
        results: found.iter().map(|(reported, allows)| outcome(report, reported, allows)).collect(),
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    json_text(&log)
}

fn descriptor(family: &Family, rule: &'static Rule) -> Descriptor {
    let page = rule.page();
    // A rule that is off by default runs as a warning.
    let severity = rule.level.severity().unwrap_or(Severity::Warning);
    Descriptor {
        id: rule.name,
        short_description: text(&page.summary),
        help: Help {
            text: format!("{}\n\n{}", page.summary, page.why),
            markdown: captioned(rule.page),
        },
        full_description: text(page.why),
        default_configuration: Configuration { level: severity.name() },
        properties: Properties {
            tags: ["goals", family.name],
            severity: match severity {
                Severity::Note => "recommendation",
                Severity::Warning | Severity::Error => severity.name(),
            },
            precision: "high",
        },
    }
}

/// What was not read, and what GitHub would not keep.
fn invocation(report: &Report<'_>, left_out: usize) -> Invocation {
    let unread = &report.plan.snapshot.unread;
    let mut notifications: Vec<Notification> = unread
        .iter()
        .map(|file| Notification {
            level: "error",
            message: text(format!("`{}` was not read: {}", file.path, shown(&file.why))),
        })
        .collect();
    if left_out > 0 {
        let words = format!(
            "{} of the least severity are left out: code scanning keeps no more than {RESULTS}; \
             `goalpact check --format json` has them all",
            plural(left_out, "finding")
        );
        notifications.push(Notification { level: "warning", message: text(words) });
    }
    Invocation {
        execution_successful: unread.is_empty(),
        tool_execution_notifications: notifications,
    }
}

fn outcome<'a>(report: &Report<'_>, reported: &'a Reported, allows: &[&Allow]) -> Outcome<'a> {
    let Reported { severity, fingerprint, .. } = reported;
    let finding = &*reported.on_the_change();
    let is_rule = |(_, rule): &(_, &Rule)| rule.name == finding.rule;
    let related = |(id, label): (usize, &Label)| Location {
        id: Some(id + 1),
        message: Some(text(unlinked(&label.text))),
        ..location(report, label.at)
    };
    Outcome {
        rule_id: finding.rule,
        rule_index: report.rules.iter().position(is_rule).unwrap_or_default(),
        level: severity.name(),
        message: text(words(finding)),
        locations: [location(report, finding.at)],
        related_locations: finding.labels.iter().enumerate().map(related).collect(),
        partial_fingerprints: Fingerprints { primary_location_line_hash: fingerprint },
        fixes: finding.fix.iter().filter_map(|fix| correction(report, fix)).collect(),
        suppressions: allows.iter().map(|allow| suppression(report, allow)).collect(),
    }
}

/// The title as a sentence, each label as a link to its place (GitHub shows no other), and the help.
fn words(finding: &Finding) -> String {
    let mut text = format!("{}.", unlinked(&finding.title));
    for (id, label) in finding.labels.iter().enumerate() {
        text += &format!("\n{}", link(&label.text, id + 1));
    }
    if let Some(help) = &finding.help {
        text += &format!("\nhelp: {}", unlinked(&help.to_string()));
    }
    text
}

/// A link to the related location `id`; brackets within are escaped, as the specification has it.
fn link(label: &str, id: usize) -> String {
    let label = unlinked(label).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    format!("[{label}]({id})")
}

/// Text that holds no link, whatever a plan says: `[text](target)` makes one in every message.
fn unlinked(text: &str) -> Cow<'_, str> {
    if text.contains("](") { text.replace("](", "] (").into() } else { text.into() }
}

fn text(text: impl Into<String>) -> Text {
    Text { text: text.into() }
}

fn location(report: &Report<'_>, at: Place) -> Location {
    let physical =
        PhysicalLocation { artifact_location: artifact(report, at), region: region(report, at) };
    Location { id: None, physical, message: None }
}

fn artifact(report: &Report<'_>, at: Place) -> ArtifactLocation {
    let uri = utf8_percent_encode(report.position(at).path, ESCAPED).to_string();
    ArtifactLocation { uri, uri_base_id: ROOT }
}

fn region(report: &Report<'_>, at: Place) -> Region {
    let Position { start, end, .. } = report.position(at);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// A fix, file by file; none where it would write what cannot be seen.
fn correction(report: &Report<'_>, fix: &Fix) -> Option<Correction> {
    let mut changes: BTreeMap<FileId, ArtifactChange> = BTreeMap::new();
    for edit in &fix.edits {
        if !is_showable(&edit.text) {
            return None;
        }
        let change = changes.entry(edit.at.file).or_insert_with(|| ArtifactChange {
            artifact_location: artifact(report, edit.at),
            replacements: Vec::new(),
        });
        change.replacements.push(Replacement {
            deleted_region: region(report, edit.at),
            inserted_content: text(&edit.text),
        });
    }
    Some(Correction {
        description: text(unlinked(&fix.title)),
        artifact_changes: changes.into_values().collect(),
    })
}

fn suppression(report: &Report<'_>, allow: &Allow) -> Suppression {
    Suppression {
        kind: if allow.is_comment() { "inSource" } else { "external" },
        status: "accepted",
        location: location(report, allow.at),
        justification: allow.reason.as_ref().map(|reason| shown(reason).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_places_of_a_finding_are_links() {
        assert_eq!(link("the goal ends on 2026-06-30", 2), "[the goal ends on 2026-06-30](2)");
        assert_eq!(link("see [x](http://e.org)", 1), "[see \\[x\\] (http://e.org)](1)");
    }
}
