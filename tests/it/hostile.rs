//! Input that wants to break something: nothing panics, nothing passes silently, nothing reaches a terminal raw.

use std::process::Stdio;

use crate::stage::{Stage, command, ended, fixture, run_in};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

#[test]
fn no_control_character_of_a_plan_is_printed() {
    let is_harmless =
        |c: char| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
    for format in ["human", "plain"] {
        let run = run_in(&fixture("wounded"), &["check", "--format", format, "--color", "never"]);
        let raw: Vec<char> = run.stdout.chars().filter(|c| !is_harmless(*c)).collect();
        assert!(raw.is_empty(), "{format}: {raw:?}");
    }
    let run = run_in(&fixture("wounded"), &["check", "\u{1b}[31m"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.chars().all(is_harmless), "{:?}", run.stderr);
}

#[test]
fn no_line_of_a_plan_becomes_a_line_of_the_output() {
    let evil = "x\\n::stop-commands::y\\r\\n::error::z";
    let stage = Stage::plan(&[
        (
            "goals/a.toml",
            &format!(
                "\"{evil}\" = 1\ntitle = \"{evil}\"\nlevel = \"{evil}\"\n[owners]\nbusiness = \"{evil}\"\n"
            ),
        ),
        (
            "people.toml",
            &format!(
                "[ana]\nname = \"{evil}\"\nfunction = \"{evil}\"\n[\"{evil}\"]\n\"{evil}\" = 1\n"
            ),
        ),
    ]);
    let run = stage.run(&["check", "--format", "plain"]);
    assert!(run.stdout.contains("stop-commands"), "{}", run.stdout);
    // GitHub's runner would take such a line for a command, however far it is indented.
    assert!(!run.stdout.lines().any(|line| line.trim_start().starts_with("::")), "{}", run.stdout);
}

#[test]
fn shapes_that_break_parsers_are_findings() {
    let nested = format!("tags = {}{}\n", "[".repeat(100_000), "]".repeat(100_000));
    let dotted = format!("{}x = 1\n", "a.".repeat(100_000));
    let header = format!("[{}x]\n", "a.".repeat(100_000));
    let inline = format!("case = {}\n", "{ a = ".repeat(20_000));
    let equals = "=".repeat(1_000_000);
    let quotes = "\"".repeat(301);
    let bad_lines = "a b c\n".repeat(20_000);
    let number = format!("priority = {}\n", "9".repeat(100_000));
    let title = format!("title = \"{}\"\nlevel = \"nope\"\n", "x".repeat(1_000_000));
    for (name, text) in [
        ("nested", &nested),
        ("dotted", &dotted),
        ("header", &header),
        ("inline", &inline),
        ("equals", &equals),
        ("quotes", &quotes),
        ("bad-lines", &bad_lines),
        ("number", &number),
        ("title", &title),
    ] {
        let stage = Stage::plan(&[("goals/a.toml", text)]);
        for format in ["plain", "human", "json"] {
            let run = stage.run(&["check", "--format", format]);
            assert_eq!(run.code, 1, "{name} as {format}: {}", run.stderr);
            assert!(
                run.stdout.len() < 1024 * 1024,
                "{name} as {format}: {} bytes",
                run.stdout.len()
            );
        }
    }
}

#[test]
fn a_file_over_the_cap_is_named_and_the_others_are_judged() {
    let stage = Stage::plan(&[("goals/a.toml", "title = \"x\"\n")]);
    let big = std::fs::File::create(stage.path().join("goals/big.toml")).unwrap();
    big.set_len(8 * 1024 * 1024 * 1024).unwrap();
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: `goals/big.toml` was not read: it has 8192 MiB"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains("goals/a.toml:1:1: error[missing-field]"), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_named_and_not_followed() {
    use std::os::unix::fs::symlink;
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    symlink("/etc/passwd", stage.path().join("goals/passwd.toml")).unwrap();
    symlink("/", stage.path().join("goals/root")).unwrap();
    symlink("loop.toml", stage.path().join("goals/loop.toml")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(stage.path().join("goals/pipe.toml"))
        .status()
        .unwrap();
    assert!(made.success());
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 2);
    for named in [
        "`goals/passwd.toml` was not read: it is a symbolic link",
        "`goals/loop.toml`",
        "`goals/pipe.toml`",
    ] {
        assert!(run.stderr.contains(named), "{}", run.stderr);
    }
    assert!(!(run.stdout + &run.stderr).contains("root:"), "nothing of the file is shown");
}

#[test]
fn folders_that_are_too_deep_are_named() {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.write(&format!("goals/{}b.toml", "d/".repeat(80)), GOAL);
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("it lies 64 folders deep, and no deeper is read"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn what_is_excluded_need_not_be_readable() {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.write("goalpact.toml", "[plan]\nexclude = [\"goals/archive/**\"]\n");
    std::fs::create_dir(stage.path().join("goals/archive")).unwrap();
    std::os::unix::fs::symlink("nowhere", stage.path().join("goals/archive/old.toml")).unwrap();
    let run = stage.run(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_folder_of_a_kind_that_is_a_link_is_named() {
    let stage = Stage::plan(&[("kpis.toml", ""), ("elsewhere/a.toml", GOAL)]);
    std::os::unix::fs::symlink("elsewhere", stage.path().join("goals")).unwrap();
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`goals` was not read: it is a symbolic link"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn file_names_may_be_anything() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    for name in [
        &b"caf\xe9.toml"[..],
        b"new\nline.toml",
        b"esc\x1b[31m.toml",
        b"--help.toml",
        b"-.toml",
        b".toml",
    ] {
        std::fs::write(stage.path().join("goals").join(OsStr::from_bytes(name)), GOAL).unwrap();
    }
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stdout.matches("error[bad-value]").count(), 5, "{}", run.stdout);
    assert!(
        run.stdout.contains("goals/caf\\xe9.toml:1:1: error[bad-value] the file name"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("goals/new\\nline.toml:1:1: "), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn a_file_is_asked_for_by_whatever_name_it_has() {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    for (name, shown) in [
        ("goals/esc\x1b[31m.toml", "goals/esc\\u{1b}[31m.toml:1:1: "),
        ("goals/new\n::error::line.toml", "goals/new\\n::error::line.toml:1:1: "),
        ("goals/back\\slash.toml", "goals/back\\slash.toml:1:1: "),
    ] {
        stage.write(name, "title = 3\n");
        let run = stage.run(&["check", name]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stdout.starts_with(shown), "{}", run.stdout);
        assert_eq!(
            stage.run_with(&["check", "--stdin-filename", name], "title = 3\n").stdout,
            run.stdout
        );
    }
}

#[test]
fn references_are_never_paths() {
    let goal = format!(
        "{GOAL}supports = [\"../../../etc/passwd\", \"/etc/passwd\", \"file:///etc/passwd\"]\n"
    );
    let run = Stage::plan(&[("goals/a.toml", &goal)]).run(&["check"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stdout.matches("error[unknown-reference]").count(), 3, "{}", run.stdout);
}

#[test]
fn a_closed_pipe_is_no_failure_of_its_own() {
    let mut child = command()
        .args(["check", "--format", "plain"])
        .current_dir(fixture("wounded"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = ended(&child.wait_with_output().unwrap());
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
}

#[cfg(unix)]
#[test]
fn stdin_without_an_end_is_not_read_to_it() {
    let mut check = command();
    let endless = std::fs::File::open("/dev/zero").unwrap();
    check.args(["check", "--stdin-filename", "goals/a.toml"]).stdin(endless);
    let run = ended(&check.current_dir(fixture("tiny")).output().unwrap());
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: stdin has more than 5 MiB"), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_exit_code_2() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command().arg("rules").stdout(full).output().unwrap();
    let run = ended(&output);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: the output was not written: no space left"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_file_that_cannot_be_read_says_nothing_of_the_others() {
    for kind in goalpact::kind::Kind::ALL {
        let stage = Stage::fixture("tiny");
        let path = format!("{}/broken.toml", kind.plural());
        stage.write(&path, "title = \"x\"\n[owners\n");
        let json = stage.run(&["check", "--format", "json"]).json();
        let findings = json["findings"].as_array().unwrap();
        assert!(!findings.is_empty());
        for finding in findings {
            assert_eq!(finding["path"], path.as_str(), "{}", finding["title"]);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_becomes_a_link_while_it_is_read_is_not_followed() {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicBool, Ordering};
    let outside = Stage::empty();
    outside.write("secret.toml", "title = \"seen\"\nseen-by-all = 1\n");
    let stage = Stage::plan(&[("goals/b.toml", GOAL), ("goals/a.toml", GOAL)]);
    let (path, next) = (stage.path().join("goals/a.toml"), stage.path().join("next"));
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let swap = scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                symlink(outside.path().join("secret.toml"), &next).unwrap();
                std::fs::rename(&next, &path).unwrap();
                std::fs::write(&next, GOAL).unwrap();
                std::fs::rename(&next, &path).unwrap();
            }
        });
        let mut codes = [0; 3];
        for _ in 0..200 {
            let run = stage.run(&["check"]);
            codes[usize::try_from(run.code).unwrap()] += 1;
            assert!(!run.stdout.contains("seen"), "{}", run.stdout);
            let is_named = run.stderr.starts_with("error: `goals/a.toml` was not read: ");
            assert_eq!(is_named, run.code == 2, "{}", run.stderr);
        }
        is_over.store(true, Ordering::Relaxed);
        swap.join().unwrap();
        assert!(codes[1] == 0 && codes[2] > 0, "{codes:?}");
    });
}

#[test]
fn patterns_that_take_for_ever_elsewhere_are_matched_in_time() {
    let deep = format!("goals/{}{}.toml", "aaaaaaaaaa/".repeat(30), "a".repeat(200));
    let stage = Stage::plan(&[(&deep, "title = 1\n"), ("goals/a.toml", GOAL)]);
    let patterns = [
        format!("{}b", "*a".repeat(100)),
        format!("{}x", "**/".repeat(200)),
        format!("{}a,b{}", "{".repeat(50), "}".repeat(50)),
        "{a,b}".repeat(20),
        "[a-z".repeat(100),
    ];
    let quoted: Vec<String> = patterns.iter().map(|pattern| format!("{pattern:?}")).collect();
    stage.write("goalpact.toml", format!("[plan]\nexclude = [{}]\n", quoted.join(", ")));
    let run = stage.run(&["check"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    // Git's own patterns are matched by its library, which may take longer than anybody waits.
    stage.write("goalpact.toml", "");
    stage.git(&["init", "-q"]);
    stage.write(".gitignore", format!("{}\n{}\n", patterns[0], patterns[1]));
    let mut check = command();
    check.arg("check").env("GOALPACT_LIMITS", "seconds=2").current_dir(stage.path());
    let run = ended(&check.output().unwrap());
    let is_late = run.stderr.starts_with("error: the plan was not judged within 2 seconds");
    assert!(run.code == 1 || run.code == 2 && is_late, "{} {}", run.code, run.stderr);
}

#[test]
fn names_that_are_one_on_other_systems_are_told() {
    let stage = Stage::plan(&[
        ("goals/a.toml", GOAL),
        ("goals/A.toml", GOAL),
        ("goals/caf\u{e9}.toml", GOAL),
        ("goals/cafe\u{301}.toml", GOAL),
        ("People.toml", ""),
        (
            "people.toml",
            "[ana]\nname = \"Ana\"\nfunction = \"x\"\n[ANA]\nname = \"Ana\"\nfunction = \"x\"\n",
        ),
    ]);
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 1);
    for says in [
        "goals/A.toml:1:1: error[bad-value] `A` is no id",
        "goals/caf\u{e9}.toml:1:1: error[bad-value]",
        "goals/cafe\u{301}.toml:1:1: error[bad-value]",
        "People.toml:1:1: warning[misplaced-file]",
        "people.toml:4:1: error[bad-value] `ANA` is no id",
    ] {
        assert!(run.stdout.contains(says), "{says}: {}", run.stdout);
    }
}

#[test]
fn wide_and_stacked_characters_break_no_frame() {
    let stacked = format!("e{}", "\u{301}".repeat(300));
    let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(40);
    let wide = "\u{76ee}".repeat(150);
    for text in [stacked, family, wide] {
        let goal = format!("title = \"{text}\"\nlevel = \"{text}\"\n\"{text}\" = 1\n");
        let stage = Stage::plan(&[("goals/a.toml", &goal)]);
        let run = stage.run(&["check", "--format", "human"]);
        assert_eq!((run.code, run.stderr.as_str()), (1, ""));
        let longest = run.stdout.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(longest < 2000, "{longest}");
    }
}

#[test]
fn a_title_of_many_names_is_no_longer_than_a_message_may_be() {
    let names: Vec<String> = (0..2000).map(|number| format!("\"nobody-{number}\"")).collect();
    let goal = format!("{GOAL}supports = [{}]\n", names.join(", "));
    let json = Stage::plan(&[("goals/a.toml", &goal)]).run(&["check", "--format", "json"]).json();
    let findings = json["findings"].as_array().unwrap();
    assert!(!findings.is_empty());
    for finding in findings {
        for text in [&finding["title"], &finding["help"]] {
            assert!(text.as_str().is_none_or(|text| text.chars().count() <= 4096));
        }
    }
}
