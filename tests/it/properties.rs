//! What holds whatever is in a plan: on what no byte of the output depends, and what no fix touches.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::memory::{Files, findings, fixture};
use crate::stage::{Stage, command, ended, files};

const BOM: &[u8] = b"\xef\xbb\xbf";

/// A way to write the same text.
type Guise = (&'static str, fn(Vec<u8>) -> Vec<u8>);

const GUISES: [Guise; 4] = [
    ("as it is", |bytes| bytes),
    ("with Windows line ends", with_windows_line_ends),
    ("with a byte order mark", |bytes| [BOM, &bytes].concat()),
    ("with both", |bytes| [BOM, &with_windows_line_ends(bytes)].concat()),
];

fn with_windows_line_ends(bytes: Vec<u8>) -> Vec<u8> {
    String::from_utf8(bytes).unwrap().replace('\n', "\r\n").into_bytes()
}

/// Whether a file is text with neither mark nor carriage return, so that every guise is its own.
fn is_plain(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok() && !bytes.contains(&b'\r') && !bytes.starts_with(BOM)
}

/// A fixture whose plain files are in a guise.
fn disguised(name: &str, guise: fn(Vec<u8>) -> Vec<u8>) -> Files {
    let disguise = |bytes: Vec<u8>| if is_plain(&bytes) { guise(bytes) } else { bytes };
    fixture(name).into_iter().map(|(path, bytes)| (path, disguise(bytes))).collect()
}

fn stage_of(files: &Files) -> Stage {
    let stage = Stage::empty();
    for (path, bytes) in files {
        stage.write(path, bytes);
    }
    stage
}

/// Findings without what differs where a line end has one byte more.
fn without_offsets(mut value: Value) -> Value {
    match &mut value {
        Value::Object(object) => {
            object.shift_remove("offset");
            for value in object.values_mut() {
                *value = without_offsets(value.take());
            }
        }
        Value::Array(values) => {
            for value in values {
                *value = without_offsets(value.take());
            }
        }
        _ => {}
    }
    value
}

#[test]
fn neither_line_ends_nor_a_byte_order_mark_change_what_is_found() {
    for name in ["adrift", "wounded"] {
        let said = |guise| findings(&disguised(name, guise), &[]).into_iter().map(without_offsets);
        let plain: Vec<Value> = said(GUISES[0].1).collect();
        assert!(plain.len() > 50);
        for (how, guise) in &GUISES[1..] {
            let said: Vec<Value> = said(*guise).collect();
            for (said, plain) in said.iter().zip(&plain) {
                assert_eq!(said, plain, "{name} {how}");
            }
            assert_eq!(said.len(), plain.len(), "{name} {how}");
        }
    }
}

#[test]
fn neither_the_order_of_files_nor_the_number_of_threads_changes_a_byte() {
    let formats =
        ["plain", "human", "json", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];
    for name in ["adrift", "wounded"] {
        let files = fixture(name);
        let turned: Files = files.iter().rev().cloned().collect();
        let (odd, even) = (files.iter().skip(1).step_by(2), files.iter().step_by(2));
        let mixed: Files = odd.chain(even).cloned().collect();
        let runs = [(files, "1"), (turned, "2"), (mixed, "8")];
        let [first, others @ ..] = runs.map(|(files, threads)| {
            let stage = stage_of(&files);
            formats.map(|format| {
                let mut check = command();
                check.args(["check", "--format", format]).env("RAYON_NUM_THREADS", threads);
                ended(&check.current_dir(stage.path()).output().unwrap()).stdout
            })
        });
        for other in others {
            for ((format, one), other) in formats.iter().zip(&first).zip(&other) {
                assert!(one == other, "{name} as {format}");
            }
        }
    }
}

/// The bytes of every file.
fn contents(stage: &Stage) -> BTreeMap<String, Vec<u8>> {
    let read = |file: &Path| std::fs::read(stage.path().join(file)).unwrap();
    files(stage.path()).iter().map(|file| (file.display().to_string(), read(file))).collect()
}

/// The fixes that `--format json` promises, each as its edits.
fn promised(
    stage: &Stage,
    with_unsafe: bool,
) -> Vec<Vec<(String, std::ops::Range<usize>, String)>> {
    let json = stage.run(&["check", "--format", "json"]).json();
    let fixes = json["findings"].as_array().unwrap().iter().map(|finding| &finding["fix"]);
    let wanted = fixes.filter(|fix| fix.is_object() && (with_unsafe || fix["safe"] == true));
    let offset = |end: &Value| usize::try_from(end["offset"].as_u64().unwrap()).unwrap();
    let edit = |edit: &Value| {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        (
            edit["path"].as_str().unwrap().to_owned(),
            range,
            edit["text"].as_str().unwrap().to_owned(),
        )
    };
    wanted.map(|fix| fix["edits"].as_array().unwrap().iter().map(edit).collect()).collect()
}

/// Applies the promised fixes to the files, and nothing else, until none is left that can be applied.
fn mend_by_hand(stage: &Stage, with_unsafe: bool) {
    let is_toml = |bytes: &[u8]| {
        std::str::from_utf8(bytes).is_ok_and(|text| toml::de::DeTable::parse(text).is_ok())
    };
    for _ in 0..10 {
        let mut files = contents(stage);
        files.retain(|_, bytes| is_toml(bytes));
        let mut edits: Vec<(String, std::ops::Range<usize>, String)> = Vec::new();
        for fix in promised(stage, with_unsafe) {
            let is_free = fix.iter().all(|(path, range, _)| {
                let overlaps = |(other, taken, _): &(String, std::ops::Range<usize>, String)| {
                    path == other
                        && (range.start == taken.start
                            || range.start < taken.end && taken.start < range.end)
                };
                files.contains_key(path) && !edits.iter().any(overlaps)
            });
            if is_free {
                edits.extend(fix);
            }
        }
        if edits.is_empty() {
            return;
        }
        // From the last to the first, so that the offsets of the others stay.
        edits.sort_by_key(|(_, range, _)| std::cmp::Reverse(range.start));
        for (path, range, text) in edits {
            files.get_mut(&path).unwrap().splice(range, text.into_bytes());
        }
        for (path, bytes) in files {
            stage.write(&path, bytes);
        }
    }
    panic!("there is always one more fix");
}

const UNSAFE: Option<&str> = Some("--unsafe");

#[test]
fn a_fix_changes_the_bytes_of_its_edits_and_no_other_and_leaves_none_behind() {
    for name in ["adrift", "wounded"] {
        for (how, guise) in GUISES {
            // That the safe ones are a part of all is no matter of line ends.
            let options: &[_] = if how == GUISES[0].0 { &[None, UNSAFE] } else { &[UNSAFE] };
            for option in options {
                let files = disguised(name, guise);
                let (fixed, by_hand) = (stage_of(&files), stage_of(&files));
                let args: Vec<&str> = ["fix"].into_iter().chain(*option).collect();
                fixed.run(&args);
                mend_by_hand(&by_hand, option.is_some());
                let once = contents(&fixed);
                assert!(once == contents(&by_hand), "{name} {how} {option:?}");
                let again = fixed.run(&args);
                assert!(again.stdout.starts_with("nothing to fix"), "{}", again.stdout);
                assert!(once == contents(&fixed), "{name} {how} {option:?}");
            }
        }
    }
}
