//! Naughty texts, each as the text of every field, the name of every file, and an argument: nothing panics, and every format shows what is
//! there and no more, in a form that those it is for can read back.

use std::collections::BTreeSet;

use goalpact::agreed::Agreed;
use goalpact::check::{Report, check};
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::diff::{Diff, diff};
use goalpact::plan;
use goalpact::render::{self, View};
use goalpact::rules::Past;
use goalpact::snapshot::{self, side_by_side};
use goalpact::text::visible;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;

use crate::foreign::{all_texts, fault, fault_of_annotations, hostile_log, logs, rewritten};
use crate::naughty_texts::texts;
use crate::pages::Files;
use crate::stage::{self, Stage, TODAY, fixture};

/// In how many parts the fields of the plan are naughty, so that what one of them leaves to be said is said.
const PARTS: usize = 1;

/// The longest annotation: what GitHub's runner takes of a message.
const LONGEST: usize = 4096;

/// How many tables are taken of a file with several entries.
const TABLES: usize = 3;

/// What is wrong with a text that is to be JSON.
fn fault_of_json(text: &str) -> Option<String> {
    serde_json::from_str::<serde_json::Value>(text).err().map(|error| error.to_string())
}

/// What is wrong with a text that is to be XML 1.0.
fn fault_of_xml(text: &str) -> Option<String> {
    let is_char = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    if let Some(c) = text.chars().find(|c| !is_char(*c)) {
        return Some(format!("XML cannot hold {c:?}"));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    loop {
        use quick_xml::events::Event;
        match reader.read_event() {
            Err(error) => return Some(error.to_string()),
            Ok(Event::Eof) => return None,
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if let Some(Err(error)) = tag.attributes().find(Result::is_err) {
                    return Some(error.to_string());
                }
            }
            Ok(Event::DocType(_) | Event::CData(_) | Event::PI(_) | Event::Comment(_)) => {
                return Some("there is more than elements".into());
            }
            Ok(_) => {}
        }
    }
}

/// What is wrong with Markdown in which no text of a plan may do anything: be a link, an image, or HTML, or notify somebody.
fn fault_of_markdown(text: &str) -> Option<String> {
    const OURS: [&str; 5] = ["br", "code", "details", "span", "summary"];
    let is_ours = |html: &str| {
        let html = html.trim();
        let is_marker =
            html.starts_with("<!-- goalpact: ") && html.find("-->") == html.len().checked_sub(3);
        is_marker
            || html.split('<').skip(1).all(|tag| {
                let name = tag.split('>').next().unwrap_or_default();
                tag.contains('>') && OURS.contains(&name.trim_start_matches('/'))
            })
    };
    let mut is_in_block = false;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_in_block = true,
            Event::End(TagEnd::CodeBlock) => is_in_block = false,
            Event::Html(html) | Event::InlineHtml(html) if !is_ours(&html) => {
                return Some(format!("HTML that is not ours: {html:?}"));
            }
            Event::Text(text)
                if !is_in_block && ["@", "://", "www."].iter().any(|part| text.contains(part)) =>
            {
                return Some(format!("a mention or an address: {text:?}"));
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::FootnoteDefinition(_))
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => return Some(format!("{event:?}")),
            _ => {}
        }
    }
    None
}

/// A format's name, what it says, and what judges it besides.
type Told = (&'static str, String, fn(&str) -> Option<String>);

/// All that a report says, in every format.
fn told(report: &Report<'_>, diff: &Diff<'_>) -> Vec<Told> {
    let plain = |_: &str| None;
    let narrow = View { width: 40, unicode: true, ..View::default() };
    let mut told: Vec<Told> = vec![
        ("plain", render::plain(report, &View::default()), plain),
        (
            "human",
            render::human_findings(report, &narrow) + &render::human_summary(report, &narrow),
            plain,
        ),
        ("json", render::json(report), fault_of_json),
        ("sarif", render::sarif(report), fault_of_json),
        ("gitlab", render::gitlab(report), fault_of_json),
        ("rdjson", render::rdjson(report), fault_of_json),
        ("github-review", render::github_review(report), fault_of_json),
        ("junit", render::junit(report), fault_of_xml),
        ("markdown", render::markdown(report), fault_of_markdown),
        ("markdown-comment", render::markdown_comment(report), fault_of_markdown),
        ("diff", render::changes(diff, &narrow), plain),
        ("diff as JSON", render::changes_json(diff, "base", "head"), fault_of_json),
        ("diff as Markdown", render::changes_markdown(diff), fault_of_markdown),
    ];
    let fixes = report.findings.iter().filter_map(|reported| reported.finding.fix.as_ref());
    let text = |file| report.plan.snapshot.text(file).to_owned();
    for edited in fixes.flat_map(|fix| goalpact::fix::apply([fix], text).files) {
        let path = report.plan.snapshot.path(edited.file).into();
        told.push((
            "fix --diff",
            render::unified_diff(&path, &text(edited.file), &edited.text),
            plain,
        ));
    }
    told
}

/// What is wrong with what is said of a plan in which the texts of `keys`, and wherever it stands `word`, are `naughty`; and of a file that
/// is called so.
fn fault_of_plan(files: &Files, naughty: &str, keys: &[String], word: &str) -> Option<String> {
    let is_meant = |key: &str, text: &str| text == word || keys.iter().any(|meant| meant == key);
    let mut changed: Files = files
        .iter()
        .map(|(path, file)| (path.clone(), rewritten(file, naughty, &is_meant)))
        .collect();
    let name: String = visible(naughty).replace(['/', '\\'], "_").chars().take(60).collect();
    changed.insert(format!("goals/{name}.toml"), b"title = 7\n".to_vec());
    let read = |files: &Files| {
        snapshot::from_texts(files.iter().map(|(path, file)| (path.as_str(), file.as_slice())))
    };
    let (base, head) = side_by_side(read(files), read(&changed));
    let head = plan::load(&head);
    let base = plan::load_beside(&base, &head);
    let (diff, agreed, today) = (diff(&base, &head), Agreed::default(), Day::parse(TODAY)?);
    let rulebook = Rulebook::new(&head.config, &Choice::default(), today);
    let past = Past { diff: Some(&diff), agreed: Some(&agreed), log: None };
    let mut report = check(&head, &rulebook, today, past);
    report.anchor();
    assert!(report.findings.len() > 20 && diff.changes.len() > 20, "much is said of {naughty:?}");
    // SARIF and JUnit show the pages of all rules that ran, which takes most of the time.
    let spoke: BTreeSet<&str> =
        report.findings.iter().map(|reported| reported.finding.rule).collect();
    report.rules.retain(|(_, rule)| spoke.contains(rule.name));
    let github = render::github(&report);
    let too_long = github.lines().find(|line| line.encode_utf16().count() > LONGEST);
    too_long
        .map(|line| format!("a long annotation: {line}"))
        .or_else(|| fault_of_annotations(&github))
        .map(|fault| format!("github: {fault}"))
        .or_else(|| {
            told(&report, &diff).into_iter().find_map(|(format, text, judge)| {
                let fault = fault(&text).or_else(|| judge(&text))?;
                Some(format!("{format}: {fault}"))
            })
        })
}

/// A small plan with entries of every kind: what each folder, and each file, of fixtures/healthy begins with.
fn one_of_each() -> Files {
    let root = fixture("healthy");
    let mut folders = BTreeSet::new();
    let mut files = Files::new();
    for path in stage::files(&root) {
        let folder = path.iter().next().filter(|_| path.iter().count() > 1);
        if folder.is_some_and(|folder| !folders.insert(folder.to_owned())) {
            continue;
        }
        let text = std::fs::read_to_string(root.join(&path)).unwrap();
        let tables = if folder.is_some() { 2 * TABLES } else { TABLES };
        let begins = text.split_inclusive("\n\n").take(tables).collect::<String>();
        files.insert(path.to_str().unwrap().replace('\\', "/"), begins.into_bytes());
    }
    files
}

#[test]
fn the_judges_see_what_does_something() {
    for text in ["[a](b)", "![a](b)", "<b>a</b>", "<br onclick=a>", "ask @ana", "http://a", "$a$"] {
        assert!(fault_of_markdown(text).is_some(), "{text}");
        assert_eq!(fault_of_markdown(&format!("`{text}`<br><!-- goalpact: . -->")), None);
    }
    for text in
        ["<a>\u{1b}</a>", "<a>&b;</b>", "<a b=c/>", "<a><![CDATA[b]]></a>", "<!DOCTYPE a><a/>"]
    {
        assert!(fault_of_xml(text).is_some(), "{text}");
    }
    assert_eq!(fault_of_xml("<a b=\"&lt;\">&quot;</a>"), None);
    assert!(fault_of_json("[\"\u{1b}\"]").is_some());
}

#[test]
fn every_field_takes_a_naughty_text() {
    let files = one_of_each();
    let found: Vec<_> = files.values().flat_map(|file| all_texts(file)).collect();
    let keys: BTreeSet<String> = found.iter().map(|(key, ..)| key.clone()).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let words: BTreeSet<&str> = found.iter().map(|(_, text, _)| text.as_str()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.contains(' ')).collect();
    let faults: Vec<String> = texts()
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, naughty)| {
            let faults =
                keys.chunks(keys.len().div_ceil(PARTS)).enumerate().filter_map(|(part, keys)| {
                    let word = words[(at * PARTS + part) % words.len()];
                    let fault = fault_of_plan(&files, naughty, keys, word)?;
                    Some(format!("{naughty:?} in {keys:?} and for {word:?}: {fault}"))
                });
            faults.collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_name_in_a_history_may_be_naughty() {
    let log = logs().swap_remove(0);
    for naughty in texts() {
        let log = hostile_log(&log, &naughty);
        for name in log.names() {
            assert_eq!(fault(&render::log(&log, name, &View::default())), None);
            let json = render::log_json(&log, name, &naughty);
            assert_eq!(fault(&json).or(fault_of_json(&json)), None);
        }
    }
}

/// Each as what a command is to look for, and to write.
#[test]
fn every_argument_may_be_naughty() {
    let stage = Stage::plan(&[("people.toml", "[ana]\nname = \"Ana\"\n")]);
    let is_argument = |text: &&String| !text.contains('\0') && text.len() < 100_000;
    texts().par_iter().filter(is_argument).for_each(|naughty| {
        for args in [
            vec!["check", "--", naughty],
            vec!["new", "goal", "--status", "draft", "--owners.it", naughty, "--", naughty],
        ] {
            let run = stage.run(&args);
            assert_eq!(fault(&run.stdout).or(fault(&run.stderr)), None, "{args:?}\n{}", run.stderr);
            assert!(
                matches!(run.code, 0..=2) && !run.stderr.contains("a bug"),
                "{args:?}\n{}",
                run.stderr
            );
        }
    });
}
