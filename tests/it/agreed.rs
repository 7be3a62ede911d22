//! Who agreed to a change: authors, trailers, and approvals, in real repositories.

use crate::stage::{Run, Stage, run_in};

const PEOPLE: &str = "[ana]\nname = \"Ana Ruiz\"\nfunction = \"sales\"\nemail = \"ana@example.org\"\n\
    [bo]\nname = \"Bo Li\"\nfunction = \"web\"\ngithub = \"bo-li\"\n";
const GOAL: &str = "title = \"Keep nine customers in ten\"\nlevel = \"company\"\nstatus = \"committed\"\ndue = 2026-06-30\n\
    [owners]\nbusiness = \"ana\"\nit = \"bo\"\n";
const BO: &str = "Bo Li <17+bo-li@users.noreply.github.com>";

/// A repository with a committed goal on `main`, and a branch `topic` that begins there.
fn committed(more: &[(&str, &str)]) -> Stage {
    let stage = Stage::plan(&[("goals/a.toml", GOAL), ("people.toml", PEOPLE)]);
    for (path, text) in more {
        stage.write(path, text);
    }
    stage.git(&["init", "-q"]);
    commit(&stage, "Eve <eve@example.org>", "plan");
    stage.git(&["checkout", "-qb", "topic"]);
    stage
}

fn commit(stage: &Stage, author: &str, message: &str) {
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-q", "--allow-empty", "--author", author, "-m", message]);
}

/// Moves the day that the goal is due, in one commit.
fn slip(stage: &Stage, author: &str, message: &str) {
    stage.write("goals/a.toml", GOAL.replace("2026-06-30", "2026-12-31"));
    commit(stage, author, message);
}

fn slipped(author: &str, message: &str) -> Stage {
    let stage = committed(&[]);
    slip(&stage, author, message);
    stage
}

fn check(stage: &Stage, args: &[&str]) -> Run {
    let select = ["check", "--select", "change-not-agreed"];
    stage.run(&[&select, args].concat())
}

/// Who has not agreed to what the branch changes: "its IT owner `bo` has".
fn missing(stage: &Stage, args: &[&str]) -> String {
    let run = check(stage, &[&["--base", "main", "--quiet"], args].concat());
    assert_eq!(run.stderr, "");
    let Some((_, rest)) = run.stdout.split_once(" has changed, and ") else { return run.stdout };
    rest.split_once(" not agreed").unwrap().0.to_owned()
}

const BOTH: &str = "its owners `ana` and `bo` have";
const ONLY_ANA: &str = "its business owner `ana` has";
const ONLY_BO: &str = "its IT owner `bo` has";

#[test]
fn a_change_that_nobody_agreed_to_is_told_with_the_lines_that_agree() {
    let stage = slipped("Eve <eve@example.org>", "later");
    insta::assert_snapshot!(check(&stage, &["--base", "main"]).stdout, @"
    goals/a.toml:4:7: warning[change-not-agreed] goal `a` has changed, and its owners `ana` and `bo` have not agreed
      goals/a.toml:6:12: business owner
      goals/a.toml:7:6: IT owner
      goals/a.toml:4:7: due 2026-06-30 → 2026-12-31: 184 days later
      help: once they have agreed, have the pull request approved by both (`--approvals`), or end the message of a commit with these lines:
        Agreed-by: Ana Ruiz <ana@example.org>
        Agreed-by: Bo Li <bo-li@users.noreply.github.com>

    1 warning
    checked 3 files, 1 goal, and 2 people against 1 rule as of 2026-03-31
    ");
    assert!(
        !check(&stage, &[]).stdout.contains("change-not-agreed"),
        "without a base nothing has changed"
    );
}

#[test]
fn who_wrote_or_signed_a_commit_stands_behind_it() {
    for (author, message, expected) in [
        ("Eve <eve@example.org>", "later", BOTH),
        ("Ana Ruiz <ana@example.org>", "later", ONLY_BO),
        ("A. R. <Ana@Example.ORG>", "later", ONLY_BO),
        ("Ana Ruiz <ana@example.com>", "a name is nobody", BOTH),
        (BO, "later", ONLY_ANA),
        ("Bo <bo-li@users.noreply.github.com>", "the older form", ONLY_ANA),
        ("Eve <e@x.org>", "later\n\nCo-authored-by: Ana <ana@example.org>", ONLY_BO),
        ("Eve <e@x.org>", "later\n\nAgreed-by: Ana Ruiz <ANA@example.org>", ONLY_BO),
        ("Eve <e@x.org>", "later\n\nReviewed-by: Ana Ruiz <ana@example.org>", BOTH),
        ("Eve <e@x.org>", "later\n\nAgreed-by: Ana Ruiz <ana@example.org>\n\nand so on", BOTH),
        ("Ana <ana@example.org>", "later\n\nAgreed-by: Bo <1+Bo-Li@users.noreply.github.com>", ""),
    ] {
        assert_eq!(missing(&slipped(author, message), &[]), expected, "{author}: {message}");
    }
}

#[test]
fn the_lines_that_the_help_shows_are_the_ones_that_agree() {
    let stage = slipped("Eve <eve@example.org>", "later");
    let json = check(&stage, &["--base", "main", "--format", "json"]).json();
    let help = json["findings"][0]["help"].as_str().unwrap().to_owned();
    let lines: Vec<&str> = help.lines().filter(|line| line.starts_with("Agreed-by: ")).collect();
    commit(&stage, "Eve <eve@example.org>", &format!("agreed\n\n{}", lines.join("\n")));
    assert_eq!(missing(&stage, &[]), "");
}

#[test]
fn any_commit_of_the_branch_counts_and_none_before_it() {
    let stage = slipped("Eve <eve@example.org>", "later");
    stage.git(&["checkout", "-q", "main"]);
    commit(&stage, "Ana <ana@example.org>", "main goes on");
    stage.git(&["checkout", "-q", "topic"]);
    assert_eq!(missing(&stage, &[]), BOTH);
    stage.git(&["checkout", "-qb", "side", "main~1"]);
    commit(&stage, BO, "a side branch");
    stage.git(&["checkout", "-q", "topic"]);
    stage.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    assert_eq!(missing(&stage, &[]), ONLY_ANA, "what was merged is a part of the branch");
    stage.git(&[
        "merge",
        "-q",
        "--no-ff",
        "-m",
        "merge\n\nAgreed-by: Ana <ana@example.org>",
        "main",
    ]);
    assert_eq!(missing(&stage, &[]), "", "a merge has a message too");
    assert_eq!(missing(&stage, &["--rev", "topic"]), "");
    assert_eq!(missing(&stage, &["--rev", "topic~1"]), ONLY_ANA);
}

#[test]
fn what_comes_from_the_base_by_a_merge_is_not_the_branchs() {
    let stage = slipped("Eve <eve@example.org>", "later");
    stage.git(&["checkout", "-q", "main"]);
    commit(&stage, "Ana <ana@example.org>", "main goes on");
    stage.git(&["checkout", "-q", "topic"]);
    stage.git(&["merge", "-q", "--no-ff", "-m", "merge", "main"]);
    assert_eq!(missing(&stage, &[]), BOTH);
}

#[test]
fn the_mailmap_of_the_base_tells_who_is_behind_an_address() {
    let mailmap = "Ana Ruiz <ana@example.org> <ana@old.example.org>\n\
        Ana Ruiz <ana@example.org> Ana on the road <laptop@localhost>\n\
        Bo Li <bo@example.org> <17+bo-li@users.noreply.github.com>\n";
    for (author, message, expected) in [
        ("Ana <ANA@old.example.org>", "later", ONLY_BO),
        ("Ana on the road <laptop@localhost>", "later", ONLY_BO),
        ("Bo on the road <laptop@localhost>", "later", BOTH),
        (BO, "a login is a login, whatever its address is mapped to", ONLY_ANA),
        ("Eve <e@x.org>", "later\n\nAgreed-by: Ana <ana@old.example.org>", ONLY_BO),
    ] {
        let stage = committed(&[(".mailmap", mailmap)]);
        slip(&stage, author, message);
        assert_eq!(missing(&stage, &[]), expected, "{author}: {message}");
    }
    // A change does not say whose it is.
    let stage = committed(&[]);
    stage.write(".mailmap", "Ana Ruiz <ana@example.org> <eve@example.org>\n");
    slip(&stage, "Eve <eve@example.org>", "later");
    assert_eq!(missing(&stage, &[]), BOTH);
}

#[test]
fn who_approved_stands_behind_the_change() {
    let stage = slipped("Eve <eve@example.org>", "later");
    for (approvals, expected) in [
        ("[]", BOTH),
        ("[\"bo-li\"]", ONLY_ANA),
        ("[\"@Bo-Li\", \"eve\"]", ONLY_ANA),
        ("[\"Ana@example.org\"]", ONLY_BO),
        ("[\"ana@example.org\", \"17+bo-li@users.noreply.github.com\"]", ""),
        ("[\"ana\"]", BOTH),
    ] {
        stage.write("approvals.json", approvals);
        assert_eq!(missing(&stage, &["--approvals", "approvals.json"]), expected, "{approvals}");
    }
}

#[test]
fn a_file_that_is_no_list_of_approvals_is_said_in_words() {
    let stage = slipped("Eve <eve@example.org>", "later");
    for (approvals, says) in [
        ("", "`approvals.json` is no list of approvals: "),
        ("{\"ana\": true}", "`approvals.json` is no list of approvals: "),
        ("[1]", "`approvals.json` is no list of approvals: "),
        ("[\"Ana Ruiz\"]", "names `Ana Ruiz`, which is neither a login nor an address"),
        ("[\"\"]", "names ``, which is neither"),
        (&format!("[\"{}\"]", "a".repeat(1024 * 1024)), "has more than 1 MiB"),
    ] {
        stage.write("approvals.json", approvals);
        let run = check(&stage, &["--base", "main", "--approvals", "approvals.json"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{}", run.stderr);
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
    let run = check(&stage, &["--base", "main", "--approvals", "nowhere.json"]);
    insta::assert_snapshot!(run.stderr, @"error: `nowhere.json` was not read: no such file or folder");
    stage.write("approvals.json", "[]");
    insta::assert_snapshot!(check(&stage, &["--approvals", "approvals.json"]).stderr, @"
    error: `--approvals` says who agreed to a change, and there is no base to tell what has changed
    help: add `--base REV`, such as `--base origin/main`
    ");
}

#[test]
fn before_the_message_is_written_nobody_is_asked() {
    let stage = committed(&[]);
    stage.write("goals/a.toml", GOAL.replace("2026-06-30", "2026-12-31"));
    stage.git(&["add", "."]);
    for moment in [&["--staged"][..], &["--base", "HEAD"], &["--profile", "commit"]] {
        let run = check(&stage, moment);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stdout.contains("against 0 rules"), "{moment:?}: {}", run.stdout);
    }
}

#[test]
fn a_shallow_clone_that_reaches_the_base_is_enough() {
    let stage = slipped("Ana <ana@example.org>", "later");
    let url = format!("file://{}", stage.path().display());
    stage.git(&["clone", "-q", "--depth=2", "--no-single-branch", &url, "shallow"]);
    let args = ["check", "--base", "origin/main", "--select", "change-not-agreed", "--quiet"];
    let run = run_in(&stage.path().join("shallow"), &args);
    assert!(run.stdout.contains(ONLY_BO), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_new_owner_agrees_by_a_commit_as_well() {
    let after = GOAL.replace("it = \"bo\"", "it = \"eve\"");
    let eve = "[eve]\nname = \"Eve\"\nfunction = \"web\"\nemail = \"eve@example.org\"\n";
    for (author, expected) in [("Ana <ana@example.org>", true), ("Eve <eve@example.org>", false)] {
        let stage = committed(&[]);
        stage.write("goals/a.toml", &after);
        stage.write("people.toml", format!("{PEOPLE}{eve}"));
        commit(&stage, author, "eve takes over");
        let args = ["check", "--base", "main", "--select", "owner-replaced", "--quiet"];
        let run = stage.run(&args);
        assert_eq!(run.stdout.contains("owner-replaced"), expected, "{author}: {}", run.stdout);
    }
}
