//! The schemas in `schemas/` are what `goalpact schema` prints, and taplo judges the fixtures by them as goalpact does.

use std::path::Path;
use std::process::Command;

use goalpact::kind::Kind;
use goalpact::snapshot::{Layout, layout};

use crate::peers::peer;
use crate::stage::{Stage, files, fixture, project};

#[test]
fn the_committed_schemas_are_fresh() {
    let stage = Stage::empty();
    assert_eq!(stage.run(&["schema", "--all", "schemas"]).code, 0);
    let (printed, committed) = (stage.path().join("schemas"), project().join("schemas"));
    assert_eq!(files(&printed), files(&committed), "`goalpact schema --all schemas` writes them");
    for file in files(&printed) {
        let (new, old) = (printed.join(&file), committed.join(&file));
        assert_eq!(
            std::fs::read_to_string(new).unwrap(),
            std::fs::read_to_string(old).unwrap(),
            "{}",
            file.display()
        );
    }
}

#[test]
fn every_schema_is_printed_by_its_kind() {
    for kind in Kind::ALL {
        let run = Stage::empty().run(&["schema", kind.name()]);
        assert_eq!(run.json()["title"], format!("A {} of a goalpact plan", kind.noun()));
    }
    assert_eq!(Stage::empty().run(&["schema", "goalpact"]).code, 0);
    let run = Stage::empty().run(&["schema", "gaol"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("perhaps `goal`"), "{}", run.stderr);
}

#[test]
fn taplo_accepts_what_goalpact_accepts() {
    let Some(taplo) = peer("taplo", "0.9.3") else { return };
    for plan in ["healthy", "tiny"] {
        for file in files(&fixture(plan)) {
            let Some(schema) = schema_of(&file) else { continue };
            let (accepted, said) = judged(&taplo, &schema, &fixture(plan).join(&file));
            assert!(accepted, "{plan}/{}: {said}", file.display());
        }
    }
}

#[test]
fn taplo_refuses_what_goalpact_refuses() {
    let Some(taplo) = peer("taplo", "0.9.3") else { return };
    for name in ["missing-fields", "unknown-fields", "wrong-types"] {
        let file = fixture("wounded").join(format!("goals/{name}.toml"));
        assert!(!judged(&taplo, "goal", &file).0, "{name}");
    }
    assert!(!judged(&taplo, "goalpact", &fixture("wounded/goalpact.toml")).0);
}

/// The name of the schema for a file of a plan.
fn schema_of(file: &Path) -> Option<String> {
    match layout(file.to_str()?) {
        Layout::Config => Some("goalpact".into()),
        Layout::Tables(kind) => Some(kind.plural().into()),
        Layout::Entry(kind, _) => Some(kind.name().into()),
        Layout::Misplaced(..) | Layout::Foreign => None,
    }
}

fn judged(taplo: &Path, schema: &str, file: &Path) -> (bool, String) {
    let schema = project().join(format!("schemas/{schema}.schema.json"));
    let output = Command::new(taplo)
        .args(["check", "--schema", &format!("file://{}", schema.display())])
        .arg(file)
        .current_dir(project())
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}
