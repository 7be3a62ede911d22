//! JUnit XML: by the schema of Jenkins' xUnit plugin, which pytest carries, and by a parser.

use std::process::Command;

use crate::peers::{judged_by_schema, pypi};
use crate::platforms::{FOLDER, hostile, samples, shown};
use crate::readme::block;
use crate::stage::{Stage, fixture};

/// What Python's `xmlschema` says of XML, by Jenkins' schema; nothing where it is right.
const JUDGE: &str = "
import sys, tarfile, xmlschema
with tarfile.open(sys.argv[1]) as sources:
    member = 'pytest-8.4.2/testing/example_scripts/junit-10.xsd'
    schema = xmlschema.XMLSchema(sources.extractfile(member))
for error in schema.iter_errors(sys.argv[2]):
    print(error.path, error.reason)
";

/// The names of all cases, as Python's own parser reads them, in JSON.
const NAMES: &str = "
import json, sys, xml.etree.ElementTree
cases = xml.etree.ElementTree.parse(sys.argv[2]).iter('testcase')
print(json.dumps([case.get('name') for case in cases]))
";

/// What a Python script prints that is given the sources of pytest and a file with `xml`.
fn told(script: &str, xml: &str) -> Option<String> {
    let python = pypi("junit-10", &["xmlschema==4.3.2"], ("pytest", "8.4.2"))?;
    let stage = Stage::empty();
    stage.write("goalpact.xml", xml);
    let output = Command::new(python.join("bin/python"))
        .args(["-c", script])
        .arg(python.join("sources/pytest-8.4.2.tar.gz"))
        .arg(stage.path().join("goalpact.xml"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn jenkins_schema_accepts_it() {
    for (plan, run) in samples("junit") {
        let Some(said) = told(JUDGE, &run.stdout) else { return };
        assert_eq!(said, "", "{plan}");
    }
    let (_, adrift) = samples("junit").remove(0);
    let broken = adrift.stdout.replacen("classname=", "class=", 1);
    assert_ne!(told(JUDGE, &broken).as_deref(), Some(""));
}

#[test]
fn a_healthy_plan_passes_and_is_no_empty_report() {
    let run = shown(&fixture("healthy"), "junit", &[]);
    assert_eq!(run.code, 0);
    let cases = run.stdout.matches("<testcase ").count();
    assert!(cases > 100 && !run.stdout.contains("<failure "), "{cases}");
    assert!(run.stdout.contains(&format!("tests=\"{cases}\" failures=\"0\"")));
}

#[test]
fn what_xml_cannot_hold_is_replaced_and_the_rest_comes_back_as_it_was() {
    let stage = hostile();
    let folder = stage.path().join(FOLDER);
    let xml = shown(&folder, "junit", &[]).stdout;
    assert!(!xml.contains(['\u{fffe}', '\u{ffff}']));
    let json = shown(&folder, "json", &[]).json();
    let Some(names) = told(NAMES, &xml) else { return };
    let names: Vec<String> = serde_json::from_str(&names).unwrap();
    for finding in json["findings"].as_array().unwrap() {
        let title = finding["title"].as_str().unwrap().replace('\u{fffe}', "\u{fffd}");
        assert!(names.contains(&title), "{title}");
    }
}

#[test]
fn notes_and_what_is_allowed_are_skipped_and_say_why() {
    let goal = "title = \"x\" # goalpact: allow unknown-field because \"it\" is <new>\n";
    let config = "[levels]\nmissing-field = \"note\"\n";
    let stage = Stage::plan(&[
        ("goalpact.toml", config),
        (
            "goals/a.toml",
            &format!("# goalpact: allow unknown-field because \"it\" is <new>\n{goal}colour = 1\n"),
        ),
    ]);
    let run = stage.run(&["check", "--select", "missing-field,unknown-field", "--format", "junit"]);
    insta::assert_snapshot!(run.stdout, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="goalpact" tests="2" failures="0" errors="0">
      <testsuite name="shape" tests="2" failures="0" errors="0" skipped="2">
        <testcase classname="goalpact.shape.unknown-field" name="goal `a` has no field `colour`">
          <skipped type="allowed" message="allowed because &quot;it&quot; is &lt;new&gt;">goals/a.toml:3:1: error[unknown-field] goal `a` has no field `colour`
      help: remove it, or keep it as a comment: `# colour = 1`</skipped>
        </testcase>
        <testcase classname="goalpact.shape.missing-field" name="goal `a` has no `level` or `status`">
          <skipped type="note" message="goals/a.toml:2:1: goal `a` has no `level` or `status`">goals/a.toml:2:1: note[missing-field] goal `a` has no `level` or `status`
      help: add
        `level = "company"`: how high in the organization it stands
        `status = "draft"`: where it is in its life</skipped>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}

#[test]
fn the_steps_in_the_readme_are_some_that_azure_takes_and_write_their_report() {
    let steps = block("yaml", "## On Azure Pipelines and Jenkins");
    let schema = ["--builtin-schema", "vendor.azure-pipelines"];
    let Some(judged) = judged_by_schema(&schema, "azure-pipelines.yml", &steps) else { return };
    assert_eq!(judged.code, 0, "{}", judged.stdout);
    let after =
        |start: &str| steps.lines().find_map(|line| line.trim().strip_prefix(start)).unwrap();
    let stage = Stage::fixture("wanting");
    let args: Vec<&str> = after("- script: goalpact ").split(' ').collect();
    assert_eq!(stage.run(&args).code, 1);
    let report = stage.read(after("testResultsFiles: "));
    assert_eq!(report, stage.run(&["check", "--format", "junit"]).stdout);
}

#[test]
fn a_finding_fails_and_a_rule_without_one_passes() {
    let rules = ["--select", "target-against-direction,target-equals-baseline"];
    let run = shown(&fixture("wanting"), "junit", &rules);
    insta::assert_snapshot!(run.stdout, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="goalpact" tests="2" failures="1" errors="0">
      <testsuite name="measurability" tests="2" failures="1" errors="0" skipped="0">
        <testcase classname="goalpact.measurability.target-equals-baseline" name="A target moves its KPI, unless the KPI is there to be maintained."/>
        <testcase classname="goalpact.measurability.target-against-direction" name="goal `faster-checkout` takes KPI `checkout-time` up from 61 seconds to 92 seconds, and less is better">
          <failure type="error" message="fixtures/wanting/goals/faster-checkout.toml:18:6: goal `faster-checkout` takes KPI `checkout-time` up from 61 seconds to 92 seconds, and less is better">fixtures/wanting/goals/faster-checkout.toml:18:6: error[target-against-direction] goal `faster-checkout` takes KPI `checkout-time` up from 61 seconds to 92 seconds, and less is better
      fixtures/wanting/kpis.toml:4:13: `checkout-time` is to decrease
      help: swap `from` and `to` if they stand in each other's place, or correct the `direction` of the KPI</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
}
