//! Files that are written, whatever goes wrong: each is whole, the old one or the new.
#![cfg(unix)]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, SystemTime};

use crate::stage::{Stage, command, files};

/// Two goals with a fix each, one with Windows line ends that only its owner may read.
fn mendable() -> Stage {
    let goal = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"Draft\"\n";
    let stage = Stage::plan(&[("goals/a.toml", goal)]);
    stage.write("goals/b.toml", goal.replace('\n', "\r\n"));
    let private = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(stage.path().join("goals/b.toml"), private).unwrap();
    stage
}

/// The files below a folder: the path, the mode, and the bytes of each.
fn state(folder: &Path) -> Vec<(String, u32, Vec<u8>)> {
    let look = |file: std::path::PathBuf| {
        let path = folder.join(&file);
        let mode = path.symlink_metadata().unwrap().permissions().mode();
        (file.display().to_string(), mode, std::fs::read(path).unwrap())
    };
    files(folder).into_iter().map(look).collect()
}

/// Runs goalpact in a folder while the system fails the `nth` of its calls of one sort, or kills it there.
#[cfg(target_os = "linux")]
fn failing(folder: &Path, args: &[&str], calls: &str, how: &str, nth: usize) -> Option<Output> {
    let goalpact = command();
    let is_there = std::process::Command::new("strace").arg("-V").output().is_ok();
    assert!(is_there || std::env::var_os("CI").is_none(), "strace is not installed");
    // Whoever runs the tests in the background may have told them to ignore the keyboard.
    let mut strace = std::process::Command::new("env");
    strace.args(["--default-signal=INT,TERM", "strace", "-f", "-qqq", "-o", "/dev/null"]);
    strace.args(["-e", &format!("trace={calls}")]);
    strace.args(["-e", &format!("inject={calls}:{how}:when={nth}")]);
    strace.arg(goalpact.get_program()).args(args).current_dir(folder);
    for (name, value) in goalpact.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    is_there.then(|| strace.output().unwrap())
}

/// What a writer asks of the system, in turn.
const CALLS: [&str; 4] = ["write", "fsync", "fchmod", "/^rename"];

#[cfg(target_os = "linux")]
#[test]
fn a_fix_that_fails_anywhere_leaves_every_file_whole() {
    let old = state(mendable().path());
    let fixed = mendable();
    assert!(fixed.run(&["fix"]).stdout.starts_with("fixed 2 findings in 2 files"));
    let new = state(fixed.path());
    for calls in CALLS {
        for nth in [1, 2] {
            let stage = mendable();
            let Some(output) = failing(stage.path(), &["fix"], calls, "error=ENOSPC", nth) else {
                return;
            };
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{calls} {nth}: {said}");
            let name = ["a", "b"][nth - 1];
            let expected = format!("goals/{name}.toml` was not written: no space left");
            assert!(said.starts_with("error: `") && said.contains(&expected), "{said}");
            // goalpact.toml, and the two goals: those before the failure are done, and nothing lies about.
            let expected = [&new[..nth], &old[nth..]].concat();
            assert!(state(stage.path()) == expected, "{calls} {nth}: {:?}", state(stage.path()));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_fix_that_is_killed_anywhere_leaves_every_file_whole_and_can_be_run_again() {
    let old = state(mendable().path());
    let fixed = mendable();
    fixed.run(&["fix"]);
    let new = state(fixed.path());
    let signals = ["SIGKILL", "SIGINT", "SIGTERM"];
    for (calls, signal) in CALLS.iter().flat_map(|calls| signals.map(|signal| (*calls, signal))) {
        let stage = mendable();
        let how = format!("signal={signal}");
        let Some(output) = failing(stage.path(), &["fix"], calls, &how, 2) else {
            return;
        };
        assert_eq!(output.status.code(), None, "{calls}: it dies of {signal}");
        let left = state(stage.path());
        let (temporary, plan): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|(path, ..)| path.contains("/.goalpact-"));
        assert!(temporary.len() <= 1 && temporary.iter().all(|(_, mode, _)| mode & 0o777 == 0o600));
        for ((file, old), new) in plan.iter().zip(&old).zip(&new) {
            assert!(file == old || file == new, "{calls}: {file:?}");
        }
        // Later, the next run takes away what is left over.
        let later = SystemTime::now() - Duration::from_hours(1);
        for (path, ..) in temporary {
            let file = std::fs::File::options().write(true).open(stage.path().join(path));
            file.unwrap().set_modified(later).unwrap();
        }
        assert_eq!(stage.run(&["fix"]).code, fixed.run(&["fix"]).code);
        let now = state(stage.path());
        assert!(now == new, "{calls} {signal}: {now:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn no_other_command_leaves_half_a_file_either() {
    let people = "[ana]\nname = \"Ana\"\nfunction = \"sales\"\ngithub = \"ana\"\n";
    let functions = "[sales]\nname = \"Sales\"\nside = \"business\"\n";
    let goal = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\nowners.business = \"ana\"\n";
    let new_person = ["new", "person", "bo", "--name", "Bo", "--function", "sales"];
    for args in [
        &["check", "--report", "json=report.json"][..],
        &["codeowners", "--write"],
        &["hook", "install"],
        &["init", "there"],
        &new_person,
    ] {
        for calls in ["fsync", "/^rename"] {
            let stage = Stage::plan(&[
                ("people.toml", people),
                ("functions.toml", functions),
                ("goals/a.toml", goal),
                ("report.json", "old"),
                (".github/CODEOWNERS", "* @all\n"),
            ]);
            stage.git(&["init", "-q"]);
            let before = state(stage.path());
            let Some(output) = failing(stage.path(), args, calls, "error=EIO", 1) else { return };
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
            assert!(said.contains("was not written: "), "{args:?}: {said}");
            assert!(state(stage.path()) == before, "{args:?} {calls}");
        }
    }
}

#[test]
fn two_fixes_at_once_leave_every_file_whole() {
    let fixed = mendable();
    fixed.run(&["fix"]);
    let (old, new) = (state(mendable().path()), state(fixed.path()));
    for _ in 0..50 {
        let stage = mendable();
        let start = || {
            let mut fix = command();
            fix.arg("fix").current_dir(stage.path()).stdout(Stdio::null()).stderr(Stdio::piped());
            fix.spawn().unwrap()
        };
        for run in [start(), start()] {
            let run = run.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&run.stderr);
            let is_said = said.contains("has changed since it was read, so it was not written");
            assert!(run.status.code() == Some(0) || is_said, "{:?} {said}", run.status);
        }
        let now = state(stage.path());
        assert_eq!(now.len(), new.len(), "nothing lies about");
        for ((file, old), new) in now.iter().zip(&old).zip(&new) {
            assert!(file == old || file == new, "{file:?}");
        }
        stage.run(&["fix"]);
        assert!(state(stage.path()) == new);
    }
}

#[test]
fn a_report_is_written_nowhere_but_to_a_file() {
    let stage = Stage::fixture("tiny");
    for (to, says) in [
        ("/dev/full", "`/dev/full` is no ordinary file"),
        ("nowhere/report.json", "`nowhere/report.json` was not written: no such file or folder"),
        ("goals", "`goals` is no ordinary file"),
    ] {
        let run = stage.run(&["check", "--report", &format!("json={to}")]);
        assert_eq!(run.code, 2, "{to}");
        assert!(run.stderr.contains(says), "{to}: {}", run.stderr);
        assert!(!run.stdout.is_empty(), "what was found is shown all the same");
    }
}

#[test]
fn nothing_is_written_through_a_link() {
    let outside = Stage::empty();
    outside.write("report.json", "theirs");
    let stage = Stage::plan(&[("people.toml", ""), ("functions.toml", "")]);
    stage.git(&["init", "-q"]);
    let link = |target: &Path, name: &str| symlink(target, stage.path().join(name)).unwrap();
    link(outside.path(), "goals");
    link(outside.path(), ".github");
    link(&outside.path().join("report.json"), "report.json");
    link(&outside.path().join("kpis.toml"), "there");
    let goal =
        ["new", "goal", "g", "--title", "x", "--why", "y", "--level", "team", "--status", "draft"];
    for (args, says) in [
        (&goal[..], "goals` is a link, so nothing was written below it"),
        (&["check", "--report", "json=report.json"], "`report.json` is no ordinary file"),
        (&["check", "--report", "json=there"], "`there` is no ordinary file"),
        (&["init", "there"], "was not written"),
    ] {
        let run = stage.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stdout);
        assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
    }
    assert_eq!(state(outside.path()).len(), 1);
    assert_eq!(outside.read("report.json"), "theirs");
}

#[test]
fn a_code_owners_file_behind_a_link_is_neither_read_nor_written() {
    let outside = Stage::empty();
    outside.write("CODEOWNERS", "*.toml @secret\n");
    let stage = Stage::plan(&[
        ("people.toml", "[ana]\nname = \"Ana\"\nfunction = \"sales\"\ngithub = \"ana\"\n"),
        ("functions.toml", "[sales]\nname = \"Sales\"\nside = \"business\"\n"),
        (
            "goals/a.toml",
            "title = \"x\"\nlevel = \"team\"\nstatus = \"proposed\"\nowners.business = \"ana\"\n",
        ),
    ]);
    stage.git(&["init", "-q"]);
    symlink(outside.path(), stage.path().join(".github")).unwrap();
    symlink(outside.path().join("CODEOWNERS"), stage.path().join("CODEOWNERS")).unwrap();
    let run = stage.run(&["check", "--select", "owner-not-in-codeowners", "--format", "human"]);
    assert!(!run.stdout.contains("CODEOWNERS:"), "{}", run.stdout);
    let run = stage.run(&["codeowners", "--write"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(".github` is a link"), "{}", run.stderr);
    assert_eq!(outside.read("CODEOWNERS"), "*.toml @secret\n");
    // What Git has of a link is where it leads: no line of anybody's.
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "links"]);
    for moment in [&["--staged"][..], &["--rev", "HEAD"]] {
        let run = stage.run(&[&["check", "--format", "json"][..], moment].concat());
        assert!(!run.stdout.contains("CODEOWNERS\""), "{moment:?}: {}", run.stdout);
    }
}

#[test]
fn what_is_in_the_way_is_left_there() {
    let stage = Stage::fixture("tiny");
    std::fs::create_dir(stage.path().join("report.json")).unwrap();
    std::fs::create_dir(stage.path().join("goals/g.toml")).unwrap();
    let run = stage.run(&["check", "--report", "json=report.json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`report.json` is no ordinary file"), "{}", run.stderr);
    let goal =
        ["new", "goal", "g", "--title", "x", "--why", "y", "--level", "team", "--status", "draft"];
    let run = stage.run(&goal);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("goals/g.toml` is there already"), "{}", run.stderr);
    assert!(
        stage.path().join("goals/g.toml").is_dir() && stage.path().join("report.json").is_dir()
    );
}

#[test]
fn a_new_entry_is_written_as_the_file_around_it_is() {
    let stage = Stage::plan(&[
        ("functions.toml", "[sales]\nname = \"Sales\"\nside = \"business\"\n"),
        ("people.toml", "\u{feff}# who\r\n[ana]\r\nname = \"Ana\" # head\r\nfunction = \"sales\""),
    ]);
    let path = stage.path().join("people.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let before = stage.read("people.toml");
    let run = stage.run(&["new", "person", "bo", "--name", "Bo", "--function", "sales"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let after = stage.read("people.toml");
    let added = after.strip_prefix(&before).unwrap();
    assert!(added.starts_with("\r\n\r\n[bo]\r\nname = \"Bo\"\r\n"), "{added:?}");
    assert_eq!(added.matches('\n').count(), added.matches("\r\n").count());
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}
