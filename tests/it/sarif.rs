//! SARIF: by its own schema, by Microsoft's validator with GitHub's rules, and by what GitHub's documentation asks for.

use std::path::{Path, PathBuf};
use std::process::Command;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::peers::{judged_by_schema, npm};
use crate::platforms::{FOLDER, hostile, samples, shown};
use crate::stage::Stage;

/// The folder of Microsoft's validator, which has the schema of SARIF 2.1.0 beside it.
fn multitool() -> Option<PathBuf> {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        system => system,
    };
    let package = format!("@microsoft/sarif-multitool-{system}");
    let folder = npm("sarif-multitool-5.7.0", &[&format!("{package}@5.7.0")])?;
    let folder = folder.join("node_modules").join(package);
    // The package leaves that to a script of its own, and none is run.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let runnable = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(folder.join("Sarif.Multitool"), runnable).unwrap();
    }
    Some(folder)
}

fn results(sarif: &Value) -> &Vec<Value> {
    sarif["runs"][0]["results"].as_array().unwrap()
}

#[test]
fn the_schema_and_the_validator_with_githubs_rules_accept_it() {
    let Some(multitool) = multitool() else { return };
    for (plan, run) in samples("sarif") {
        let schema = multitool.join("sarif-2.1.0.json");
        let Some(judged) = judged_by_schema(
            &["--schemafile", schema.to_str().unwrap()],
            "goalpact.sarif",
            &run.stdout,
        ) else {
            return;
        };
        assert_eq!(judged.code, 0, "{plan}: {}", judged.stdout);
        assert_eq!(complaints(&multitool, &run.stdout), ["SARIF2005"], "{plan}");
    }
}

/// The rules of the validator by which something is wrong or to be warned of. SARIF2005 is that goalpact has no address yet.
fn complaints(multitool: &Path, sarif: &str) -> Vec<String> {
    let stage = Stage::empty();
    stage.write("goalpact.sarif", sarif);
    let output = Command::new(multitool.join("Sarif.Multitool"))
        .args(["validate", "goalpact.sarif", "--output", "judged.sarif", "--quiet", "true"])
        .args(["--rule-kind", "Sarif;Gh;Ghas", "--level", "Error;Warning"])
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .current_dir(stage.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let judged: Value = serde_json::from_str(&stage.read("judged.sarif")).unwrap();
    results(&judged).iter().map(|result| result["ruleId"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_validator_is_no_rubber_stamp() {
    let Some(multitool) = multitool() else { return };
    let (_, run) = samples("sarif").remove(0);
    let broken = run.stdout.replacen("\"rules\": [", "\"notifications\": [", 1);
    assert!(complaints(&multitool, &broken).contains(&"GH1018".to_owned()));
}

#[test]
fn githubs_limits_are_kept() {
    for (plan, run) in samples("sarif") {
        let sarif = run.json();
        let driver = &sarif["runs"][0]["tool"]["driver"];
        for rule in driver["rules"].as_array().unwrap() {
            for text in
                ["/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"]
            {
                let words = rule.pointer(text).and_then(Value::as_str).unwrap_or_default();
                let most = if text.starts_with("/help") { usize::MAX } else { 1024 };
                assert!((1..=most).contains(&words.chars().count()), "{}{text}", rule["id"]);
            }
            assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 10);
        }
        for result in results(&sarif) {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(driver["rules"][index]["id"], result["ruleId"], "{plan}");
            assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        }
    }
}

#[test]
fn the_help_of_a_rule_tells_its_examples_apart() {
    let (_, run) = samples("sarif").remove(3);
    let sarif = run.json();
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "target-equals-baseline").unwrap();
    let help = rule["help"]["markdown"].as_str().unwrap();
    insta::assert_snapshot!(help, @r#"
    # target-equals-baseline

    A target moves its KPI, unless the KPI is there to be maintained.

    ## Why
    A target that ends where it starts is reached on the day it is written. Mostly one of the two numbers was copied and
    never changed.

    ## Example

    `goals/loyalty.toml` has the fault:

    ```toml
    title = "Fewer customers leave"
    status = "committed"
    [[target]]
    kpi = "churn"
    from = 5
    to = 5
    by = 2026-12-31
    ```

    `kpis/churn.toml` has the fault:

    ```toml
    title = "Customers who leave in a year"
    unit = "%"
    direction = "decrease"
    ```

    goalpact says:

    ```text
    goals/loyalty.toml:6:6: error[target-equals-baseline] goal `loyalty` takes KPI `churn` from 5 % to 5 %
      kpis/churn.toml:3:13: `churn` is to decrease
      help: write the value to reach in `to`; if the KPI shall only stay where it is, give it `direction = "maintain"`
    ```

    `goals/loyalty.toml` is right:

    ```toml
    title = "Fewer customers leave"
    status = "committed"
    [[target]]
    kpi = "churn"
    from = 5
    to = 3.5
    by = 2026-12-31
    ```

    `kpis/churn.toml` is right:

    ```toml
    title = "Customers who leave in a year"
    unit = "%"
    direction = "decrease"
    ```

    ## What shall stay as it is

    `goals/loyalty.toml` is right:

    ```toml
    title = "Raise prices and keep customers"
    status = "committed"
    [[target]]
    kpi = "satisfaction"
    from = 8.2
    to = 8.2
    by = 2026-12-31
    ```

    `kpis/satisfaction.toml` is right:

    ```toml
    title = "Satisfaction, from 0 to 10"
    unit = "points"
    direction = "maintain"
    ```
    "#);
}

#[test]
fn every_path_leads_from_the_root_of_the_repository_to_its_file() {
    let stage = hostile();
    let sarif = shown(&stage.path().join(FOLDER), "sarif", &[]).json();
    assert_eq!(sarif["runs"][0]["automationDetails"]["id"], format!("goalpact/{FOLDER}/"));
    assert!(results(&sarif).len() > 10);
    for result in results(&sarif) {
        let artifact = &result["locations"][0]["physicalLocation"]["artifactLocation"];
        let uri = artifact["uri"].as_str().unwrap();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        assert!(uri.chars().all(is_plain), "{uri}");
        let path = percent_decode_str(uri).decode_utf8().unwrap();
        assert!(stage.path().join(&*path).is_file(), "{path}");
        assert_eq!(artifact["uriBaseId"], "%SRCROOT%");
    }
}

#[test]
fn columns_count_characters() {
    let stage = hostile();
    let sarif = shown(&stage.path().join(FOLDER), "sarif", &["--select", "wrong-type"]).json();
    assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
    // owners = { business = "Zoë𐐀", it = 7 }: the 7 is the 36th character.
    let region = &results(&sarif)[0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], 6);
    assert_eq!((&region["startColumn"], &region["endColumn"]), (&36.into(), &37.into()));
}

#[test]
fn what_an_allow_silences_is_suppressed_with_its_reason() {
    let table = "[[allow]]\nrule = \"missing-field\"\nbecause = \"so are all\"\n";
    let goal =
        "# goalpact: allow missing-field because it is a sketch\ntitle = \"x\"\nstatos = 1\n";
    let stage = Stage::plan(&[("goalpact.toml", table), ("goals/a.toml", goal)]);
    let run = stage.run(&["check", "--select", "shape", "--format", "sarif"]);
    let sarif = run.json();
    let [heard, silenced] = &results(&sarif)[..] else { panic!("{}", run.stdout) };
    assert_eq!(heard["suppressions"], Value::Array(Vec::new()));
    assert_eq!(silenced["ruleId"], "missing-field");
    insta::assert_snapshot!(
        serde_json::to_string_pretty(&silenced["suppressions"]).unwrap(),
        @r#"
    [
      {
        "kind": "external",
        "status": "accepted",
        "location": {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "goalpact.toml",
              "uriBaseId": "%SRCROOT%"
            },
            "region": {
              "startLine": 2,
              "startColumn": 8,
              "endLine": 2,
              "endColumn": 23
            }
          }
        },
        "justification": "so are all"
      },
      {
        "kind": "inSource",
        "status": "accepted",
        "location": {
          "physicalLocation": {
            "artifactLocation": {
              "uri": "goals/a.toml",
              "uriBaseId": "%SRCROOT%"
            },
            "region": {
              "startLine": 1,
              "startColumn": 1,
              "endLine": 1,
              "endColumn": 55
            }
          }
        },
        "justification": "it is a sketch"
      }
    ]
    "#
    );
}

#[test]
fn of_too_many_the_least_severe_are_left_out_and_counted() {
    let keys: String = (0..5200).map(|key| format!("key{key} = 1\n")).collect();
    let config = "[levels]\nunknown-field = \"note\"\n";
    let stage = Stage::plan(&[
        ("goalpact.toml", config),
        ("goals/a.toml", &format!("title = \"x\"\n{keys}")),
        ("goals/z.toml", "title = \"x\"\n"),
    ]);
    let run = stage.run(&["check", "--select", "shape", "--format", "sarif"]);
    let sarif = run.json();
    assert_eq!(results(&sarif).len(), 5000);
    let errors = results(&sarif).iter().filter(|result| result["level"] == "error").count();
    assert_eq!(errors, 2, "what is missing, in the last file too");
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], true);
    insta::assert_snapshot!(
        invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap(),
        @"202 findings of the least severity are left out: code scanning keeps no more than 5000; `goalpact check --format json` has them all"
    );
}

#[cfg(unix)]
#[test]
fn what_was_not_read_is_said() {
    use std::os::unix::fs::symlink;
    let stage = Stage::plan(&[("goals/a.toml", "title = \"x\"\n")]);
    symlink("a.toml", stage.path().join("goals/b.toml")).unwrap();
    let run = stage.run(&["check", "--format", "sarif"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    let invocation = &run.json()["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert_eq!(invocation["toolExecutionNotifications"][0]["level"], "error");
}

#[test]
fn a_plan_can_write_no_link_into_a_message() {
    let stage = hostile();
    let sarif = shown(&stage.path().join(FOLDER), "sarif", &[]).json();
    let mut links = 0;
    for result in results(&sarif) {
        let text = result["message"]["text"].as_str().unwrap();
        let related = result["relatedLocations"].as_array().map_or(0, Vec::len);
        links += related;
        assert_eq!(text.matches("](").count(), related, "{text}");
        for id in 1..=related {
            assert!(text.contains(&format!("]({id})\n")) || text.ends_with(&format!("]({id})")));
        }
    }
    assert!(links > 0);
}
