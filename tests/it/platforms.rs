//! What every form for a platform has to keep to, whatever a plan says: whole, parseable, and harmless.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::stage::{Run, Stage, command, ended, fixture};

/// The folder of the hostile plan within its repository.
pub(crate) const FOLDER: &str = "plans/50% #1 & \"Zoë's\" <ä>";

/// Text that every form has to take care of in its own way.
const TEXT: &str = "ask @ana in #1 ](http://e.org) ![x](//e.org/x) <b onclick=x> &amp; ]]> \u{fffe} %0A ::error::x {0} $x$";

/// A repository with a plan in a folder, all names and texts of which are as bad as Git and TOML allow.
pub(crate) fn hostile() -> Stage {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    let key = TEXT.replace('\\', "\\\\").replace('"', "\\\"");
    let goal = format!(
        "# goalpact: allow unknown-reference because {TEXT}\n\
         title = \"{key}\"\n\
         \"{key}\" = 1\n\
         \"`{key}\" = 1\n\
         \"``{key}`\\u202e\\u0007\" = 1\n\
         owners = {{ business = \"Zoë𐐀\", it = 7 }}\n\
         statos = \"{key}\"\n"
    );
    for name in ["goals/é #1 100% 'a' & \"b\".toml", "goals/%41:c <d>;e?.toml", "goals/plain.toml"]
    {
        stage.write(&format!("{FOLDER}/{name}"), &goal);
    }
    let allow = format!(
        "[[allow]]\nrule = \"wrong-type\"\nfiles = [\"goals/plain.toml\"]\nbecause = \"{key}\"\n"
    );
    stage.write(&format!("{FOLDER}/goalpact.toml"), allow);
    stage
}

/// What `check` prints in a form, of a plan in a folder.
pub(crate) fn shown(folder: &Path, form: &str, args: &[&str]) -> Run {
    let mut check = command();
    check.args(["check", "--format", form]).args(args).current_dir(folder);
    ended(&check.output().unwrap())
}

/// The plans that every form is tried on, and what `check` prints of each.
pub(crate) fn samples(form: &str) -> Vec<(&'static str, Run)> {
    let hostile = hostile();
    let mut samples: Vec<(&str, Run)> = ["adrift", "healthy", "wounded", "wanting"]
        .map(|name| (name, shown(&fixture(name), form, &[])))
        .into();
    samples.push(("hostile", shown(&hostile.path().join(FOLDER), form, &[])));
    samples
}

/// Every text in a JSON document, keys apart.
pub(crate) fn texts(value: &Value) -> Vec<&str> {
    match value {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_form_lets_a_control_through() {
    for form in ["sarif", "gitlab", "junit", "rdjson"] {
        for (plan, run) in samples(form) {
            assert_ne!(run.code, 2, "{form} of {plan}: {}", run.stderr);
            let printed = run.stdout.as_str();
            let unescaped: Vec<String> = match form {
                "junit" => vec![printed.to_owned()],
                _ => texts(&run.json()).into_iter().map(ToOwned::to_owned).collect(),
            };
            for text in unescaped {
                let steers = |c: char| {
                    c != '\n' && c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{200b}')
                };
                assert!(!text.contains(steers), "{form} of {plan}: {text:?}");
            }
        }
    }
}

#[test]
fn all_forms_tell_of_the_same_findings() {
    let count = |form: &str, args: &[&str]| shown(&fixture("adrift"), form, args).stdout;
    let json: Value = serde_json::from_str(&count("json", &[])).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let fingerprints: BTreeSet<&str> =
        findings.iter().map(|finding| finding["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), findings.len());

    let gitlab: Value = serde_json::from_str(&count("gitlab", &[])).unwrap();
    let told = gitlab.as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap());
    assert_eq!(told.collect::<BTreeSet<_>>(), fingerprints);

    let sarif: Value = serde_json::from_str(&count("sarif", &[])).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let heard = results.iter().filter(|result| result["suppressions"] == Value::Array(Vec::new()));
    let told =
        heard.map(|one| one["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap());
    assert_eq!(told.collect::<BTreeSet<_>>(), fingerprints);

    let rdjson: Value = serde_json::from_str(&count("rdjson", &[])).unwrap();
    assert_eq!(rdjson["diagnostics"].as_array().unwrap().len(), findings.len());
    let junit = count("junit", &[]);
    let notes = json["summary"]["note"].as_u64().unwrap() as usize;
    assert_eq!(junit.matches("<failure ").count(), findings.len() - notes);
    assert_eq!(junit.matches("<skipped ").count(), notes + 1, "the notes, and one that is allowed");
}

#[test]
fn one_run_writes_several_forms() {
    let stage = Stage::fixture("wanting");
    let forms = ["sarif", "gitlab", "junit", "rdjson"];
    let reports: Vec<String> =
        forms.iter().map(|form| format!("--report={form}=out.{form}")).collect();
    let args: Vec<&str> = ["check"].into_iter().chain(reports.iter().map(String::as_str)).collect();
    let run = stage.run(&args);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for form in forms {
        let alone = stage.run(&["check", "--format", form]).stdout;
        assert_eq!(stage.read(&format!("out.{form}")), alone, "{form}");
    }
}
