//! Rules that a change loosens, and by whose rules it is judged: `check --config-from`.

use crate::stage::{Run, Stage};

const GOAL: &str = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"committed\"\ndue = 2026-02-28\n";
const STRICT: &str = "[levels]\noverdue-goal = \"error\"\n";

/// A repository with an overdue goal, after a change that writes these files.
fn changed(files: &[(&str, &str)]) -> Stage {
    let stage = Stage::plan(&[("goals/a.toml", GOAL), ("goalpact.toml", STRICT)]);
    stage.git(&["init", "-q"]);
    commit(&stage);
    for (path, text) in files {
        stage.write(path, text);
    }
    commit(&stage);
    stage
}

fn commit(stage: &Stage) {
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-q", "--allow-empty", "-m", "plan"]);
}

/// The findings of two rules, by the rules of the head or of the base.
fn check(stage: &Stage, side: &str) -> Run {
    let select = "overdue-goal,rules-loosened";
    let args = ["check", "--base", "HEAD~1", "--config-from", side, "--quiet", "--select", select];
    stage.run(&args)
}

/// How often each of the two rules speaks, by the rules of the head and of the base.
fn said(files: &[(&str, &str)]) -> [(usize, usize); 2] {
    let stage = changed(files);
    ["head", "base"].map(|side| {
        let run = check(&stage, side);
        assert_eq!(run.stderr, "", "{side}");
        let count = |rule: &str| run.stdout.matches(&format!("[{rule}]")).count();
        (count("overdue-goal"), count("rules-loosened"))
    })
}

#[test]
fn a_change_cannot_loosen_the_rules_of_the_base() {
    let allow = "[[allow]]\nrule = \"overdue-goal\"\nfiles = [\"goals/**\"]\nbecause = \"x\"\n";
    assert_eq!(said(&[]), [(1, 0), (1, 0)]);
    assert_eq!(
        said(&[("goalpact.toml", "[levels]\noverdue-goal = \"error\"\n# why\n")]),
        [(1, 0); 2]
    );
    assert_eq!(said(&[("goalpact.toml", allow)]), [(0, 1), (1, 1)]);
    assert_eq!(said(&[("goalpact.toml", "[plan]\nexclude = [\"goals/b*\"]\n")]), [(1, 1), (1, 1)]);
    let excluded = "[plan]\nexclude = [\"goals/a.toml\"]\n";
    let other = ("goals/b.toml", "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n");
    assert_eq!(said(&[("goalpact.toml", excluded), other]), [(0, 1), (1, 1)]);
}

#[test]
fn by_the_rules_of_the_base_a_level_holds_although_it_is_lowered() {
    let stage = changed(&[(
        "goalpact.toml",
        "[levels]\nrules-loosened = \"off\"\noverdue-goal = \"note\"\n",
    )]);
    let args = ["check", "--base", "HEAD~1", "--quiet", "--config-from"];
    let by_head = stage.run(&[&args[..], &["head"]].concat()).stdout;
    assert!(by_head.contains("note[overdue-goal]") && !by_head.contains("rules-loosened"));
    let by_base = stage.run(&[&args[..], &["base"]].concat()).stdout;
    assert!(by_base.contains("error[overdue-goal]"), "{by_base}");
    insta::assert_snapshot!(check(&stage, "base").stdout, @r#"
    goalpact.toml:2:18: warning[rules-loosened] rule `rules-loosened` is turned down from warning to off
      help: remove `rules-loosened`, or let those who keep the rules agree to it
    goalpact.toml:3:16: warning[rules-loosened] rule `overdue-goal` is turned down from error to note
      help: write `overdue-goal = "error"` again, or let those who keep the rules agree to it
    goals/a.toml:4:7: error[overdue-goal] goal `a` is 31 days overdue and still open
      goals/a.toml:3:10: still open
      help: close it with `status = "achieved"` or `"missed"` and a `[closed]` table that says when and why, or agree on a new `due`
    "#);
}

#[test]
fn what_the_base_allows_is_allowed_and_shown_where_it_was() {
    let allow = "[[allow]]\nrule = \"overdue-goal\"\nbecause = \"x\"\nuntil = 2026-06-30\n";
    let stage = changed(&[("goalpact.toml", allow)]);
    stage.write("goalpact.toml", "");
    commit(&stage);
    let run = check(&stage, "base");
    assert_eq!(run.stdout, "", "what is made stricter holds from the next change on");
    assert!(check(&stage, "head").stdout.contains("overdue-goal"));
    stage.write("goals/a.toml", GOAL.replace("2026-02-28", "2026-06-30"));
    let args = ["check", "--base", "HEAD~1", "--config-from", "base", "--quiet"];
    let stdout = stage.run(&args).stdout;
    assert!(stdout.contains("goalpact.toml:2:8: warning[unused-allow]"), "{stdout}");
}

#[test]
fn no_comment_silences_that_rules_are_loosened() {
    let silent = format!(
        "# goalpact: allow rules-loosened because x\n# goalpact: allow overdue-goal because x\n{GOAL}"
    );
    assert_eq!(said(&[("goals/a.toml", &silent)]), [(0, 2), (0, 2)]);
    let stage = changed(&[("goals/a.toml", &silent)]);
    let run = stage.run(&["check", "--base", "HEAD~1", "--quiet"]);
    assert!(run.stdout.contains("goals/a.toml:1:1: warning[unused-allow]"), "{}", run.stdout);
}

#[test]
fn a_file_that_has_moved_with_its_allow_has_loosened_nothing() {
    let silent = format!("# goalpact: allow overdue-goal because x\n{GOAL}");
    let stage = changed(&[("goals/a.toml", &silent)]);
    std::fs::create_dir(stage.path().join("goals/2026")).unwrap();
    stage.git(&["mv", "goals/a.toml", "goals/2026/a.toml"]);
    commit(&stage);
    assert_eq!(check(&stage, "head").stdout, "");
}

#[test]
fn the_rules_of_a_base_need_a_base() {
    let stage = changed(&[("goalpact.toml", "[levels]\noverdue-goal = \"off\"\n")]);
    let run = stage.run(&["check", "--config-from", "base"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"
    error: `--config-from base` takes the rules from a base, and none is named
    help: add `--staged`, or `--base REV`, such as `--base origin/main`
    ");
    let select = ["check", "--config-from", "base", "--select", "dates", "--quiet"];
    let with = |moment: &[&str]| stage.run(&[&select, moment].concat()).stdout;
    assert!(!with(&["--staged"]).contains("overdue-goal"), "the last commit has turned it off");
    stage.write("goalpact.toml", "[levels]\noverdue-goal = \"note\"\n");
    assert!(with(&["--base", "HEAD~1"]).contains("error[overdue-goal]"));
    let unborn = Stage::plan(&[("goals/a.toml", GOAL), ("goalpact.toml", STRICT)]);
    unborn.git(&["init", "-q"]);
    unborn.git(&["add", "."]);
    let run = unborn.run(&[&select[..], &["--staged"]].concat());
    assert!(run.stdout.contains("error[overdue-goal]"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_base_without_a_plan_has_the_rules_that_nobody_has_set() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    commit(&stage);
    stage.write("goalpact.toml", "[levels]\noverdue-goal = \"off\"\n");
    stage.write("goals/a.toml", GOAL);
    commit(&stage);
    let run = check(&stage, "base");
    assert!(run.stdout.contains("error[overdue-goal]") && !run.stdout.contains("rules-loosened"));
}
