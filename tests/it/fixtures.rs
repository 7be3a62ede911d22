//! The organizations in `fixtures/`: one that is silent, one as it begins, one with every wound.

use std::collections::BTreeMap;

use crate::stage::{Stage, TODAY, files, fixture, run_in};

#[test]
fn the_healthy_organization_is_silent_with_every_rule_at_its_default() {
    let run = run_in(&fixture("healthy"), &["check", "--fail-on", "note"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.starts_with("no findings"), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("rules as of {TODAY}")), "{}", run.stdout);
}

#[test]
fn the_healthy_organization_uses_every_kind() {
    let run = run_in(&fixture("healthy"), &["check", "--format", "json"]);
    let json = run.json();
    let counts = json["plan"]["counts"].as_object().unwrap();
    assert_eq!(counts.len(), 10);
    assert!(counts.values().all(|count| count.as_u64() > Some(0)), "{counts:?}");
    assert!(counts["goal"].as_u64() >= Some(12), "{counts:?}");
}

#[test]
fn the_tiny_plan_is_what_init_writes() {
    let stage = Stage::empty();
    assert_eq!(stage.run(&["init"]).code, 0);
    assert_eq!(files(stage.path()), files(&fixture("tiny")));
    for file in files(stage.path()) {
        let (written, fixture) = (stage.path().join(&file), fixture("tiny").join(&file));
        assert_eq!(
            std::fs::read_to_string(written).unwrap(),
            std::fs::read_to_string(fixture).unwrap()
        );
    }
}

#[test]
fn what_init_writes_passes_on_any_day() {
    for today in ["2026-03-31", "2026-12-31", "2028-02-29", "2031-08-15"] {
        let stage = Stage::empty();
        assert_eq!(stage.run(&["init", "--today", today]).code, 0);
        let run = stage.run(&["check", "--today", today, "--fail-on", "note"]);
        assert_eq!(run.code, 0, "{today}: {}", run.stdout);
    }
}

#[test]
fn every_wound_is_found_and_loading_ends() {
    let run = run_in(&fixture("wounded"), &["check", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let json = run.json();
    let mut by_file: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for finding in json["findings"].as_array().unwrap() {
        let file = finding["path"].as_str().unwrap().rsplit("wounded/").next().unwrap();
        let rules = by_file.entry(file).or_default();
        let rule = finding["rule"].as_str().unwrap();
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let told: String =
        by_file.iter().map(|(file, rules)| format!("{file}: {}\n", rules.join(", "))).collect();
    insta::assert_snapshot!(told, @"
    Teams/misplaced.toml: misplaced-file
    decisions.toml: misplaced-file
    goal/misplaced.toml: misplaced-file
    goalpact.toml: unknown-field, bad-value, unknown-rule, wrong-type, missing-field
    goals/Bad_Name.toml: bad-value
    goals/allows.toml: goal-without-business-owner, goal-without-it-owner, goal-without-target, goal-without-why, orphan-goal, allow-without-reason, bad-value, unknown-rule, unused-allow, overdue-goal
    goals/bad-values.toml: bad-value
    goals/conflict.toml: conflict-marker
    goals/control-characters.toml: syntax-error
    goals/deep.toml: syntax-error
    goals/empty.toml: missing-field
    goals/escaped-control-characters.toml: bad-value, unknown-field
    goals/git-crypt.toml: syntax-error
    goals/html.toml: syntax-error
    goals/json.toml: syntax-error
    goals/late-byte-order-mark.toml: syntax-error
    goals/latin-1.toml: not-utf8
    goals/lfs-pointer.toml: syntax-error
    goals/long-line.toml: bad-value
    goals/many-errors.toml: syntax-error
    goals/missing-fields.toml: missing-field
    goals/newer-toml.toml: newer-toml
    goals/no-quotes.toml: syntax-error
    goals/nul.toml: syntax-error
    goals/old-mac-line-ends.toml: syntax-error
    goals/only-a-comment.toml: missing-field
    goals/open-header.toml: syntax-error
    goals/open-list.toml: syntax-error
    goals/open-text.toml: syntax-error
    goals/other-format.yaml: misplaced-file
    goals/other-notations.toml: syntax-error
    goals/typographic-quotes.toml: syntax-error
    goals/unknown-fields.toml: unknown-field, missing-field
    goals/unknown-ids.toml: unknown-reference
    goals/upper-case.TOML: misplaced-file
    goals/utf-16.toml: not-utf8
    goals/written-twice.toml: syntax-error
    goals/wrong-types.toml: wrong-type
    goals/yaml.toml: syntax-error
    kpi.toml: misplaced-file
    kpis/edge-numbers.toml: bad-value
    people.toml: syntax-error
    people/maria.toml: duplicate-id
    roadmaps/phases.toml: duplicate-id, unknown-reference, overdue-item
    teams.toml: misplaced-file
    ");
}

#[test]
fn every_wounded_file_is_told_of_but_those_that_are_fine() {
    let run = run_in(&fixture("wounded"), &["check", "--format", "json"]);
    let json = run.json();
    let told: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    let silent: Vec<String> = files(&fixture("wounded"))
        .iter()
        .map(|file| file.display().to_string())
        .filter(|file| !told.iter().any(|path| path.ends_with(file.as_str())))
        .collect();
    insta::assert_snapshot!(silent.join("\n"), @"
    README.md
    archive/goals-of-2024.toml
    functions.toml
    goals/byte-order-mark.toml
    goals/no-final-line-end.toml
    goals/windows-line-ends.toml
    ");
}
