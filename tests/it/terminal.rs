//! On a terminal: `script` from util-linux gives the command one of its own.
#![cfg(target_os = "linux")]

use std::io::Write;
use std::process::{Command, Stdio};

use crate::stage::{Stage, TODAY};

/// Runs goalpact on a terminal, with `keys` typed; gives what the terminal was sent, and the exit code.
fn on_a_terminal(stage: &Stage, arguments: &str, keys: &str) -> (String, i32) {
    let mut child = Command::new("script")
        .args(["-qec", &format!("{} {arguments}", env!("CARGO_BIN_EXE_goalpact")), "/dev/null"])
        .current_dir(stage.path())
        .env("GOALPACT_TODAY", TODAY)
        .env("TERM", "xterm-256color")
        .env_remove("NO_COLOR")
        .env_remove("CI")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("`script` comes with util-linux");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(keys.as_bytes()).unwrap();
    // The keyboard stays plugged in until the command has ended.
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.code().unwrap())
}

#[test]
fn new_asks_for_what_was_not_given() {
    let stage = Stage::fixture("tiny");
    let down = "\u{1b}[B";
    // The title, the why, the second level, the first status, the second business owner, and no IT owner yet.
    let keys = format!("Shops are loved\rPeople come back\r{down}\r\r{down}{down}\r\r");
    let (_, code) = on_a_terminal(&stage, "new goal loved-shops", &keys);
    assert_eq!(code, 0);
    let written = stage.read("goals/loved-shops.toml");
    assert!(
        written.starts_with("title = \"Shops are loved\"\nwhy = \"People come back\"\nlevel = \"function\"\nstatus = \"draft\"\n"),
        "{written}"
    );
    assert!(written.contains("[owners]\nbusiness = \"deepak\"\n# it = "), "{written}");
}

#[test]
fn escape_ends_the_questions_and_writes_nothing() {
    let stage = Stage::fixture("tiny");
    let (screen, code) = on_a_terminal(&stage, "new person ana", "\u{1b}");
    assert_eq!(code, 2);
    assert!(screen.contains("error: stopped; nothing was written"), "{screen}");
    assert!(!stage.read("people.toml").contains("ana"));
}

#[test]
fn check_draws_frames_in_color() {
    let (screen, code) = on_a_terminal(&Stage::fixture("wanting"), "check", "");
    assert_eq!(code, 1);
    assert!(screen.contains("\u{1b}[31merror[goal-without-it-owner]\u{1b}[0m"), "{screen}");
    let (plain, _) = on_a_terminal(&Stage::fixture("wanting"), "check --color never", "");
    assert!(
        plain.contains("error[goal-without-it-owner]") && !plain.contains("\u{1b}[31m"),
        "{plain}"
    );
}
