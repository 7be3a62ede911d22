//! `goalpact hook`: real commits, with Git's own hook and with pre-commit.

use std::ffi::OsString;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::peers::peer;
use crate::readme::block;
use crate::stage::{Run, Stage, command, ended, files, project, run_in};

const HOOK: &str = ".git/hooks/pre-commit";
const LINE: &str = "goalpact hook run || exit\n";
const PEOPLE: &str =
    "[ana]\nname = \"Ana Ruiz\"\nfunction = \"sales\"\nemail = \"ana@example.org\"\n";
const FUNCTIONS: &str = "[sales]\nname = \"Sales\"\nside = \"business\"\nhead = \"ana\"\n";
/// A goal that lacks its IT owner, and has a business owner.
const GOAL: &str = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"proposed\"\nwhy = \"They leave\"\n[owners]\nbusiness = \"ana\"\n";
const BROKEN: &str = "title = \"Keep eight customers in ten\"\nlevel = \"team\"\n";

/// A committed plan in `folder` (empty, or ending in `/`) with an old finding of its own.
fn add_plan(stage: &Stage, folder: &str) {
    stage.write(&format!("{folder}goalpact.toml"), "");
    stage.write(&format!("{folder}people.toml"), PEOPLE);
    stage.write(&format!("{folder}functions.toml"), FUNCTIONS);
    stage.write(&format!("{folder}goals/old.toml"), GOAL);
}

/// A repository with such plans, and the hook.
fn repository(folders: &[&str]) -> Stage {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    for folder in folders {
        add_plan(&stage, folder);
    }
    stage.write("readme.txt", "");
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    assert_eq!(stage.run(&["hook", "install"]).code, 0);
    stage
}

/// Runs `git commit` in `folder`, with goalpact on the PATH.
fn commit_in(folder: &Path, args: &[&str]) -> Run {
    let mut git = git(Path::new("git"), folder);
    ended(&git.arg("commit").args(args).env("PATH", path_with_goalpact()).output().unwrap())
}

fn path_with_goalpact() -> OsString {
    let bin = Path::new(env!("CARGO_BIN_EXE_goalpact")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap();
    let folders = [bin.to_owned()].into_iter().chain(std::env::split_paths(&path));
    std::env::join_paths(folders).unwrap()
}

/// A program with no setting of this machine.
fn clean(program: &Path, folder: &Path) -> Command {
    let mut clean = Command::new(program);
    for (name, value) in command().get_envs() {
        match value {
            Some(value) => clean.env(name, value),
            None => clean.env_remove(name),
        };
    }
    clean.current_dir(folder);
    clean
}

fn git(program: &Path, folder: &Path) -> Command {
    let mut git = clean(program, folder);
    git.args(["-c", "user.name=Test", "-c", "user.email=test@example.org"]);
    git
}

fn commit(stage: &Stage, args: &[&str]) -> Run {
    commit_in(stage.path(), &[&["-qm", "x"], args].concat())
}

#[track_caller]
fn allowed(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[track_caller]
fn blocked(run: &Run, says: &str) {
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains(says), "{}", run.stderr);
}

fn mode(path: &Path) -> u32 {
    path.symlink_metadata().unwrap().permissions().mode()
}

#[test]
fn the_hook_is_installed_once_and_taken_away_again() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    let run = stage.run(&["hook", "install"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout, @"
    wrote `.git/hooks/pre-commit`: from now on a commit that breaks something in a plan is held back
    no plan is under Git here yet; the hook finds those that are added later
    ");
    let hook = stage.path().join(HOOK);
    assert_eq!(mode(&hook) & 0o500, 0o500);
    let written = hook.metadata().unwrap().modified().unwrap();

    add_plan(&stage, "plans/sales/");
    add_plan(&stage, "");
    stage.git(&["add", "."]);
    let run = stage.run(&["hook", "install"]);
    insta::assert_snapshot!(run.stdout, @"
    `.git/hooks/pre-commit` is there already
    the plans here are `.` and `plans/sales`; the hook finds those that are added later
    ");
    assert_eq!(hook.metadata().unwrap().modified().unwrap(), written);

    std::fs::set_permissions(&hook, PermissionsExt::from_mode(0o644)).unwrap();
    let run = stage.run(&["hook", "install"]);
    assert!(run.stdout.starts_with("made `.git/hooks/pre-commit` executable again"));
    assert_eq!(mode(&hook) & 0o777, 0o755);

    let run = stage.run(&["hook", "uninstall"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "removed `.git/hooks/pre-commit`\n"));
    assert!(!hook.exists());
    let run = stage.run(&["hook", "uninstall"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.stdout, @"no hook of goalpact's at `.git/hooks/pre-commit`; nothing was removed");
}

#[test]
fn a_commit_that_breaks_something_is_held_back_and_one_that_does_not_is_made() {
    let stage = repository(&[""]);
    stage.write("goals/old.toml", GOAL.replace("nine", "eight"));
    stage.git(&["add", "."]);
    let run = commit(&stage, &[]);
    allowed(&run);
    insta::assert_snapshot!(run.stderr, @"
    no findings
    checked 4 files, 1 goal, and 1 person against 132 rules as of 2026-03-31
    not shown: 2 findings that the base has as well; `goalpact check --profile review` shows everything
    ");

    stage.write("goals/new.toml", BROKEN);
    allowed(&commit(&stage, &["--allow-empty"]));
    stage.git(&["add", "."]);
    let run = commit(&stage, &[]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stderr, @r#"
    goals/new.toml:1:1: error[missing-field] goal `new` has no `status`
      help: add `status = "draft"`: where it is in its life

    1 error
    checked 5 files, 2 goals, and 1 person against 132 rules as of 2026-03-31
    not shown: 2 findings that the base has as well; `goalpact check --profile review` shows everything
    nothing was committed; `git commit --no-verify` commits without this check
    "#);
    allowed(&commit(&stage, &["--no-verify"]));
}

#[test]
fn every_form_of_a_commit_is_judged_by_what_it_commits() {
    let stage = repository(&[""]);
    stage.write("goals/old.toml", BROKEN);
    for args in [&["-a"][..], &["goals/old.toml"], &["--include", "goals/old.toml"]] {
        blocked(&commit(&stage, args), "goals/old.toml:1:1: error[missing-field]");
    }
    let below = stage.path().join("goals");
    blocked(&commit_in(&below, &["-qam", "x"]), "goals/old.toml:1:1: error[missing-field]");
    // What is staged besides is not committed, and what is only on disk is not either.
    stage.git(&["add", "."]);
    stage.write("readme.txt", "x");
    allowed(&commit(&stage, &["readme.txt"]));
    stage.git(&["restore", "--staged", "."]);
    stage.write("readme.txt", "y");
    stage.git(&["add", "readme.txt"]);
    allowed(&commit(&stage, &[]));
}

#[test]
fn a_commit_that_only_deletes_is_judged_too() {
    let stage = repository(&[""]);
    stage.git(&["rm", "-q", "people.toml"]);
    blocked(&commit(&stage, &[]), "error[unknown-reference]");
}

#[test]
fn the_first_commit_is_judged_whole() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    assert_eq!(stage.run(&["hook", "install"]).code, 0);
    add_plan(&stage, "");
    stage.git(&["add", "."]);
    blocked(&commit(&stage, &[]), "error[goal-without-it-owner]");
}

#[test]
fn a_plan_that_is_not_touched_is_not_even_read() {
    let stage = repository(&["plans/sales/", "elsewhere/"]);
    // Git sorts a folder as if its name ended in `/`.
    for path in ["elsewhere/a.b", "elsewhere/a/b", "elsewhere/a-b", "elsewhere/a0", "elsewhere/run"]
    {
        stage.write(path, path);
    }
    symlink("run", stage.path().join("elsewhere/link")).unwrap();
    stage.git(&["add", "."]);
    stage.git(&["update-index", "--chmod=+x", "elsewhere/run"]);
    stage.git(&["commit", "-qm", "more", "--no-verify"]);
    stage.write("readme.txt", "x");
    stage.git(&["add", "readme.txt"]);
    // With the trees and files of the last commit gone, whoever looked at them would stumble.
    let objects = stage.path().join(".git/objects");
    let keep: Vec<String> = ["HEAD", "HEAD^{tree}"].map(|name| id_of(&stage, name)).to_vec();
    for object in files(&objects) {
        let id = object.to_str().unwrap().replace('/', "");
        if !keep.contains(&id) {
            std::fs::remove_file(objects.join(object)).unwrap();
        }
    }
    let run = hook_run(&stage);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

fn id_of(stage: &Stage, name: &str) -> String {
    let output = git(Path::new("git"), stage.path()).args(["rev-parse", name]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// Runs what the hook runs, as Git would.
fn hook_run(stage: &Stage) -> Run {
    let mut hook = command();
    hook.args(["hook", "run"]).current_dir(stage.path());
    ended(&hook.env("GIT_INDEX_FILE", ".git/index").output().unwrap())
}

#[test]
fn everything_that_can_change_a_verdict_touches_a_plan() {
    let stage = repository(&["plan/"]);
    for (path, is_touched) in [
        ("plan/goals/2026/x.toml", true),
        ("plan/kpi.toml", true),
        ("plan/goalpact.toml", true),
        (".github/CODEOWNERS", true),
        ("plan/notes.md", false),
        ("plan/goals/notes.md", false),
        ("goals/x.toml", false),
        ("planning/goals/x.toml", false),
    ] {
        stage.write(path, "# x\n");
        stage.git(&["add", "."]);
        let run = hook_run(&stage);
        assert_eq!(!run.stdout.is_empty(), is_touched, "{path}: {}{}", run.stdout, run.stderr);
        stage.git(&["reset", "-q", "--hard"]);
    }
    // A file in the place of a folder, and a folder in that of a file.
    for (gone, new) in [("plan/goals", "plan/goals"), ("plan/people.toml", "plan/people.toml/x")] {
        stage.git(&["rm", "-qr", gone]);
        stage.write(new, "");
        stage.git(&["add", "."]);
        assert_ne!(hook_run(&stage).code, 0, "{new}");
        stage.git(&["reset", "-q", "--hard"]);
    }
    // A name alone, and a plan that stays the same in another mode, are not held back either.
    stage.write("plan/goals/x.toml", BROKEN);
    stage.git(&["add", "-N", "."]);
    assert_eq!(hook_run(&stage).stdout, "");
    stage.git(&["update-index", "--chmod=+x", "plan/goals/old.toml"]);
    assert_eq!(hook_run(&stage).code, 0);
}

#[test]
fn all_plans_of_a_repository_are_judged_also_those_that_came_later() {
    let stage = repository(&["plans/sales/", "plans/it and data/"]);
    stage.write("plans/it and data/goals/new.toml", BROKEN);
    stage.git(&["add", "."]);
    let run = commit(&stage, &[]);
    blocked(&run, "plans/it and data/goals/new.toml:1:1: error[missing-field]");
    assert!(!run.stderr.contains("plans/sales"), "{}", run.stderr);

    stage.write("plans/sales/goals/new.toml", BROKEN);
    stage.git(&["add", "."]);
    let run = commit(&stage, &[]);
    blocked(&run, "plan `plans/sales`\nplans/sales/goals/new.toml:1:1: error[missing-field]");
    assert!(run.stderr.contains("plan `plans/it and data`\n"), "{}", run.stderr);

    stage.git(&["reset", "-q", "--hard"]);
    add_plan(&stage, "later/");
    stage.git(&["add", "."]);
    blocked(&commit(&stage, &[]), "later/goals/old.toml:5:1: error[goal-without-it-owner]");
}

#[test]
fn a_plan_that_moves_takes_its_old_findings_along() {
    let stage = repository(&["plans/sales/", "plans/web/"]);
    stage.git(&["mv", "plans/sales", "sales"]);
    let run = commit(&stage, &[]);
    allowed(&run);
    assert!(run.stderr.contains("that the base has as well"), "{}", run.stderr);
    // To the root, with something new.
    for name in ["goalpact.toml", "people.toml", "functions.toml", "goals"] {
        stage.git(&["mv", &format!("sales/{name}"), name]);
    }
    stage.write("goals/new.toml", BROKEN);
    stage.git(&["add", "."]);
    let run = commit(&stage, &[]);
    blocked(&run, "goals/new.toml:1:1: error[missing-field]");
    assert!(!run.stderr.contains("goals/old.toml"), "{}", run.stderr);
}

#[test]
fn a_plan_may_go_but_its_goals_are_not_left_to_nobody() {
    let stage = repository(&["plans/sales/", "plans/web/"]);
    stage.git(&["rm", "-q", "plans/sales/goalpact.toml"]);
    let run = commit(&stage, &[]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stderr, @"
    error: the plan `plans/sales` loses its goalpact.toml, and leaves `plans/sales/functions.toml` and 2 more files to no plan
    help: keep goalpact.toml, which may be empty, or take the files away as well
      or commit without this check: `git commit --no-verify`
    ");
    stage.git(&["rm", "-qr", "plans/sales"]);
    allowed(&commit(&stage, &[]));
}

#[test]
fn outside_of_a_commit_with_nothing_staged_every_plan_is_judged_whole() {
    let stage = repository(&["plans/sales/"]);
    let run = stage.run(&["hook", "run"]);
    assert_eq!(run.code, 1, "as `pre-commit run --all-files` means it");
    assert!(run.stdout.contains("error[goal-without-it-owner]"), "{}", run.stdout);
    stage.write("readme.txt", "x");
    stage.git(&["add", "."]);
    assert_eq!(stage.run(&["hook", "run"]).code, 0);
    let empty = Stage::empty();
    empty.git(&["init", "-q"]);
    let run = empty.run(&["hook", "run"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: no plan is under Git here"), "{}", run.stderr);
    assert_eq!(hook_run(&empty).code, 0, "a commit has nothing to do with plans there");
}

#[test]
fn a_hook_that_is_not_ours_is_kept() {
    let stage = repository(&[""]);
    let theirs = "#!/bin/sh\n# goalpact hook run comes later\nexec make lint\n";
    stage.write(HOOK, theirs);
    let run = stage.run(&["hook", "install"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(run.stderr, @"
    error: `.git/hooks/pre-commit` is there already and not goalpact's, so it was left as it is
    help: add this line to it by hand, above any line that begins with `exec`:
      goalpact hook run || exit
    ");
    assert_eq!(stage.run(&["hook", "uninstall"]).code, 0);
    assert_eq!(stage.read(HOOK), theirs);

    stage.write(HOOK, "#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n");
    insta::assert_snapshot!(stage.run(&["hook", "install"]).stderr, @"
    error: `.git/hooks/pre-commit` is there already and not goalpact's, so it was left as it is
    help: pre-commit wrote it, so name goalpact in `.pre-commit-config.yaml`, under `repos:`:
        - repo: local
          hooks:
            - id: goalpact
              name: goalpact
              entry: goalpact hook run
              language: system
              always_run: true
              pass_filenames: false
              require_serial: true
              stages: [pre-commit, pre-merge-commit, manual]
    ");

    // With the line that the help shows, it does what ours does.
    stage.write(HOOK, format!("#!/bin/sh\n{LINE}exec true\n"));
    let run = stage.run(&["hook", "install"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("runs goalpact already"), "{}", run.stdout);
    let run = stage.run(&["hook", "uninstall"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"
    error: `.git/hooks/pre-commit` holds more than goalpact's hook, so it was left as it is
    help: take the line with `goalpact hook run` out of it by hand
    ");
    stage.write("goals/new.toml", BROKEN);
    stage.git(&["add", "."]);
    blocked(&commit(&stage, &[]), "error[missing-field]");
    stage.git(&["rm", "-qf", "goals/new.toml"]);
    allowed(&commit(&stage, &["--allow-empty"]));
}

#[test]
fn no_link_is_written_through() {
    let stage = repository(&[""]);
    let hook = stage.path().join(HOOK);
    for target in ["victim.txt", "missing.txt"] {
        stage.write("victim.txt", "x");
        std::fs::remove_file(&hook).unwrap();
        symlink(stage.path().join(target), &hook).unwrap();
        assert_eq!(stage.run(&["hook", "install"]).code, 2);
        assert_eq!(stage.run(&["hook", "uninstall"]).code, 0);
        assert!(hook.is_symlink());
        assert_eq!(stage.read("victim.txt"), "x");
        assert!(!stage.path().join("missing.txt").exists());
    }
    std::fs::remove_dir_all(stage.path().join(".git/hooks")).unwrap();
    std::fs::create_dir(stage.path().join("shared")).unwrap();
    symlink("../shared", stage.path().join(".git/hooks")).unwrap();
    let run = stage.run(&["hook", "install"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`.git/hooks`, which is a link"), "{}", run.stderr);
    assert!(files(&stage.path().join("shared")).is_empty());
}

#[test]
fn nothing_but_the_hook_is_written() {
    let stage = repository(&["plan/"]);
    assert_eq!(stage.run(&["hook", "uninstall"]).code, 0);
    stage.write("plan/goals/new.toml", BROKEN);
    stage.git(&["add", "."]);
    let state = || -> Vec<(PathBuf, Vec<u8>)> {
        let all = files(stage.path()).into_iter().filter(|file| file != Path::new(HOOK));
        all.map(|file| (file.clone(), std::fs::read(stage.path().join(file)).unwrap())).collect()
    };
    let before = state();
    assert_eq!(stage.run(&["hook", "install"]).code, 0);
    assert_eq!(hook_run(&stage).code, 1);
    assert_eq!(state(), before);
    assert!(stage.path().join(HOOK).exists());
}

#[test]
fn the_folder_of_hooks_is_the_one_that_git_looks_in() {
    let home = Stage::empty();
    let absolute = home.path().join("all hooks");
    for (configured, folder) in [
        (".githooks/x y", None),
        ("~/my hooks", Some(home.path().join("my hooks"))),
        (absolute.to_str().unwrap(), Some(absolute.clone())),
    ] {
        let stage = repository(&["plan/"]);
        assert_eq!(stage.run(&["hook", "uninstall"]).code, 0);
        stage.git(&["config", "core.hooksPath", configured]);
        let mut install = command();
        install.args(["hook", "install"]).env("HOME", home.path());
        // Also from a folder below.
        let run = ended(&install.current_dir(stage.path().join("plan")).output().unwrap());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let folder = folder.unwrap_or_else(|| stage.path().join(configured));
        assert!(folder.join("pre-commit").is_file(), "{configured}: {}", run.stdout);
        assert!(!stage.path().join(HOOK).exists());
        stage.git(&["config", "core.hooksPath", folder.to_str().unwrap()]);
        stage.write("plan/goals/new.toml", BROKEN);
        stage.git(&["add", "."]);
        blocked(&commit(&stage, &[]), "error[missing-field]");
    }
    let stage = repository(&["plan/"]);
    for (configured, says) in [
        ("/dev/null", "Git looks for hooks in `/dev/null`, which is no folder"),
        ("", "`core.hooksPath` was not read: it is empty"),
        ("~nobody/x", "`core.hooksPath` was not read: "),
    ] {
        stage.git(&["config", "core.hooksPath", configured]);
        for command in ["install", "uninstall"] {
            let run = stage.run(&["hook", command]);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{configured}");
            assert!(run.stderr.contains(says), "{configured}: {}", run.stderr);
        }
    }
}

#[test]
fn linked_worktrees_share_the_hook_unless_they_have_folders_of_their_own() {
    let stage = repository(&["plan/"]);
    assert_eq!(stage.run(&["hook", "uninstall"]).code, 0);
    stage.git(&["worktree", "add", "-qb", "linked", "linked one"]);
    let linked = stage.path().join("linked one");
    assert_eq!(run_in(&linked, &["hook", "install"]).code, 0);
    assert!(stage.path().join(HOOK).is_file());
    std::fs::write(linked.join("plan/goals/new.toml"), BROKEN).unwrap();
    stage.git(&["-C", "linked one", "add", "."]);
    blocked(&commit_in(&linked, &["-qm", "x"]), "plan/goals/new.toml:1:1: error[missing-field]");
    assert_eq!(run_in(&linked, &["hook", "uninstall"]).code, 0);
    allowed(&commit(&stage, &["--allow-empty"]));

    stage.git(&["config", "extensions.worktreeConfig", "true"]);
    stage.git(&["-C", "linked one", "config", "--worktree", "core.hooksPath", "own"]);
    assert_eq!(run_in(&linked, &["hook", "install"]).code, 0);
    assert!(linked.join("own/pre-commit").is_file());
    assert!(!stage.path().join(HOOK).exists());
    blocked(&commit_in(&linked, &["-qm", "x"]), "plan/goals/new.toml:1:1: error[missing-field]");
}

#[test]
fn a_repository_in_which_no_commit_is_made_gets_no_hook() {
    let stage = Stage::empty();
    let run = stage.run(&["hook", "install"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: this is no Git repository"), "{}", run.stderr);
    stage.git(&["init", "-q", "--bare"]);
    let run = stage.run(&["hook", "install"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("a bare repository has no working tree"), "{}", run.stderr);
}

#[test]
fn without_goalpact_on_the_path_nothing_passes_silently() {
    let stage = repository(&[""]);
    let path = std::env::var_os("PATH").unwrap();
    let programs = std::env::split_paths(&path).map(|folder| folder.join("git"));
    let program = programs.into_iter().find(|program| program.is_file()).unwrap();
    let mut git = git(&program, stage.path());
    git.args(["commit", "-qm", "x", "--allow-empty"]).env("PATH", "/nowhere");
    let run = ended(&git.output().unwrap());
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stderr, @"
    error: goalpact was not found on the PATH, so the plans were not checked, and nothing was committed
    help: install goalpact, or commit without the check: git commit --no-verify
      to do without this hook from now on: rm '.git/hooks/pre-commit'
    ");
}

#[test]
fn what_keeps_a_plan_from_being_judged_holds_the_commit_back() {
    let stage = repository(&["plan/"]);
    stage.git(&["rm", "-q", "plan/goals/old.toml"]);
    let run = commit(&stage, &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error: the plan has no goal"), "{}", run.stderr);
    assert!(run.stderr.contains("  or commit without this check: `git commit --no-verify`"));
}

/// pre-commit, with a home of its own, in the repository of `stage`.
fn pre_commit(program: &Path, stage: &Stage, args: &[&str]) -> Run {
    let mut pre_commit = clean(program, stage.path());
    pre_commit.env("PRE_COMMIT_HOME", stage.path().join(".git/home"));
    ended(&pre_commit.args(args).env("PATH", path_with_goalpact()).output().unwrap())
}

#[test]
fn pre_commit_accepts_the_hooks() {
    // To build goalpact from source as `language: rust` does would take minutes, so that hook is only validated.
    let Some(program) = peer("pre-commit", "4.7.0") else { return };
    let manifest = project().join(".pre-commit-hooks.yaml");
    let stage = Stage::empty();
    let run = pre_commit(&program, &stage, &["validate-manifest", manifest.to_str().unwrap()]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
    let pasted = include_str!("../../src/cli/templates/pre-commit-config.yaml");
    stage.write("pasted.yaml", format!("repos:\n{pasted}"));
    let run = pre_commit(&program, &stage, &["validate-config", "pasted.yaml"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn pre_commit_tries_the_hook_of_this_project() {
    let Some(program) = peer("pre-commit", "4.7.0") else { return };
    let stage = repository(&["plan/"]);
    let try_repo = ["try-repo", project().to_str().unwrap(), "goalpact-system"];
    let run = pre_commit(&program, &stage, &[&try_repo[..], &["--all-files"]].concat());
    assert_eq!(run.code, 1, "all files mean the whole plan: {}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("error[goal-without-it-owner]"), "{}", run.stdout);
    stage.git(&["rm", "-q", "plan/people.toml"]);
    let run = pre_commit(&program, &stage, &try_repo);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("error[unknown-reference]"), "{}", run.stdout);
}

#[test]
fn pre_commit_judges_a_range_of_commits_by_what_it_has_brought() {
    let Some(program) = peer("pre-commit", "4.7.0") else { return };
    let stage = repository(&["plan/"]);
    let range = ["--from-ref", "HEAD~1", "--to-ref", "HEAD"];
    let try_repo = ["try-repo", project().to_str().unwrap(), "goalpact-system"];
    let try_range = || pre_commit(&program, &stage, &[&try_repo[..], &range].concat());
    stage.write("plan/terms.toml", "[basket]\nterm = \"basket\"\nmeans = \"what is in it\"\n");
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qnm", "harmless"]);
    let run = try_range();
    assert_eq!(run.code, 0, "what is old is held against nobody: {}{}", run.stdout, run.stderr);
    stage.git(&["rm", "-q", "plan/people.toml"]);
    stage.git(&["commit", "-qnm", "harmful"]);
    let run = try_range();
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("error[unknown-reference]"), "{}", run.stdout);
    assert!(!run.stdout.contains("goal-without-it-owner"), "{}", run.stdout);
}

#[test]
fn pre_commit_judges_commits_as_the_hook_does() {
    let Some(program) = peer("pre-commit", "4.7.0") else { return };
    let stage = repository(&["plan/"]);
    assert_eq!(stage.run(&["hook", "uninstall"]).code, 0);
    // The hooks of this project, without what it takes to build them.
    let source = Stage::empty();
    let manifest = project().join(".pre-commit-hooks.yaml");
    source.write(".pre-commit-hooks.yaml", std::fs::read(manifest).unwrap());
    source.git(&["init", "-q"]);
    source.git(&["add", "."]);
    source.git(&["commit", "-qm", "hooks"]);
    let config = block("yaml", "## In the pre-commit hook")
        .replace("URL-OF-GOALPACT", source.path().to_str().unwrap())
        .replace("rev: main", &format!("rev: {}", id_of(&source, "HEAD")));
    stage.write(".pre-commit-config.yaml", config);
    stage.git(&["add", "."]);
    assert_eq!(pre_commit(&program, &stage, &["install"]).code, 0);
    // What is old is held against nobody.
    allowed(&commit_with_pre_commit(&stage, &[]));
    stage.git(&["rm", "-q", "plan/people.toml"]);
    blocked(&commit_with_pre_commit(&stage, &[]), "error[unknown-reference]");
    stage.git(&["reset", "-q", "--hard"]);
    stage.write("plan/goals/old.toml", BROKEN);
    for args in [&["-a"][..], &["plan/goals/old.toml"]] {
        blocked(&commit_with_pre_commit(&stage, args), "error[missing-field]");
    }
    let run = stage.run(&["hook", "install"]);
    assert!(run.stderr.contains("pre-commit wrote it"), "{}", run.stderr);
}

fn commit_with_pre_commit(stage: &Stage, args: &[&str]) -> Run {
    let mut git = git(Path::new("git"), stage.path());
    git.env("PRE_COMMIT_HOME", stage.path().join(".git/home"));
    ended(
        &git.args(["commit", "-qm", "x"])
            .args(args)
            .env("PATH", path_with_goalpact())
            .output()
            .unwrap(),
    )
}

/// What the README tells to do is what is tested here.
#[test]
fn the_readme_tells_how() {
    assert_eq!(block("sh", "## In the pre-commit hook").trim(), "goalpact hook install");
}
