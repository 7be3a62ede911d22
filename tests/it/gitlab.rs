//! GitLab's code quality report. GitLab publishes no schema in a registry: its format is a part of Code Climate's, the published types
//! of which judge it here.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::peers::{judged_by_schema, npm};
use crate::platforms::{samples, shown};
use crate::readme::block;
use crate::stage::{Stage, fixture};

#[test]
fn the_types_of_code_climate_accept_it() {
    let packages = ["typescript@5.9.3", "codeclimate-types@0.3.1"];
    let Some(peer) = npm("codeclimate-types-0.3.1", &packages) else { return };
    let stage = Stage::empty();
    let types = peer.join("node_modules/codeclimate-types/index.js");
    // GitLab wants neither a type nor categories. In a literal, TypeScript tolerates no other field either.
    let write = |name: &str, report: &str| {
        let code = format!(
            "import type {{ Issue }} from {types:?}\n\
             export const report: Omit<Issue, 'type' | 'categories'>[] = {report}"
        );
        stage.write(&format!("{name}.ts"), code);
        format!("{name}.ts")
    };
    let samples = samples("gitlab");
    let right = samples.iter().map(|(plan, run)| write(plan, &run.stdout));
    let faults = [
        ("severity", "\"critical\"", "\"error\""),
        ("lines", "begin", "start"),
        ("path", "path", "file"),
    ];
    let adrift = &samples[0].1.stdout;
    let wrong = faults.map(|(name, from, to)| write(name, &adrift.replacen(from, to, 1)));
    let output = Command::new(peer.join("node_modules/.bin/tsc"))
        .args(["--strict", "--noEmit", "--pretty", "false"])
        .args(right.chain(wrong.clone()))
        .current_dir(stage.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let refused: BTreeSet<&str> = said
        .lines()
        .filter(|line| !line.starts_with(' '))
        .map(|line| line.split('(').next().unwrap_or_default())
        .collect();
    assert_eq!(refused, wrong.iter().map(String::as_str).collect(), "{said}");
}

#[test]
fn every_finding_is_one_line_with_a_fingerprint_of_its_own() {
    for (plan, run) in samples("gitlab") {
        let report = run.json();
        let report = report.as_array().unwrap();
        let fingerprints: BTreeSet<&str> =
            report.iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(fingerprints.len(), report.len(), "{plan}");
        for one in report {
            let (description, rule) = (one["description"].as_str().unwrap(), &one["check_name"]);
            assert!(description.starts_with(&format!("{}: ", rule.as_str().unwrap())));
            assert!(!description.contains('\n') && one["location"]["lines"]["begin"] != 0);
        }
    }
}

#[test]
fn a_fingerprint_stays_when_lines_and_files_move() {
    let stage = Stage::fixture("wanting");
    let prints = |stage: &Stage| -> BTreeSet<String> {
        let report: Value = stage.run(&["check", "--format", "gitlab"]).json();
        let prints = report.as_array().unwrap().iter();
        prints.map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints(&stage);
    let goal = stage.read("goals/faster-checkout.toml");
    std::fs::remove_file(stage.path().join("goals/faster-checkout.toml")).unwrap();
    stage.write("goals/2026/faster-checkout.toml", format!("# moved\n\n{goal}"));
    assert_eq!(prints(&stage), before);
}

#[test]
fn the_job_in_the_readme_is_one_that_gitlab_takes_and_writes_its_report() {
    let job = block("yaml", "## On GitLab");
    let schema = ["--builtin-schema", "vendor.gitlab-ci"];
    let Some(judged) = judged_by_schema(&schema, ".gitlab-ci.yml", &job) else { return };
    assert_eq!(judged.code, 0, "{}", judged.stdout);
    let command = job.lines().find_map(|line| line.trim().strip_prefix("- goalpact ")).unwrap();
    let report = job.lines().find_map(|line| line.trim().strip_prefix("codequality: ")).unwrap();
    let stage = Stage::fixture("wanting");
    assert_eq!(stage.run(&command.split(' ').collect::<Vec<_>>()).code, 1);
    assert_eq!(stage.read(report), stage.run(&["check", "--format", "gitlab"]).stdout);
}

#[test]
fn a_report_of_one_finding() {
    let run = shown(&fixture("wanting"), "gitlab", &["--select", "target-against-direction"]);
    insta::assert_snapshot!(run.stdout, @r#"
    [
      {
        "description": "target-against-direction: goal `faster-checkout` takes KPI `checkout-time` up from 61 seconds to 92 seconds, and less is better",
        "check_name": "target-against-direction",
        "fingerprint": "0fdd30ee39ba23eef3517916c716a636",
        "severity": "critical",
        "location": {
          "path": "fixtures/wanting/goals/faster-checkout.toml",
          "lines": {
            "begin": 18,
            "end": 18
          }
        }
      }
    ]
    "#);
}
