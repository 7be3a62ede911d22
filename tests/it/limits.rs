//! What is read and shown at most, and how that is raised.

use std::io::{Read, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

use goalpact::snapshot::Limits;

use crate::stage::{Run, Stage, command, ended, project};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

/// Where a plan is read from.
const MOMENTS: [&[&str]; 3] = [&["check"], &["check", "--staged"], &["check", "--rev", "HEAD"]];

fn limited(stage: &Stage, limits: &str, args: &[&str]) -> Run {
    let mut goalpact = command();
    goalpact.args(args).env(Limits::VARIABLE, limits).current_dir(stage.path());
    ended(&goalpact.output().unwrap())
}

/// A repository with a commit of these files.
fn committed(files: &[(&str, &str)]) -> Stage {
    let stage = Stage::plan(files);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    stage
}

/// That a plan passes with one limit, and with another is not read, wherever it is read from.
fn holds(stage: &Stage, enough: &str, too_little: &str, says: &str) {
    for moment in MOMENTS {
        let run = limited(stage, enough, moment);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{moment:?} {enough}");
        let run = limited(stage, too_little, moment);
        assert_eq!(run.code, 2, "{moment:?} {too_little}: {}", run.stdout);
        let says = format!("was not read: {says}");
        assert!(run.stderr.contains(&says), "{moment:?}: {}", run.stderr);
        let raised = format!("`GOALPACT_LIMITS={}=NUMBER` raises that", name_of(too_little));
        assert!(run.stderr.contains(&raised), "{moment:?}: {}", run.stderr);
    }
}

fn name_of(limit: &str) -> &str {
    limit.split_once('=').unwrap().0
}

#[test]
fn no_more_files_are_read_than_a_plan_may_have() {
    let stage =
        committed(&[("goals/a.toml", GOAL), ("goals/b.toml", GOAL), ("goals/c.toml", GOAL)]);
    holds(&stage, "files=4", "files=3", "it has more than 3 files");
    // Nor is a thing judged by half of it.
    let run = limited(&stage, "files=3", &["check", "--base", "HEAD"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
}

#[test]
fn no_more_bytes_are_read_than_a_plan_may_have() {
    let long = format!("{GOAL}# {}\n", "x".repeat(600 * 1024));
    let stage = committed(&[("goals/a.toml", &long), ("goals/b.toml", &long)]);
    let says = "its files have more than 1 MiB together";
    holds(&stage, "plan-mib=2", "plan-mib=1", says);
    // Nor are they from Git's objects, where the working tree does not have them.
    stage.write("goals/a.toml", GOAL);
    stage.write("goals/b.toml", GOAL);
    for moment in &MOMENTS[1..] {
        assert_eq!(limited(&stage, "plan-mib=2", moment).code, 0, "{moment:?}");
        let run = limited(&stage, "plan-mib=1", moment);
        assert_eq!((run.code, run.stderr.contains(says)), (2, true), "{}", run.stderr);
    }
    assert_eq!(limited(&stage, "plan-mib=1", &["check"]).code, 0, "the working tree is small");
}

#[test]
fn no_more_bytes_are_read_than_a_file_may_have() {
    let long = format!("{GOAL}# {}\n", "x".repeat(1536 * 1024));
    let stage = committed(&[("goals/a.toml", &long), ("goals/b.toml", GOAL)]);
    holds(&stage, "file-mib=2", "file-mib=1", "it has 1 MiB, and 1 MiB is the most that is read");
    let mut check = command();
    check.args(["check", "--stdin-filename", "goals/b.toml"]).current_dir(stage.path());
    check.env(Limits::VARIABLE, "file-mib=1").stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = check.spawn().unwrap();
    // It stops reading before the end, which closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(long.as_bytes());
    let run = ended(&child.wait_with_output().unwrap());
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: stdin has more than 1 MiB"), "{}", run.stderr);
}

#[test]
fn no_more_entries_of_trees_are_looked_at_than_may_be() {
    let foreign: Vec<String> = (0..20).map(|number| format!("goals/{number}.md")).collect();
    let mut files = vec![("goals/a.toml", GOAL)];
    files.extend(foreign.iter().map(|path| (path.as_str(), "")));
    let stage = committed(&files);
    let rev = ["check", "--rev", "HEAD"];
    assert_eq!(limited(&stage, "entries=30", &rev).code, 0);
    let run = limited(&stage, "entries=10", &rev);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("it has more than 10 files and folders"), "{}", run.stderr);
}

#[test]
fn of_many_findings_the_most_severe_are_shown_and_all_are_counted() {
    let loud = "title = \"x\"\nlevel = \"team\"\nstatus = \"committed\"\n";
    let mut files: Vec<(String, &str)> =
        (0..30).map(|number| (format!("goals/g{number:02}.toml"), loud)).collect();
    files.push(("goals/z.toml".into(), "title = \"x\"\n"));
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let stage = Stage::plan(&files);
    let all = stage.run(&["check"]);
    let last = all.stdout.lines().rev().nth(1).unwrap();
    let found =
        stage.run(&["check", "--format", "json"]).json()["findings"].as_array().unwrap().len();
    assert!(found > 30, "{found}");
    for format in ["plain", "human"] {
        let args = ["check", "--format", format, "--color", "never"];
        let run = limited(&stage, "findings=3", &args);
        assert_eq!(run.code, all.code);
        let errors = run.stdout.matches("error[").count();
        assert_eq!(errors, 3, "{format}: {}", run.stdout);
        let more = format!("… and {} more findings, none more severe: `--format json`", found - 3);
        assert!(run.stdout.contains(&more), "{format}: {}", run.stdout);
        assert!(run.stdout.contains(last), "{format}: all are counted: {}", run.stdout);
        let run = limited(&stage, "findings=1000", &args);
        assert!(!run.stdout.contains("more findings"), "{format}: {}", run.stdout);
    }
    let json = limited(&stage, "findings=3", &["check", "--format", "json"]).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), found);
}

#[cfg(unix)]
#[test]
fn a_run_that_comes_to_no_end_is_ended() {
    let stage = committed(&[("goals/a.toml", GOAL)]);
    let made = std::process::Command::new("mkfifo").arg(stage.path().join("pipe")).status();
    assert!(made.unwrap().success());
    // Git's library waits for somebody to write to the pipe.
    stage.write(".git/config", stage.read(".git/config") + "[include]\n\tpath = ../pipe\n");
    for args in [&["check"][..], &["check", "--staged"], &["fix"], &["diff"], &["hook", "run"]] {
        let begin = Instant::now();
        let run = limited(&stage, "seconds=1", args);
        assert!(begin.elapsed() < Duration::from_secs(20), "{args:?}");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        let says = "error: the plan was not judged within 1 second\nhelp: ";
        assert!(run.stderr.starts_with(says), "{args:?}: {}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn whoever_writes_or_reads_what_a_run_prints_may_take_their_time() {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    let mut check = command();
    check.args(["check", "--stdin-filename", "goals/a.toml", "--format", "json"]);
    check.current_dir(stage.path()).env(Limits::VARIABLE, "seconds=1");
    check.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = check.spawn().unwrap();
    std::thread::sleep(Duration::from_millis(2500));
    let text: String = (0..500).map(|number| format!("key-{number} = 1\n")).collect();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    std::thread::sleep(Duration::from_millis(2500));
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    assert!(printed.len() > 64 * 1024, "more than a pipe holds: {}", printed.len());
    let run = ended(&child.wait_with_output().unwrap());
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
}

#[test]
fn a_plan_cannot_raise_its_own_limits() {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.write("goalpact.toml", "[limits]\nfiles = 9\n");
    let run = stage.run(&["check"]);
    assert!(run.stdout.contains("goalpact.toml:1:2: error[unknown-field]"), "{}", run.stdout);
    let run = limited(&stage, "fils=9", &["check"]);
    assert_eq!(run.code, 2);
    let says = "error: GOALPACT_LIMITS has `fils=9`: no limit is called so; perhaps `files`\n";
    assert!(run.stderr.starts_with(says), "{}", run.stderr);
}

#[test]
fn every_limit_is_told_with_what_it_is_where_nobody_sets_it() {
    let readme = std::fs::read_to_string(project().join("README.md")).unwrap();
    let help = Stage::empty().run(&["--help"]).stdout;
    for (name, usual) in Limits::default().by_name() {
        assert!(readme.contains(&format!("| `{name}` | {usual} |")), "README: {name} {usual}");
        assert!(help.contains(&format!("{name}={usual}")), "{help}");
    }
}
