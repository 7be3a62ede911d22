//! A plan as it is staged, and as a commit has it: `check --staged`, `check --rev`.

#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
use std::process::Command;

use crate::stage::{Run, Stage, command, ended, run_in};

const GOAL: &str = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"draft\"\n";
const BROKEN: &str = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\n";

/// A repository whose last commit has a plan of one good goal.
fn committed() -> Stage {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.git(&["init", "-q"]);
    commit(&stage, "plan");
    stage
}

fn commit(stage: &Stage, message: &str) {
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", message]);
}

fn code(stage: &Stage, args: &[&str]) -> i32 {
    stage.run(args).code
}

#[test]
fn what_is_staged_is_judged_and_not_what_lies_on_disk() {
    let stage = committed();
    stage.write("goals/a.toml", BROKEN);
    assert_eq!(code(&stage, &["check"]), 1);
    assert_eq!(code(&stage, &["check", "--staged"]), 0);
    stage.git(&["add", "."]);
    stage.write("goals/a.toml", GOAL);
    assert_eq!(code(&stage, &["check"]), 0);
    let run = stage.run(&["check", "--staged"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("goals/a.toml:1:1: error[missing-field]"), "{}", run.stdout);
}

#[test]
fn a_file_that_is_only_on_disk_is_not_staged_and_a_staged_deletion_is_gone() {
    let stage = committed();
    stage.write("goals/b.toml", BROKEN);
    assert_eq!(code(&stage, &["check", "--staged"]), 0);
    stage.git(&["add", "-N", "goals/b.toml"]);
    assert_eq!(code(&stage, &["check", "--staged"]), 0, "only the name is staged");
    stage.git(&["rm", "-q", "--cached", "goals/a.toml"]);
    let run = stage.run(&["check", "--staged"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("the plan has no goal"), "{}", run.stderr);
}

#[test]
fn any_commit_is_judged_with_the_working_tree_untouched() {
    let stage = committed();
    stage.write("goals/a.toml", BROKEN);
    commit(&stage, "broken");
    stage.git(&["tag", "v1"]);
    stage.write("goals/a.toml", GOAL);
    for (rev, expected) in [("HEAD", 1), ("HEAD~1", 0), ("v1", 1), ("main", 1), ("HEAD^", 0)] {
        assert_eq!(code(&stage, &["check", "--rev", rev]), expected, "{rev}");
    }
    assert_eq!(stage.read("goals/a.toml"), GOAL);
    assert_eq!(code(&stage, &["check"]), 0);
}

#[test]
fn objects_in_packs_are_read_as_well() {
    let stage = committed();
    stage.git(&["gc", "-q"]);
    assert_eq!(code(&stage, &["check", "--rev", "HEAD"]), 0);
    assert_eq!(code(&stage, &["check", "--staged"]), 0);
}

#[test]
fn a_detached_head_is_a_head() {
    let stage = committed();
    stage.git(&["checkout", "-q", "--detach"]);
    assert_eq!(code(&stage, &["check", "--staged"]), 0);
    assert_eq!(code(&stage, &["check", "--rev", "HEAD"]), 0);
}

#[test]
fn a_bare_repository_has_plans_too() {
    let (stage, elsewhere) = (committed(), Stage::empty());
    let bare = elsewhere.path().join("bare.git");
    stage.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    assert_eq!(run_in(&bare, &["check", "--rev", "main"]).code, 0);
    let run = run_in(&bare, &["check", "--rev", "main", "--format", "json"]);
    assert_eq!(run.json()["plan"]["counts"]["goal"], 1);
}

#[test]
fn an_unborn_branch_has_an_index_and_no_commits() {
    let stage = Stage::plan(&[("goals/a.toml", BROKEN)]);
    stage.git(&["init", "-q"]);
    let run = stage.run(&["check", "--staged"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "nothing is staged, so there is no plan");
    stage.git(&["add", "."]);
    assert_eq!(code(&stage, &["check", "--staged"]), 1);
    for option in ["--rev", "--base"] {
        let run = stage.run(&["check", option, "HEAD"]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("nothing is committed yet"), "{}", run.stderr);
    }
}

#[test]
fn a_file_under_conflict_is_one_finding_on_that_file() {
    let stage = committed();
    stage.git(&["checkout", "-qb", "other"]);
    stage.write("goals/a.toml", GOAL.replace("nine", "eight"));
    commit(&stage, "eight");
    stage.git(&["checkout", "-q", "main"]);
    stage.write("goals/a.toml", GOAL.replace("nine", "seven"));
    commit(&stage, "seven");
    Command::new("git").args(["merge", "-q", "other"]).current_dir(stage.path()).output().unwrap();
    let run = stage.run(&["check", "--staged", "--quiet"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stdout, @"
    goals/a.toml:1:1: error[conflict-marker] Git has two sides of this file that are not merged yet
      help: decide between them in the file, then stage it with `git add`
    ");
}

#[test]
fn what_a_sparse_checkout_leaves_out_is_read_from_the_index() {
    let stage = committed();
    stage.write("goals/far/b.toml", BROKEN);
    commit(&stage, "b");
    stage.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/goals/far/"]);
    assert!(!stage.path().join("goals/far/b.toml").exists());
    let run = stage.run(&["check"]);
    assert!(run.stdout.starts_with("goals/far/b.toml:1:1: error[missing-field]"), "{}", run.stdout);
    assert_eq!(code(&stage, &["check", "--staged"]), 1);
}

#[test]
fn an_index_that_cannot_be_read_is_said_with_the_command_that_mends_it() {
    for (write, mend) in [
        (&["update-index", "--split-index"][..], "git update-index --no-split-index"),
        (
            &["sparse-checkout", "set", "--cone", "--sparse-index", "goals"][..],
            "git sparse-checkout reapply --no-sparse-index",
        ),
    ] {
        let stage = committed();
        stage.write("elsewhere/deep/x.txt", "");
        commit(&stage, "elsewhere");
        stage.git(write);
        let run = stage.run(&["check", "--staged"]);
        assert_eq!(run.code, 2, "{}", run.stdout);
        assert!(run.stderr.contains(mend), "{}", run.stderr);
    }
}

#[test]
fn a_linked_worktree_has_an_index_of_its_own() {
    let stage = committed();
    stage.git(&["worktree", "add", "-q", "linked"]);
    stage.write("linked/goals/a.toml", BROKEN);
    let linked = stage.path().join("linked");
    assert_eq!(run_in(&linked, &["check", "--staged"]).code, 0);
    stage.git(&["-C", "linked", "add", "."]);
    assert_eq!(run_in(&linked, &["check", "--staged"]).code, 1);
    assert_eq!(code(&stage, &["check", "--staged"]), 0);
}

#[test]
fn a_submodule_is_a_repository_of_its_own() {
    let inner = committed();
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    let source = inner.path().to_str().unwrap();
    stage.git(&["-c", "protocol.file.allow=always", "submodule", "add", "-q", source, "plan"]);
    let plan = stage.path().join("plan");
    assert_eq!(run_in(&plan, &["check", "--rev", "HEAD"]).code, 0);
    stage.write("plan/goals/a.toml", BROKEN);
    stage.git(&["-C", "plan", "add", "."]);
    assert_eq!(run_in(&plan, &["check", "--staged"]).code, 1);
}

#[test]
fn a_plan_that_is_only_in_a_commit_is_found_there() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    stage.write("plans/sales/goalpact.toml", "");
    stage.write("plans/sales/goals/a.toml", BROKEN);
    commit(&stage, "plan");
    std::fs::remove_dir_all(stage.path().join("plans")).unwrap();
    assert_eq!(code(&stage, &["check", "--rev", "HEAD", "plans/sales"]), 1);
    assert_eq!(code(&stage, &["check", "--rev", "HEAD", "plans/sales/goals/a.toml"]), 1);
    let run = stage.run(&["check", "--rev", "HEAD"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("goalpact check plans/sales"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_plan_in_a_folder_that_has_no_name_in_text_is_said_to_be_there() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    let folder = stage.path().join(std::ffi::OsStr::from_bytes(b"sales\xff"));
    std::fs::create_dir_all(folder.join("goals")).unwrap();
    std::fs::write(folder.join("goalpact.toml"), "").unwrap();
    std::fs::write(folder.join("goals/a.toml"), GOAL).unwrap();
    commit(&stage, "plan");
    for args in
        [&["check"][..], &["check", "--staged"], &["check", "--rev", "HEAD"], &["hook", "run"]]
    {
        let run = run_in(&folder, args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.contains("sales\\xff"), "{}", run.stderr);
        assert!(run.stderr.contains("the name of this folder is not UTF-8"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf_8_is_told_and_shown() {
    let stage = committed();
    let name = std::ffi::OsStr::from_bytes(b"goals/b\xff.toml");
    std::fs::write(stage.path().join(name), GOAL).unwrap();
    stage.write("elsewhere.txt", "");
    commit(&stage, "name");
    for moment in [&["check", "--staged"][..], &["check", "--rev", "HEAD"], &["check"]] {
        let run = stage.run(moment);
        assert_eq!(run.code, 1);
        assert!(
            run.stdout.starts_with("goals/b\\xff.toml:1:1: error[bad-value]"),
            "{}",
            run.stdout
        );
    }
}

#[test]
fn what_is_no_commit_is_said_in_words() {
    let stage = committed();
    for (name, says) in [
        ("nowhere", "`nowhere` was not read: nothing is called so here"),
        (":/plan", "`:/plan` was not read: it is not the name of a commit"),
        ("HEAD:goals/a.toml", "it is not the name of a commit"),
        ("HEAD^{tree}", "it is an object of Git, but no commit"),
        ("a..b", "it is not the name of a commit"),
        ("0123456789012345678901234567890123456789", "the repository lacks this object"),
    ] {
        let run = stage.run(&["check", "--rev", name]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(says), "{name}: {}", run.stderr);
        assert!(run.stderr.contains("help: "), "{name}: {}", run.stderr);
    }
    let outside = Stage::plan(&[("goals/a.toml", GOAL)]);
    assert!(
        outside.run(&["check", "--staged"]).stderr.starts_with("error: this is no Git repository")
    );
}

#[cfg(unix)]
#[test]
fn a_missing_or_broken_object_is_said_with_a_way_out() {
    let stage = committed();
    stage.git(&["clone", "-q", "--bare", ".", "full.git"]);
    stage.git(&["-C", "full.git", "config", "uploadpack.allowFilter", "true"]);
    let url = format!("file://{}", stage.path().join("full.git").display());
    stage.git(&["clone", "-q", "--no-checkout", "--filter=blob:none", &url, "partial"]);
    let run = run_in(&stage.path().join("partial"), &["check", "--rev", "HEAD"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("help: fetch what is missing: `git fetch --refetch`"),
        "{}",
        run.stderr
    );
}

/// Runs `git commit` with a hook that judges what is staged.
fn commit_with_hook(stage: &Stage, folder: &str, args: &[&str]) -> Run {
    let hook =
        format!("#!/bin/sh\nexec '{}' check --staged --quiet\n", env!("CARGO_BIN_EXE_goalpact"));
    stage.write("hooks/pre-commit", hook);
    let path = stage.path().join("hooks/pre-commit");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let hooks = format!("core.hooksPath={}", stage.path().join("hooks").display());
    let mut git = Command::new("git");
    let goalpact = command();
    git.envs(goalpact.get_envs().filter_map(|(name, value)| Some((name, value?))));
    git.args([
        "-c",
        &hooks,
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "commit",
        "-qm",
        "x",
    ]);
    ended(&git.args(args).current_dir(stage.path().join(folder)).output().unwrap())
}

#[test]
fn a_hook_judges_what_is_being_committed_in_every_form() {
    for args in [&["-a"][..], &["goals/a.toml"], &["--include", "goals/a.toml"]] {
        let stage = committed();
        stage.write("goals/a.toml", BROKEN);
        let run = commit_with_hook(&stage, ".", args);
        assert_eq!(run.code, 1, "{args:?} must be blocked: {}", run.stderr);
        assert!(run.stdout.contains("missing-field") || run.stderr.contains("missing-field"));
    }
}

#[test]
fn a_hook_does_not_judge_what_is_not_being_committed() {
    let stage = committed();
    stage.write("goals/a.toml", BROKEN);
    stage.git(&["add", "."]);
    stage.write("readme.txt", "");
    stage.git(&["add", "readme.txt"]);
    // `git commit FILE` commits that file alone, whatever else is staged.
    let run = commit_with_hook(&stage, ".", &["readme.txt"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_hook_in_a_linked_worktree_judges_that_worktree() {
    let stage = committed();
    stage.git(&["worktree", "add", "-q", "linked"]);
    stage.write("linked/goals/a.toml", BROKEN);
    assert_eq!(commit_with_hook(&stage, "linked", &["-a"]).code, 1);
}

#[test]
fn only_what_the_base_does_not_have_is_shown_on_request() {
    let stage = committed();
    stage.write("goals/b.toml", BROKEN);
    commit(&stage, "b is broken");
    stage.git(&["checkout", "-qb", "topic"]);
    stage.write("goals/b.toml", GOAL.replace("nine", "eight"));
    stage.write("goals/c.toml", BROKEN);
    commit(&stage, "b is mended, c is broken");
    stage.git(&["checkout", "-q", "main"]);
    stage.write("goals/d.toml", BROKEN);
    commit(&stage, "main goes on");
    stage.git(&["checkout", "-q", "topic"]);
    stage.write("goals/e.toml", BROKEN);

    // The base is where the topic began, not where main is now.
    let shape = ["check", "--base", "main", "--new-only", "--select", "shape"];
    insta::assert_snapshot!(stage.run(&shape).stdout, @r#"
    goals/c.toml:1:1: error[missing-field] goal `c` has no `status`
      help: add `status = "draft"`: where it is in its life
    goals/e.toml:1:1: error[missing-field] goal `e` has no `status`
      help: add `status = "draft"`: where it is in its life

    2 errors
    checked 5 files and 4 goals against 11 rules as of 2026-03-31
    fixed since the base: 1 finding
    "#);
    let json =
        stage.run(&["check", "--base", "HEAD", "--select", "shape", "--format", "json"]).json();
    let new = |path: &str| {
        let findings = json["findings"].as_array().unwrap();
        findings.iter().find(|finding| finding["path"] == path).unwrap()["new"].clone()
    };
    assert_eq!((new("goals/c.toml"), new("goals/e.toml")), (false.into(), true.into()));
    assert_eq!(json["plan"]["snapshot"], "worktree");
    assert_eq!(json["plan"]["base"].as_str().unwrap().len(), 40);
    assert_eq!(code(&stage, &["check", "--rev", "topic", "--base", "main", "--new-only"]), 1);
    assert_eq!(code(&stage, &["check", "--rev", "main~1", "--base", "main~1", "--new-only"]), 0);
    assert_eq!(stage.run(&["check", "--new-only"]).code, 2);
}

#[test]
fn with_nothing_changed_nothing_is_new() {
    let stage = Stage::fixture("adrift");
    stage.git(&["init", "-q"]);
    commit(&stage, "plan");
    for moment in [&["--base", "HEAD"][..], &["--staged"], &["--rev", "HEAD", "--base", "HEAD"]] {
        let run = stage.run(&[&["check", "--new-only", "--fail-on", "note"], moment].concat());
        assert_eq!(run.code, 0, "{moment:?}: {}", run.stdout);
    }
}

#[test]
fn the_working_tree_the_index_and_the_commit_of_one_plan_say_the_same() {
    for fixture in ["adrift", "wounded"] {
        let stage = Stage::fixture(fixture);
        stage.git(&["init", "-q"]);
        commit(&stage, "plan");
        let said = |moment: &[&str]| {
            let run = stage.run(&[&["check", "--format", "json"], moment].concat());
            run.json()["findings"].to_string().replace("\"new\":false", "\"new\":true")
        };
        let on_disk = said(&[]);
        assert_eq!(said(&["--staged"]), on_disk, "{fixture}");
        assert_eq!(said(&["--rev", "HEAD"]), on_disk, "{fixture}");
    }
}

#[test]
fn a_shallow_clone_without_the_base_is_said_with_the_command_that_mends_it() {
    let stage = committed();
    stage.git(&["checkout", "-qb", "topic"]);
    for name in ["b", "c", "d"] {
        stage.write(&format!("goals/{name}.toml"), GOAL);
        commit(&stage, name);
    }
    let url = format!("file://{}", stage.path().display());
    stage.git(&["clone", "-q", "--depth", "1", "--no-single-branch", &url, "shallow"]);
    let shallow = stage.path().join("shallow");
    let run = run_in(&shallow, &["check", "--base", "origin/main"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("git fetch --unshallow"), "{}", run.stderr);
    let run = run_in(&shallow, &["check", "--base", "HEAD~1"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("git fetch --unshallow"), "{}", run.stderr);
}
