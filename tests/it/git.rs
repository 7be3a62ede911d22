//! What Git ignores, and where paths begin.

use crate::stage::{Stage, run_in};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

#[test]
fn what_git_ignores_is_not_read() {
    let stage = Stage::plan(&[
        ("goals/a.toml", GOAL),
        ("goals/scratch.toml", "broken"),
        (".gitignore", "scratch.toml\n"),
    ]);
    assert_eq!(stage.run(&["check"]).code, 1, "outside a repository nothing is ignored");
    stage.git(&["init", "-q"]);
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    // What is tracked is not ignored, whatever the patterns say.
    stage.git(&["add", "-f", "goals/scratch.toml"]);
    assert_eq!(stage.run(&["check"]).code, 1);
}

#[test]
fn hidden_folders_are_not_read() {
    let stage = Stage::plan(&[
        ("goals/a.toml", GOAL),
        ("goals/.draft/b.toml", "broken"),
        (".goals/c.toml", "broken"),
    ]);
    assert_eq!(stage.run(&["check"]).code, 0);
}

#[test]
fn paths_begin_at_the_repository_in_json_and_at_the_reader_elsewhere() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    stage.write("plans/sales/goalpact.toml", "");
    stage.write("plans/sales/goals/a.toml", "title = \"x\"\nlevel = \"team\"\n");
    let here = stage.path().join("plans/sales/goals");
    let json = run_in(&here, &["check", "--format", "json"]).json();
    assert_eq!(json["plan"]["root"], "plans/sales");
    assert_eq!(json["findings"][0]["path"], "plans/sales/goals/a.toml");
    assert!(run_in(&here, &["check"]).stdout.starts_with("a.toml:1:1: error[missing-field]"));
    let above = stage.run(&["check", "plans/sales"]);
    assert!(above.stdout.starts_with("plans/sales/goals/a.toml:1:1: "), "{}", above.stdout);
}

#[test]
fn code_owners_are_read_from_the_repository_and_not_from_the_plan() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    stage.write(".github/CODEOWNERS", "*.toml @deepak\n");
    stage.write("plan/goalpact.toml", "");
    stage.write("plan/functions.toml", "[sales]\nname = \"Sales\"\nside = \"business\"\n");
    stage.write(
        "plan/people.toml",
        "[ana]\nname = \"Ana\"\nfunction = \"sales\"\ngithub = \"ana\"\n",
    );
    stage.write(
        "plan/goals/a.toml",
        "title = \"x\"\nlevel = \"team\"\nstatus = \"proposed\"\nowners.business = \"ana\"\n",
    );
    let run = stage.run(&["check", "plan", "--select", "owner-not-in-codeowners"]);
    assert!(run.stdout.contains("  .github/CODEOWNERS:1:1: "), "{}", run.stdout);
}

#[test]
fn a_linked_worktree_and_a_submodule_are_repositories_too() {
    let stage = Stage::plan(&[
        ("goals/a.toml", GOAL),
        ("goals/scratch.toml", "broken"),
        (".gitignore", "scratch.toml\n"),
    ]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    stage.git(&["worktree", "add", "-q", "linked"]);
    stage.write("linked/goals/scratch.toml", "broken");
    assert_eq!(run_in(&stage.path().join("linked"), &["check"]).code, 0);
}

#[test]
fn a_repository_that_cannot_be_read_is_said_so() {
    for (init, config, says) in [
        ("--object-format=sha256", None, "its hashes are SHA-256, which is not supported yet\n"),
        (
            "--ref-format=reftable",
            None,
            "it keeps its refs in a reftable, which is not supported yet\nhelp: rewrite its refs: `git refs migrate --ref-format=files`\n",
        ),
        ("-q", Some(["core.repositoryFormatVersion", "99"]), "unsupported repository version 99"),
        ("-q", Some(["extensions.unheardOf", "true"]), "unsupported extension"),
    ] {
        let stage = Stage::plan(&[
            ("goals/a.toml", GOAL),
            ("goals/scratch.toml", "broken"),
            (".gitignore", "scratch.toml\n"),
        ]);
        stage.git(&["init", "-q", init]);
        if let Some([key, value]) = config {
            stage.git(&["config", "core.repositoryFormatVersion", "1"]);
            stage.git(&["config", key, value]);
        }
        let run = stage.run(&["check"]);
        assert_eq!(run.code, 2, "{says}");
        assert!(run.stdout.contains("goals/scratch.toml:1:"), "the rest is judged: {}", run.stdout);
        let says = format!("error: `the Git repository around the plan` was not read: {says}");
        assert!(run.stderr.starts_with(&says), "{}", run.stderr);
    }
}
