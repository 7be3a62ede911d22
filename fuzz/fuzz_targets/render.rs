//! Every form of one report can be read back by those it is for, and nothing in it steers a terminal or GitHub's runner.
#![no_main]

use std::collections::HashSet;

use goalpact::check::Report;
use goalpact::diff::{Diff, diff};
use goalpact::fix;
use goalpact::plan;
use goalpact::render::{self, View};
use goalpact::rules::Past;
use goalpact::snapshot::side_by_side;
use goalpact::text::is_showable;
use goalpact_fuzz::{Written, changed, judge};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use quick_xml::events::Event;

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let written = Written::parse(data);
    let (base, head) = side_by_side(written.before(), written.after());
    let head = plan::load(&head);
    let base = plan::load_beside(&base, &head);
    let diff = diff(&base, &head);
    let mut report = judge(&head, Past { diff: Some(&diff), ..Past::default() });
    report.anchor();
    // SARIF and JUnit show the pages of all rules that ran: that takes most of the time, and depends on no plan.
    let silenced = report.silenced.iter().map(|silenced| &silenced.reported);
    let spoke: HashSet<&str> =
        report.findings.iter().chain(silenced).map(|reported| reported.finding.rule).collect();
    report.rules.retain(|(_, rule)| spoke.contains(rule.name));
    for json in [
        render::json(&report),
        render::sarif(&report),
        render::gitlab(&report),
        render::rdjson(&report),
        render::github_review(&report),
        render::changes_json(&diff, "base", "head"),
    ] {
        serde_json::from_str::<serde_json::Value>(&json).expect("JSON");
        assert_is_harmless(&json);
    }
    let junit = render::junit(&report);
    assert_is_xml(&junit);
    assert_is_harmless(&junit);
    for text in for_people(&report, &diff) {
        assert_is_harmless(&text);
    }
    let commands = render::github(&report);
    assert!(is_showable(&commands) && !commands.contains('\r'), "{commands:?}");
    let is_ours = |line: &str| {
        ["::error ", "::warning ", "::notice "].iter().any(|ours| line.starts_with(ours))
    };
    assert!(commands.lines().all(is_ours) && !commands.contains("##["), "{commands}");
});

/// Nothing steers a terminal, and no line is a command of GitHub's runner, which ends lines at a lone carriage return too.
fn assert_is_harmless(text: &str) {
    assert!(is_showable(text), "{text:?}");
    let is_command = |line: &str| line.trim_start().starts_with("::") || line.contains("##[");
    assert!(!text.split(['\n', '\r']).any(is_command), "{text}");
}

/// The forms for people: in a wide terminal and a narrow one, in a pipe, and in Markdown; and what `fix --diff` shows.
fn for_people(report: &Report<'_>, diff: &Diff<'_>) -> Vec<String> {
    let narrow = View::default();
    let wide = View { unicode: true, width: 120, ..View::default() };
    // What colors a terminal is no text of the plan; that it may be drawn is enough.
    let _ = render::human_findings(report, &View { color: true, ..wide.clone() });
    let fixes = report.findings.iter().filter_map(|reported| reported.finding.fix.as_ref());
    let text = |file| report.plan.snapshot.text(file).to_owned();
    let mended = fix::apply(fixes, text).files;
    let mended = mended.iter().map(|edited| {
        let path = report.plan.snapshot.path(edited.file).into();
        render::unified_diff(&path, &text(edited.file), &edited.text)
    });
    let forms = [
        render::human_findings(report, &narrow),
        render::human_findings(report, &wide) + &render::human_summary(report, &wide),
        render::plain(report, &narrow),
        render::markdown(report),
        render::markdown_comment(report),
        render::changes(diff, &narrow),
        render::changes_markdown(diff),
    ];
    forms.into_iter().chain(mended).collect()
}

fn assert_is_xml(text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.expect("an attribute");
                }
            }
            _ => {}
        }
    }
    let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_char), "XML 1.0 cannot hold this: {text:?}");
}
