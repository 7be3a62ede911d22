//! Where goalpact runs: as whom, with how little, at what time of which day.
#![cfg(target_os = "linux")]

use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::stage::{Run, Stage, command, ended, fixture};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

/// Somebody who is not root.
const NOBODY: u32 = 65_534;

/// goalpact, started by another program.
fn started_by(starter: &[&str], args: &[&str], folder: &Path) -> Command {
    let goalpact = command();
    let mut command = Command::new(starter[0]);
    command.args(&starter[1..]).arg(goalpact.get_program()).args(args).current_dir(folder);
    for (name, value) in goalpact.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.stdin(Stdio::null());
    command
}

/// goalpact in a folder as somebody whom permissions keep out: nothing keeps root out. `None` where it cannot be started so.
fn as_somebody(who: u32, starter: &[&str], args: &[&str], folder: &Path) -> Option<Command> {
    if !is_root() && who == NOBODY {
        let env = [&["env"][..], starter].concat();
        return Some(started_by(&env, args, folder));
    }
    for entry in walkdir::WalkDir::new(folder) {
        let path = entry.unwrap().into_path();
        if !path.is_symlink() {
            chown(path, Some(who), Some(who)).unwrap();
        }
    }
    let who = who.to_string();
    let drop = ["setpriv", "--reuid", &who, "--regid", &who, "--clear-groups", "env", "HOME=/"];
    let can = started_by(&drop, &["--version"], folder).output();
    let can = can.is_ok_and(|output| output.status.success());
    assert!(can || std::env::var_os("CI").is_none(), "nobody else can start goalpact here");
    can.then(|| started_by(&[&drop[..], starter].concat(), args, folder))
}

fn is_root() -> bool {
    Path::new("/proc/self").metadata().unwrap().uid() == 0
}

fn run_as_nobody(stage: &Stage, env: &[&str], args: &[&str]) -> Option<Run> {
    Some(ended(&as_somebody(NOBODY, env, args, stage.path())?.output().unwrap()))
}

fn allow(stage: &Stage, path: &str, mode: u32) {
    let mode = std::fs::Permissions::from_mode(mode);
    std::fs::set_permissions(stage.path().join(path), mode).unwrap();
}

/// A plan under Git.
fn committed() -> Stage {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    stage
}

#[test]
fn what_one_may_not_read_is_named_and_the_rest_is_judged() {
    let stage = Stage::plan(&[
        ("goals/a.toml", "title = \"x\"\n"),
        ("goals/b.toml", GOAL),
        ("goals/c/d.toml", GOAL),
    ]);
    allow(&stage, "goals/b.toml", 0);
    allow(&stage, "goals/c", 0);
    let run = run_as_nobody(&stage, &[], &["check"]);
    allow(&stage, "goals/c", 0o700);
    let Some(run) = run else { return };
    assert_eq!(run.code, 2, "{}", run.stdout);
    for path in ["goals/b.toml", "goals/c"] {
        let says = format!("`{path}` was not read: permission denied");
        assert!(run.stderr.contains(&says), "{}", run.stderr);
    }
    assert!(run.stdout.contains("goals/a.toml:1:1: error[missing-field]"), "{}", run.stdout);
}

#[test]
fn where_one_may_not_write_everything_stays_and_can_be_checked() {
    let draft = GOAL.replace("draft", "Draft");
    let stage = Stage::plan(&[("goals/a.toml", &draft)]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    allow(&stage, "goals", 0o555);
    let Some(run) = run_as_nobody(&stage, &[], &["fix"]) else { return };
    assert_eq!(run.code, 2);
    let says = "goals/a.toml` was not written: permission denied\n";
    assert!(run.stderr.contains(says), "{}", run.stderr);
    let run = run_as_nobody(&stage, &[], &["check", "--staged"]).unwrap();
    allow(&stage, "goals", 0o755);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_eq!(stage.read("goals/a.toml"), draft);
}

#[test]
fn neither_a_home_nor_a_folder_for_temporary_files_is_needed() {
    let stage = committed();
    for env in [
        &["env", "-u", "HOME"][..],
        &["env", "HOME="],
        &["env", "HOME=/nowhere", "TMPDIR=/nowhere"],
        &["env", "HOME=/etc/passwd", "XDG_CONFIG_HOME=/etc/passwd"],
    ] {
        for moment in [&["check"][..], &["check", "--staged"]] {
            let Some(run) = run_as_nobody(&stage, env, moment) else { return };
            assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{env:?} {moment:?}");
        }
    }
}

#[test]
fn a_home_that_one_may_not_look_into_is_named_and_what_lies_on_disk_is_judged() {
    let stage = committed();
    stage.write("goals/b.toml", "title = \"x\"\n");
    let home = Stage::empty();
    home.write("inner/.gitconfig", "");
    allow(&home, "inner", 0);
    let variable = format!("HOME={}", home.path().join("inner").display());
    let run = run_as_nobody(&stage, &["env", &variable], &["check"]);
    allow(&home, "inner", 0o700);
    let Some(run) = run else { return };
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("inner/.gitconfig'"), "{}", run.stderr);
    assert!(run.stdout.contains("goals/b.toml:1:1: error[missing-field]"), "{}", run.stdout);
}

#[test]
fn with_little_of_everything_the_words_are_the_same() {
    let stage = Stage::fixture("adrift");
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    for args in [&["check"][..], &["check", "--staged"], &["check", "--rev", "HEAD"]] {
        let usual = stage.run(args);
        // Descriptors, and bytes of stack and of memory.
        for little in ["--nofile=16", "--stack=262144", "--as=314572800"] {
            let run = started_by(&["prlimit", little], args, stage.path()).output().unwrap();
            let run = ended(&run);
            assert_eq!((run.code, run.stderr), (usual.code, usual.stderr.clone()), "{little}");
            assert!(run.stdout == usual.stdout, "{args:?} {little}");
        }
    }
}

#[test]
fn where_no_thread_is_to_be_had_one_does_all_of_the_work() {
    // A user of their own has no other processes that would count.
    let who = 61_234;
    let stage = Stage::fixture("adrift");
    let usual = stage.run(&["check"]);
    if !is_root() {
        return;
    }
    let with = |threads: &str| {
        let starter = ["prlimit", threads, "env", "RAYON_NUM_THREADS=2"];
        let check = as_somebody(who, &starter, &["check"], stage.path());
        check.map(|mut check| ended(&check.output().unwrap()))
    };
    let Some(run) = with("--nproc=1") else { return };
    assert_eq!((run.code, run.stderr), (usual.code, usual.stderr));
    assert!(run.stdout == usual.stdout);
    let run = with("--nproc=2").unwrap();
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let says = "error: no thread could be started: Resource temporarily unavailable";
    assert!(run.stderr.starts_with(says), "{}", run.stderr);
    assert!(run.stderr.contains("set RAYON_NUM_THREADS=1"), "{}", run.stderr);
}

#[test]
fn where_no_file_may_grow_every_file_stays_whole() {
    let draft = GOAL.replace("draft", "Draft");
    let stage = Stage::plan(&[("goals/a.toml", &draft)]);
    let output = started_by(&["prlimit", "--fsize=0"], &["fix"], stage.path()).output().unwrap();
    // The system's answer is a signal, and a signal is what it dies of.
    assert_eq!(output.status.signal(), Some(25), "{:?}", output.status);
    assert_eq!(stage.read("goals/a.toml"), draft);
    assert!(stage.run(&["fix"]).stdout.starts_with("fixed 1 finding"));
}

#[test]
fn streams_that_are_closed_change_no_verdict() {
    for (streams, code) in [("<&-", 1), ("<&- >&-", 1), ("<&- >&- 2>&-", 1)] {
        let script = format!("exec \"$0\" \"$@\" {streams}");
        let starter = ["sh", "-c", &script];
        let output = started_by(&starter, &["check"], &fixture("wounded")).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{streams}");
    }
}

#[test]
fn neither_the_place_nor_the_language_nor_other_runs_change_a_byte() {
    let places = ["UTC", "Pacific/Kiritimati", "America/New_York", "XYZ+11:30", "Nowhere/At_All"];
    let languages = ["C", "de_DE.UTF-8", "tr_TR.ISO-8859-9"];
    let start = |at: usize| {
        let mut check = command();
        check.args(["check", "--format", "json"]).current_dir(fixture("adrift"));
        check.env("TZ", places[at % places.len()]).env("LC_ALL", languages[at % languages.len()]);
        check.env("SOURCE_DATE_EPOCH", "0").stdout(Stdio::piped());
        check.spawn().unwrap()
    };
    // All of them at once.
    let runs: Vec<_> = (0..8).map(start).collect();
    let printed: Vec<Vec<u8>> =
        runs.into_iter().map(|run| run.wait_with_output().unwrap().stdout).collect();
    assert!(printed[0].len() > 100_000);
    assert!(printed.iter().all(|other| *other == printed[0]));
}

#[test]
fn today_is_the_day_where_one_is_and_is_said() {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    let has_names = Path::new("/usr/share/zoneinfo/Pacific/Kiritimati").is_file();
    assert!(has_names || std::env::var_os("CI").is_none(), "no time zones are installed");
    let names = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].into_iter().filter(|_| has_names);
    // Fourteen hours before and twelve after Greenwich: it is never the same day in both.
    for place in ["<+14>-14", "<-12>12"].into_iter().chain(names) {
        let day = || {
            let output = Command::new("date").arg("+%F").env("TZ", place).output().unwrap();
            String::from_utf8(output.stdout).unwrap().trim().to_owned()
        };
        let mut check = command();
        check.arg("check").env_remove("GOALPACT_TODAY").env("TZ", place);
        check.env("SOURCE_DATE_EPOCH", "0").current_dir(stage.path());
        // It may be midnight just now.
        let before = day();
        let run = ended(&check.output().unwrap());
        let said = run.stdout.trim_end().rsplit(' ').next().unwrap();
        assert!([before, day()].contains(&said.to_owned()), "{place}: {}", run.stdout);
        check.args(["--format", "json"]);
        assert_eq!(ended(&check.output().unwrap()).json()["plan"]["today"], said, "{place}");
    }
}

#[test]
fn nothing_is_started_and_nobody_is_called() {
    let stage = committed();
    let program = "sh -c 'touch started'";
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.sshCommand",
        "core.gitProxy",
        "credential.helper",
        "diff.external",
        "diff.x.textconv",
        "filter.x.clean",
        "filter.x.smudge",
        "filter.x.process",
        "gpg.program",
        "alias.check",
    ] {
        stage.git(&["config", key, program]);
    }
    stage.write("hooks/post-index-change", "#!/bin/sh\ntouch started\n");
    allow(&stage, "hooks/post-index-change", 0o755);
    stage.git(&["config", "core.hooksPath", "hooks"]);
    stage.git(&["config", "remote.origin.url", "http://127.0.0.1:1/x.git"]);
    stage.git(&["config", "remote.origin.promisor", "true"]);
    stage.write(".gitattributes", "*.toml filter=x diff=x\n");
    stage.write("goals/b.toml", GOAL.replace("draft", "Draft"));
    let trace = stage.path().join("trace");
    let calls = ["-f", "-qq", "-e", "trace=execve,execveat,connect,socket", "-o"];
    let starter = [&["strace"][..], &calls, &[trace.to_str().unwrap()]].concat();
    for args in [
        &["check"][..],
        &["check", "--staged"],
        &["check", "--base", "HEAD"],
        &["diff"],
        &["log", "a"],
        &["hook", "run"],
        &["codeowners"],
        &["fix"],
    ] {
        let output = started_by(&starter, args, stage.path()).output();
        let Ok(output) = output else {
            assert!(std::env::var_os("CI").is_none(), "strace is not installed");
            return;
        };
        assert!(output.status.code().is_some_and(|code| code < 2), "{args:?}: {output:?}");
        let traced = stage.read("trace");
        let is_call = |line: &&str| {
            ["exec", "connect", "socket"].iter().any(|name| line.contains(&format!(" {name}")))
        };
        let calls: Vec<&str> = traced.lines().filter(is_call).collect();
        assert_eq!(calls.len(), 1, "{args:?} starts itself alone: {calls:#?}");
    }
    assert!(!stage.path().join("started").exists());
}
