//! Foreign text shows what it says and does nothing: put into every text of a plan, it steers no terminal, begins no line, and is no
//! command of a runner, whatever rule speaks of it and in whatever format.

use std::collections::BTreeSet;
use std::sync::Arc;

use goalpact::agreed::Agreed;
use goalpact::check::{Report, check};
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::diff::diff;
use goalpact::log::{Log, Step};
use goalpact::plan;
use goalpact::render::{self, View};
use goalpact::rules::{self, Past, Rule};
use goalpact::snapshot::{self, Signature, side_by_side};
use rayon::prelude::*;
use toml::de::{DeTable, DeValue};

use crate::pages::{Example, Files, examples};
use crate::stage::{self, TODAY};

/// What somebody writes who wants to steer a terminal, forge lines, and command a runner.
pub(crate) const HOSTILE: &str = "::error::a\n::error::b\r##[error]c\r\n\u{1b}[31m\u{9b}2J\u{7f}\0\u{85}\u{202e}\u{2066}\u{200f}\u{200b}\
     \u{feff}\u{2028}::error::d ::stop-commands::e\u{a0}\u{2003}::f %0A::error::g%0D ##vso[task.h]`|](x)\nFOREIGN";

/// The same without anything that cannot be seen.
pub(crate) const COMMANDS: &str = "::error::a ##[error]b ::stop-commands::c ##teamcity[d";

/// The texts of how many fields of a whole plan are hostile at once: what is hostile everywhere has no story left to tell.
const KEYS: usize = 8;

/// What is wrong with a text that is printed, where something is.
pub(crate) fn fault(text: &str) -> Option<String> {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let is_plain = |line: &str| {
        line.bytes().all(|byte| matches!(byte, b' '..=b'~'))
            && !["::", "##", "FOREIGN"].iter().any(|part| line.contains(part))
    };
    for line in text.split('\n').filter(|line| !is_plain(line)) {
        // Of a line end on Windows and an indented line of a file nothing is to be feared.
        let seen = line.strip_suffix('\r').unwrap_or(line).replace('\t', " ");
        let start = seen.trim_start();
        let commands = seen.match_indices("##").any(|(at, _)| {
            seen[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[')
        });
        let why = if let Some(c) = seen.chars().find(|c| steers(*c)) {
            format!("has {c:?}")
        } else if start.starts_with("::") || commands {
            "is a command".into()
        } else if start.starts_with("FOREIGN") {
            "is not ours".into()
        } else {
            continue;
        };
        return Some(format!("a line {why}: {line:?}"));
    }
    None
}

/// What is wrong with annotations: one for each line, none of which goes on.
pub(crate) fn fault_of_annotations(text: &str) -> Option<String> {
    let ours = |line: &str| {
        let commands = ["::error title=", "::warning title=", "::notice title="];
        let command = commands.iter().find_map(|command| line.strip_prefix(command));
        command.map(ToOwned::to_owned)
    };
    for line in text.lines() {
        let Some(rest) = ours(line) else { return Some(format!("not ours: {line:?}")) };
        if let Some(fault) = fault(&rest) {
            return Some(fault);
        }
    }
    None
}

/// What a report says, in the formats that have words of their own for a whole plan.
fn told(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let narrow = View { width: 40, unicode: true, ..View::default() };
    let mut formats = vec![
        ("plain", render::plain(report, &View::default())),
        ("frames", render::human_findings(report, &narrow)),
        ("json", render::json(report)),
        ("markdown", render::markdown(report)),
    ];
    if let Some(diff) = report.diff {
        formats.push(("changes", render::changes(diff, &View::default())));
        formats.push(("changes as JSON", render::changes_json(diff, "base", "head")));
        formats.push(("changes as Markdown", render::changes_markdown(diff)));
    }
    formats
}

/// What it says in the others, and what its fixes would change.
fn told_otherwise(report: &Report<'_>) -> Vec<(&'static str, String)> {
    let mut formats = vec![
        ("junit", render::junit(report)),
        ("rdjson", render::rdjson(report)),
        ("gitlab", render::gitlab(report)),
        ("github-review", render::github_review(report)),
    ];
    let fixes = report.findings.iter().filter_map(|reported| reported.finding.fix.as_ref());
    for fix in fixes {
        for edited in
            goalpact::fix::apply([fix], |file| report.plan.snapshot.text(file).into()).files
        {
            let before = report.plan.snapshot.text(edited.file);
            let diff = render::unified_diff(&"goals/a.toml".into(), before, &edited.text);
            formats.push(("fix --diff", diff));
        }
    }
    formats
}

fn first_fault(report: &Report<'_>, formats: &[(&str, String)]) -> Option<String> {
    let github = fault_of_annotations(&render::github(report)).map(|fault| ("github", fault));
    let others = formats.iter().find_map(|(format, text)| Some((*format, fault(text)?)));
    github.or(others).map(|(format, fault)| format!("{format}: {fault}"))
}

/// `text` between quotes, as TOML has it.
pub(crate) fn quoted(text: &str) -> String {
    let written = |c: char| match c {
        ' '..='~' if !matches!(c, '"' | '\\') => c.to_string(),
        c => format!("\\U{:08X}", c as u32),
    };
    format!("\"{}\"", text.chars().map(written).collect::<String>())
}

/// The texts within a value, each with its key and where it stands.
fn texts(
    key: &str,
    value: &toml::Spanned<DeValue<'_>>,
    found: &mut Vec<(String, String, std::ops::Range<usize>)>,
) {
    match value.get_ref() {
        DeValue::String(text) => found.push((key.to_owned(), text.to_string(), value.span())),
        DeValue::Array(array) => array.iter().for_each(|value| texts(key, value, found)),
        DeValue::Table(table) => {
            table.iter().for_each(|(key, value)| texts(key.get_ref(), value, found));
        }
        _ => {}
    }
}

pub(crate) fn all_texts(file: &[u8]) -> Vec<(String, String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let text = String::from_utf8_lossy(file);
    if let Ok(table) = DeTable::parse(&text) {
        table.get_ref().iter().for_each(|(key, value)| texts(key.get_ref(), value, &mut found));
    }
    found
}

/// A file with `hostile` in the place of each text that `is_meant`, which takes the text's key and the text, and of each key that is such a
/// text.
pub(crate) fn rewritten(
    file: &[u8],
    hostile: &str,
    is_meant: &dyn Fn(&str, &str) -> bool,
) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(file).into_owned();
    let mut places = all_texts(file);
    places.sort_by_key(|(.., span)| span.start);
    for (key, words, span) in places.into_iter().rev() {
        if is_meant(&key, &words) {
            text.replace_range(span, &quoted(hostile));
        }
    }
    let lines = text.split_inclusive('\n').map(|line| {
        let is_header = line.trim_start().starts_with('[');
        let end = if is_header { line.rfind(']') } else { line.find(" =") };
        let (keys, rest) = line.split_at(end.unwrap_or(0));
        let (brackets, keys) = keys.split_at(keys.len() - keys.trim_start_matches('[').len());
        let parts = keys.split('.').map(|part| match part.trim_matches('"') {
            key if !key.is_empty() && is_meant("", key) => quoted(hostile),
            _ => part.to_owned(),
        });
        format!("{brackets}{}{rest}", parts.collect::<Vec<_>>().join("."))
    });
    lines.collect::<String>().into_bytes()
}

/// The texts and the names of tables of some files, each once; with `all_keys`, the names of fields too.
fn words_of(files: &Files, all_keys: bool) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in files.values() {
        words.extend(all_texts(file).into_iter().map(|(_, text, _)| text));
        for line in String::from_utf8_lossy(file).lines() {
            let keys = match line.strip_prefix('[') {
                Some(header) => header.trim_matches(['[', ']']),
                None => line.split_once(" =").filter(|_| all_keys).map_or("", |(keys, _)| keys),
            };
            words.extend(keys.split('.').map(|key| key.trim_matches('"').to_owned()));
        }
    }
    words.remove("");
    words
}

/// An example with [`HOSTILE`] in the place of one of its texts: as it was before too, or only as it is now.
fn hostile_examples(example: &Example, all_keys: bool) -> impl Iterator<Item = (String, Example)> {
    let words: BTreeSet<String> = words_of(&example.before, all_keys)
        .union(&words_of(&example.fails, all_keys))
        .cloned()
        .collect();
    let all = |files: &Files, word: &str| -> Files {
        let is_meant = |_: &str, text: &str| text == word;
        files
            .iter()
            .map(|(path, file)| (path.clone(), rewritten(file, HOSTILE, &is_meant)))
            .collect()
    };
    let ways = if example.before.is_empty() { &[true][..] } else { &[true, false] };
    words.into_iter().flat_map(move |word| {
        ways.iter()
            .map(move |also_before| {
                let mut changed = example.clone();
                changed.fails = all(&example.fails, &word);
                if *also_before {
                    changed.before = all(&example.before, &word);
                }
                (word.clone(), changed)
            })
            .collect::<Vec<_>>()
    })
}

/// An example with what can be written raw in each of its lines in turn: at its beginning, at its end, and as the reason of an allow.
fn raw_examples(example: &Example) -> Vec<(String, Example)> {
    let raw: String = HOSTILE.chars().filter(|c| *c != '\n').collect();
    let seen: String = raw.chars().filter(|c| !c.is_ascii_control()).collect();
    let mut changed = Vec::new();
    for (path, file) in &example.fails {
        let text = String::from_utf8_lossy(file);
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..lines.len() {
            let because = lines[at].split("because").next().unwrap_or_default();
            for line in [
                format!("{raw}{}", lines[at]),
                format!("{}{raw}", lines[at]),
                format!("{} # {seen}", lines[at]),
                format!("{because}because {seen}"),
            ] {
                let mut lines = lines.clone();
                lines[at] = &line;
                let mut example = example.clone();
                example.fails.insert(path.clone(), (lines.join("\n") + "\n").into_bytes());
                changed.push((lines[at].to_owned(), example));
            }
        }
    }
    changed
}

/// The histories of all pages.
pub(crate) fn logs() -> Vec<Log> {
    let logs = rules::all().flat_map(|(_, rule)| examples(&rule.page().blocks));
    let logs: Vec<Log> = logs.filter_map(|example| example.log).collect();
    assert!(!logs.is_empty());
    logs
}

/// A history in which everybody, and every move, is called `text`.
pub(crate) fn hostile_log(log: &Log, text: &str) -> Log {
    let mut hostile = Log::default();
    for name in log.names() {
        for step in log.life(name) {
            let somebody = Signature { name: text.into(), email: text.into() };
            let mut commit = step.commit.clone();
            if let Some(commit) = commit.as_mut().map(Arc::make_mut) {
                commit.author = somebody.clone();
                commit.agreed = vec![somebody];
            }
            let mut moves = step.moves.clone();
            for moved in &mut moves {
                moved.text = text.into();
                moved.field = text.into();
            }
            hostile.add(name.clone(), Step { commit, moves });
        }
    }
    hostile
}

fn faults_of_rule(family: &str, rule: &Rule) -> Vec<String> {
    let mut all: Vec<(String, Example)> = Vec::new();
    for example in examples(&rule.page().blocks).iter().filter(|example| !example.fails.is_empty())
    {
        let is_about_files = matches!(family, "shape" | "allows");
        all.extend(hostile_examples(example, is_about_files));
        if is_about_files {
            all.extend(raw_examples(example));
        }
        if let Some(log) = &example.log {
            let mut changed = example.clone();
            changed.log = Some(hostile_log(log, HOSTILE));
            all.push(("log".into(), changed));
        }
    }
    let fault = |(at, (word, example)): (usize, &(String, Example))| {
        let fault = example.with_failing(rule, |report| {
            let mut formats = told(report);
            if !report.findings.is_empty() {
                formats.extend(told_otherwise(report));
                // It holds the whole page of the rule, which takes its time.
                formats.extend((at % 5 == 0).then(|| ("sarif", render::sarif(report))));
            }
            first_fault(report, &formats)
        })?;
        Some(format!("{}, hostile in the place of {word:?}: {fault}", rule.name))
    };
    all.iter().enumerate().filter_map(fault).take(3).collect()
}

#[test]
fn whatever_a_rule_says_of_foreign_text_shows_it_and_no_more() {
    let rules: Vec<_> = rules::all().collect();
    let faults: Vec<String> = rules
        .par_iter()
        .flat_map_iter(|(family, rule)| faults_of_rule(family.name, rule))
        .collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_history_shows_foreign_text_and_no_more() {
    for log in logs() {
        let log = hostile_log(&log, HOSTILE);
        for name in log.names() {
            assert_eq!(fault(&render::log(&log, name, &View::default())), None);
            assert_eq!(fault(&render::log_json(&log, name, HOSTILE)), None);
        }
    }
}

/// The plan in fixtures/adrift, by all rules at once, with the texts of some fields in turn hostile.
#[test]
fn a_whole_plan_of_foreign_text_is_shown_and_no_more() {
    let root = stage::fixture("adrift");
    let files: Files = stage::files(&root)
        .into_iter()
        .map(|file| {
            (file.to_str().unwrap().replace('\\', "/"), std::fs::read(root.join(file)).unwrap())
        })
        .collect();
    let keys: BTreeSet<String> =
        files.values().flat_map(|file| all_texts(file)).map(|(key, ..)| key).collect();
    let today = Day::parse(TODAY).unwrap();
    let keys: Vec<String> = keys.into_iter().collect();
    let faults: Vec<String> = keys
        .par_chunks(KEYS)
        .filter_map(|keys| {
            let is_meant = |of: &str, _: &str| keys.iter().any(|key| key == of);
            let read = |hostile: &str| {
                let files: Files = files
                    .iter()
                    .map(|(path, file)| (path.clone(), rewritten(file, hostile, &is_meant)))
                    .collect();
                snapshot::from_texts(
                    files.iter().map(|(path, file)| (path.as_str(), file.as_slice())),
                )
            };
            let (base, head) = side_by_side(read(COMMANDS), read(HOSTILE));
            let (base, head) = (plan::load(&base), plan::load(&head));
            let diff = diff(&base, &head);
            let rulebook = Rulebook::new(&head.config, &Choice::default(), today);
            let agreed = Agreed::default();
            let past = Past { diff: Some(&diff), agreed: Some(&agreed), log: None };
            let report = check(&head, &rulebook, today, past);
            Some(format!("hostile in {keys:?}: {}", first_fault(&report, &told(&report))?))
        })
        .collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
