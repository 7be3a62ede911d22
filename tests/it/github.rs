//! What reviewers see on a pull request: annotations, and suggestions.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::Value;

use crate::peers::node;
use crate::stage::{Stage, fixture, run_in};

/// The pull request of all tests: it moves a due date, removes a person who answers for two goals, and adds a goal without an IT owner.
pub(crate) fn pull_request() -> Stage {
    let stage = Stage::fixture("healthy");
    stage.git(&["init", "-q"]);
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "plan"]);
    stage.git(&["checkout", "-q", "-b", "change"]);
    let due = "goals/2026/online/checkout-conversion.toml";
    stage.write(due, stage.read(due).replace("due = 2026-09-25", "due = 2026-12-18"));
    let people = stage.read("people.toml");
    let (before, after) = people.split_once("[rosa-delgado]").unwrap();
    stage.write("people.toml", format!("{before}{}", &after[after.find("\n[").unwrap() + 1..]));
    stage.write("goals/2026/online/gift-cards.toml", GIFT_CARDS);
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "change"]);
    stage
}

const GIFT_CARDS: &str = "title = \"Gift cards bring new customers before Christmas\"\nlevel = \"team\"\nstatus = \"proposed\"\n\
    why = \"A card that cannot be used online is spent elsewhere\"\nstart = 2026-04-06\ndue = \"2026-11-27\"\n\
    supports = [\"profitable-online-growth\"]\n[owners]\nbusiness = \"lucia-ferrari\"\n";

/// What the change is told, in a format.
pub(crate) fn told(stage: &Stage, format: &str) -> String {
    let run = stage.run(&[
        "check",
        "--rev",
        "HEAD",
        "--base",
        "main",
        "--new-only",
        "--report",
        &format!("{format}=report"),
    ]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    stage.read("report")
}

/// A workflow command as GitHub's runner reads a line: its name, its properties, and what it says.
fn command(line: &str) -> Option<(&str, HashMap<&str, String>, String)> {
    let (info, said) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = info.split_once(' ').unwrap_or((info, ""));
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let property = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let pairs = properties.split(',').filter_map(|pair| pair.split_once('='));
    Some((name, pairs.map(|(key, value)| (key, property(value))).collect(), data(said)))
}

/// What `@actions/core` writes of the findings in goalpact's JSON.
const CORE: &str = r"
import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
const levels = { error: core.error, warning: core.warning, note: core.notice };
for (const finding of JSON.parse(readFileSync(0, 'utf8')).findings) {
    const { rule, level, title, help, entry, path, range: { start, end } } = finding;
    const kind = entry?.kind === 'kpi' ? 'KPI' : entry?.kind;
    levels[level](help ? `${title}\n${help}` : title, {
        title: entry ? `${rule}: ${kind} ${entry.id}` : rule,
        file: path,
        startLine: start.line,
        endLine: end.line,
        ...(start.line === end.line && { startColumn: start.column, endColumn: end.column }),
    });
}
";

#[test]
fn annotations_are_written_as_the_actions_toolkit_writes_them() {
    for name in ["adrift", "wounded"] {
        let json = run_in(&fixture(name), &["check", "--format", "json"]).stdout;
        let commands = run_in(&fixture(name), &["check", "--format", "github"]).stdout;
        let Some(core) = node(&["@actions/core@3.0.1"], CORE, &json) else { return };
        let (annotations, last) = commands.trim_end().rsplit_once('\n').unwrap();
        assert!(last.starts_with("::notice title=goalpact::not shown here: "), "{last}");
        for line in annotations.lines() {
            assert!(core.lines().any(|other| other == line), "{line}");
        }
    }
}

#[test]
fn github_shows_ten_of_a_level_and_is_told_how_many_are_left_out() {
    let run = run_in(&fixture("adrift"), &["check", "--format", "github"]);
    let count = |name: &str| {
        run.stdout.lines().filter(|line| line.starts_with(&format!("::{name} "))).count()
    };
    assert_eq!((count("error"), count("warning"), count("notice")), (10, 10, 10));
    let (name, _, said) = command(run.stdout.lines().last().unwrap()).unwrap();
    assert_eq!(name, "notice");
    let json = run_in(&fixture("adrift"), &["check", "--format", "json"]).json();
    let left = |level: &str, shown: u64| json["summary"][level].as_u64().unwrap() - shown;
    let (errors, warnings, notes) = (left("error", 10), left("warning", 10), left("note", 9));
    assert_eq!(
        said,
        format!(
            "not shown here: {errors} errors, {warnings} warnings, {notes} notes. GitHub shows 10 of each level; all are in the job summary"
        )
    );
}

#[test]
fn what_is_new_is_annotated_before_what_was_there() {
    let stage = Stage::plan(&[("goals/a.toml", "")]);
    let keys = |count: usize| (0..count).map(|key| format!("key{key} = 1\n")).collect::<String>();
    stage.write("goals/a.toml", keys(12));
    stage.git(&["init", "-q"]);
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "plan"]);
    stage.write("goals/z.toml", "new = 1\n");
    let run =
        stage.run(&["check", "--base", "HEAD", "--select", "unknown-field", "--format", "github"]);
    let first = command(run.stdout.lines().next().unwrap()).unwrap();
    assert_eq!(first.1["file"], "goals/z.toml");
}

#[test]
fn nothing_of_a_plan_becomes_a_command() {
    let evil = "::set-env name=PATH::x\\n::stop-commands::y\\r\\n##[add-mask]z,line=1:%0A::debug::";
    let text = format!("[\"{evil}\"]\ntitle = \"{evil}\"\nlevel = \"{evil}\"\n\"{evil}\" = 1\n");
    let stage =
        Stage::plan(&[("goals.toml", &text), ("goals/::error::x,line=9.toml", "level = 1\n")]);
    let run = stage.run(&["check", "--format", "github", "--select", "shape"]);
    assert!(run.stdout.lines().count() > 4, "{}", run.stdout);
    for line in run.stdout.lines() {
        let (name, properties, _) = command(line).unwrap();
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        let keys = ["title", "file", "line", "endLine", "col", "endColumn"];
        assert!(properties.keys().all(|key| keys.contains(key)), "{properties:?}");
        let file = properties.get("file").map_or("goals.toml", String::as_str);
        assert!(["goals.toml", "goals/::error::x,line=9.toml"].contains(&file), "{file}");
    }
}

#[test]
fn a_finding_of_many_lines_has_no_columns() {
    let stage =
        Stage::plan(&[("goals/a.toml", "title = \"x\"\n<<<<<<< HEAD\n=======\n>>>>>>> b\n")]);
    let multi = Stage::plan(&[("goals/a.toml", "title = [\n1,\n]\n")]);
    for (stage, rule) in [(stage, "conflict-marker"), (multi, "wrong-type")] {
        let run = stage.run(&["check", "--format", "github", "--select", rule]);
        for (_, properties, _) in run.stdout.lines().filter_map(command) {
            assert_eq!(
                properties["line"] == properties["endLine"],
                properties.contains_key("col"),
                "{}",
                run.stdout
            );
        }
    }
}

/// Whether the body of GitHub's call is as its `OpenAPI` description wants it.
const OPENAPI: &str = r"
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
const api = JSON.parse(readFileSync('node_modules/@octokit/openapi/generated/api.github.com.deref.json', 'utf8'));
const call = api.paths['/repos/{owner}/{repo}/pulls/{pull_number}/reviews'].post;
const { schema } = call.requestBody.content['application/json'];
const closed = schema => (schema.properties
    ? { ...schema, additionalProperties: false, properties: Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, closed(value)])) }
    : schema.items ? { ...schema, items: closed(schema.items) } : schema);
const validate = new Ajv({ strict: false, allErrors: true }).compile(closed(schema));
for (const [at, review] of JSON.parse(readFileSync(0, 'utf8')).entries()) {
    if (!validate(review)) console.log(at, JSON.stringify(validate.errors));
}
";

/// What GitHub's description says against some reviews; it has to say nothing against all but the last.
fn refused(reviews: &[Value]) -> Option<String> {
    node(
        &["@octokit/openapi@23.0.2", "ajv@8.20.0"],
        OPENAPI,
        &serde_json::to_string(reviews).unwrap(),
    )
}

#[test]
fn fixes_on_changed_lines_are_suggested() {
    let stage = pull_request();
    let review: Value = serde_json::from_str(&told(&stage, "github-review")).unwrap();
    assert_eq!(review["commit_id"].as_str().unwrap().len(), 40);
    let comment = &review["comments"][0];
    assert_eq!(comment["path"], "goals/2026/online/gift-cards.toml");
    assert_eq!((&comment["line"], &comment["side"]), (&Value::from(6), &Value::from("RIGHT")));
    insta::assert_snapshot!(comment["body"].as_str().unwrap(), @"
    **error** (`wrong-type`): `due` of goal `gift-cards` is a text, where a date without quotes belongs

    Suggested: write `due = 2026-11-27`.

    ```suggestion
    due = 2026-11-27
    ```
    ");
    insta::assert_snapshot!(review["body"].as_str().unwrap(), @"goalpact has 1 suggestion for lines that this change touches. Take over what you agree with.");
    let wrong = serde_json::json!({"event": "LIKE", "comments": [{"line": "6"}]});
    let Some(said) = refused(&[review, wrong]) else { return };
    assert!(said.starts_with("1 ") && said.lines().count() == 1, "{said}");
}

#[test]
fn fixes_elsewhere_are_not_suggested() {
    let goal = |due: &str| format!("title = \"x\"\nstart = \"2026-01-31\"\ndue = {due}\n");
    let stage = Stage::plan(&[("goals/a.toml", &goal("2026-06-30"))]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "plan"]);
    let comments = |stage: &Stage| {
        stage.run(&[
            "check",
            "--base",
            "HEAD",
            "--select",
            "wrong-type",
            "--report",
            "github-review=review.json",
        ]);
        let review: Value = serde_json::from_str(&stage.read("review.json")).unwrap();
        assert_eq!((&review["event"], review.get("commit_id")), (&Value::from("COMMENT"), None));
        review["comments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|comment| comment["line"].clone())
            .collect::<Vec<_>>()
    };
    stage.write("goals/a.toml", goal("\"2026-07-31\""));
    assert_eq!(comments(&stage), [3], "the start was so before");
    stage.git(&["mv", "goals/a.toml", "goals/b.toml"]);
    assert_eq!(comments(&stage), [3], "a file that is renamed is no new one");
    let without_base = stage.run(&["check", "--report", "github-review=review.json"]);
    assert_eq!(without_base.code, 1);
    assert!(stage.read("review.json").contains("\"comments\": []"));
}

#[test]
fn a_review_has_thirty_suggestions_at_most() {
    let stage = Stage::plan(&[("goals/z.toml", "")]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "plan"]);
    let mut goals = String::new();
    for at in 0..40 {
        writeln!(goals, "[a{at}]\ntitle = \"````\"\ndue = \"2026-01-31\"").unwrap();
    }
    stage.write("goals.toml", goals);
    stage.run(&[
        "check",
        "--base",
        "HEAD",
        "--select",
        "wrong-type",
        "--report",
        "github-review=review.json",
    ]);
    let review: Value = serde_json::from_str(&stage.read("review.json")).unwrap();
    assert_eq!(review["comments"].as_array().unwrap().len(), 30);
    assert!(review["body"].as_str().unwrap().contains("10 more are not shown"), "{review}");
}

#[test]
fn a_review_is_not_printed() {
    let run = Stage::fixture("tiny").run(&["check", "--format", "github-review"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("possible values: human, plain, json, "), "{}", run.stderr);
}

#[test]
fn what_a_change_breaks_elsewhere_is_shown_where_the_change_is() {
    let stage = pull_request();
    let run = stage.run(&[
        "check",
        "--rev",
        "HEAD",
        "--base",
        "main",
        "--new-only",
        "--format",
        "github",
        "--report",
        "sarif=sarif.json",
    ]);
    let about = |rule: &str| {
        let mut commands = run.stdout.lines().filter_map(command);
        commands.find(|(_, properties, _)| properties["title"].starts_with(rule)).unwrap()
    };
    let (_, properties, said) = about("unknown-reference");
    // Nothing of rosa-delgado is left, but the line that has come to her place is shown with what is gone.
    assert_eq!(properties["file"], "people.toml", "{said}");
    let line: usize = properties["line"].parse().unwrap();
    let people = stage.read("people.toml");
    assert!(people.lines().nth(line - 1).unwrap().starts_with('['), "{line}");
    assert!(said.contains("\nit breaks bodies.toml line 6, functions.toml, "), "{said}");
    assert!(said.contains(", and 2 more files\n") || said.contains("more file"), "{said}");
    let sarif: Value = serde_json::from_str(&stage.read("sarif.json")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let gone = results.iter().find(|result| result["ruleId"] == "unknown-reference").unwrap();
    let uri = |location: &Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri(&gone["locations"][0]), "people.toml");
    assert_eq!(gone["relatedLocations"][0]["message"]["text"], "what this change breaks");
    assert_ne!(uri(&gone["relatedLocations"][0]), "people.toml");
    // What stands on a changed line stays there.
    assert!(about("due-slipped").1["file"].ends_with("checkout-conversion.toml"));
}
