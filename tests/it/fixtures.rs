//! The organizations in `fixtures/`: one that is silent, one gone wrong in every way, one as it begins, one with every wound.

use std::collections::{BTreeMap, BTreeSet};

use goalpact::kind::Kind;
use goalpact::snapshot::{Layout, layout};
use serde_json::Value;

use crate::stage::{Stage, TODAY, files, fixture, project, run_in};

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
fn the_healthy_organization_uses_every_field() {
    let mut unused = Vec::new();
    for kind in Kind::ALL {
        let path = project().join(format!("schemas/{}.schema.json", kind.name()));
        let schema = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let entries = healthy_entries(kind);
        unused.extend(unused_in(&schema, &entries.iter().collect::<Vec<_>>(), kind.name()));
    }
    assert!(unused.is_empty(), "nothing in fixtures/healthy uses {}", unused.join(", "));
}

/// All entries of a kind in `fixtures/healthy`.
fn healthy_entries(kind: Kind) -> Vec<Value> {
    let mut entries = Vec::new();
    for file in files(&fixture("healthy")) {
        let text = std::fs::read_to_string(fixture("healthy").join(&file)).unwrap();
        let read = || toml::from_str(&text).unwrap();
        match layout(file.to_str().unwrap()) {
            Layout::Entry(its, _) if its == kind => entries.push(Value::Object(read())),
            Layout::Tables(its) if its == kind => entries.extend(read().into_iter().map(|it| it.1)),
            _ => {}
        }
    }
    entries
}

/// The fields, the words of a choice, and the forms that `schema` has and none of `values` uses; none of what is no schema.
fn unused_in(schema: &Value, values: &[&Value], path: &str) -> Vec<String> {
    if !schema.is_object() {
        return Vec::new();
    }
    let list = |key: &str| schema[key].as_array().into_iter().flatten();
    let mut unused: Vec<String> = list("enum")
        .filter(|word| !values.contains(word))
        .map(|it| format!("{path} = {it}"))
        .collect();
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        let values: Vec<&Value> = values.iter().filter_map(|value| value.get(name)).collect();
        if values.is_empty() {
            unused.push(path);
        } else {
            unused.extend(unused_in(inner, &values, &path));
        }
    }
    for form in list("anyOf") {
        let is_list = form["type"] == "array";
        let values: Vec<&Value> =
            values.iter().copied().filter(|value| value.is_array() == is_list).collect();
        if values.is_empty() {
            unused.push(format!("{path} as {}", form["type"]));
        }
        unused.extend(unused_in(form, &values, path));
    }
    let items: Vec<&Value> = values.iter().filter_map(|it| it.as_array()).flatten().collect();
    unused.extend(unused_in(&schema["items"], &items, &format!("{path}[]")));
    let free: Vec<&Value> =
        values.iter().filter_map(|it| it.as_object()).flat_map(|it| it.values()).collect();
    unused.extend(unused_in(&schema["additionalProperties"], &free, &format!("{path}.*")));
    unused
}

#[test]
fn the_organization_adrift_fires_every_rule() {
    let stage = Stage::fixture("adrift");
    // CODEOWNERS is looked for at the root of a repository.
    stage.git(&["init", "-q"]);
    let run = stage.run(&["check", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let json = run.json();
    let findings = json["findings"].as_array().unwrap();
    let found: BTreeSet<&str> = findings.iter().map(|it| it["rule"].as_str().unwrap()).collect();
    // Those that compare with a base or read the history have tests of their own.
    let silent: Vec<&str> = goalpact::rules::all()
        .filter(|(_, rule)| !rule.needs_base() && !rule.needs_log())
        .map(|(_, rule)| rule.name)
        .filter(|rule| !found.contains(rule))
        .collect();
    assert!(silent.is_empty(), "nothing in fixtures/adrift is found by {}", silent.join(", "));
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
    goals/control-characters.toml: syntax-error, hidden-characters
    goals/deep.toml: syntax-error
    goals/empty.toml: missing-field
    goals/escaped-control-characters.toml: hidden-characters, bad-value, unknown-field
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
