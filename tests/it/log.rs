//! What became of a goal, commit by commit: `goalpact log`, and the rules that read the history.

use std::path::Path;
use std::process::Command;

use goalpact::log::{self, Extent, Log, Settled, Step};
use goalpact::model::Entry;
use goalpact::plan;
use goalpact::snapshot::{self, History, Limits, Repository, Watch};

use crate::stage::{Run, Stage, run_in};

const KPI: &str = "title = \"Rate\"\nunit = \"%\"\ndirection = \"increase\"\n";

/// A goal that is due on a day.
fn goal(status: &str, due: &str) -> String {
    format!(
        "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"{status}\"\ndue = {due}\n\
         [owners]\nbusiness = \"ana\"\nit = \"bo\"\n\
         [[target]]\nkpi = \"rate\"\nfrom = 1.8\nto = 2.8\nby = 2026-03-31\n"
    )
}

/// Commits everything in `folder`, at noon of `day` in the author's zone, with further arguments for `git commit`.
fn commit(folder: &Path, day: &str, author: &str, more: &[&str]) {
    let git = |args: &[&str]| {
        let when = format!("{day}T12:00:00+0200");
        let output = Command::new("git")
            .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
            .args(args)
            .env("GIT_AUTHOR_DATE", &when)
            .env("GIT_COMMITTER_DATE", &when)
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    git(&["add", "-A"]);
    let author = format!("--author={author} <{}@example.org>", author.split(' ').next().unwrap());
    git(&[&["commit", "-q", "--allow-empty", &author, "-m", "plan"], more].concat());
}

/// A plan of one goal, and its KPI, in a repository of its own with one commit.
fn committed(status: &str) -> Stage {
    let stage =
        Stage::plan(&[("goals/keep.toml", &goal(status, "2025-12-31")), ("kpis/rate.toml", KPI)]);
    stage.git(&["init", "-q"]);
    commit(stage.path(), "2025-09-01", "Ana Berg", &[]);
    stage
}

/// What is printed, with every hash the same.
fn told(run: &Run) -> String {
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let is_hash = |word: &str| word.len() == 7 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let line = |line: &str| {
        let words: Vec<&str> =
            line.split(' ').map(|word| if is_hash(word) { "0123abc" } else { word }).collect();
        words.join(" ") + "\n"
    };
    run.stdout.lines().map(line).collect()
}

/// The words of what has moved, in order.
fn moves(stage: &Stage, args: &[&str]) -> Vec<String> {
    let run = stage.run(&[args, &["--format", "json"]].concat());
    let json = run.json();
    let commits = json["commits"].as_array().unwrap();
    let changes = commits.iter().flat_map(|commit| commit["changes"].as_array().unwrap());
    changes.map(|change| change["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_goals_life_is_told_oldest_first_wherever_its_file_lies() {
    let stage = committed("draft");
    stage.write("goals/keep.toml", goal("committed", "2025-12-31"));
    let trailers =
        ["-m", "Agreed-by: Bo Lind <bo@example.org>\nCo-authored-by: Cy <cy@example.org>"];
    commit(stage.path(), "2025-10-01", "Ana Berg", &trailers);
    std::fs::remove_file(stage.path().join("goals/keep.toml")).unwrap();
    stage.write("goals/2026/keep.toml", goal("committed", "2026-03-31").replace("2.8", "2.4"));
    commit(stage.path(), "2025-12-15", "Bo Lind", &[]);
    stage.write("README.md", "nothing of the plan");
    commit(stage.path(), "2025-12-16", "Bo Lind", &[]);
    std::fs::remove_dir_all(stage.path().join("goals")).unwrap();
    let table = goal("committed", "2026-03-31").replace("2.8", "2.4");
    let table = table.replace("[[target]]", "[[keep.target]]").replace("[owners]", "[keep.owners]");
    stage.write("goals.toml", format!("# tables\n[keep]\n{table}"));
    commit(stage.path(), "2025-12-17", "Bo Lind", &[]);
    stage.write("goals.toml", format!("[keep]\n{table}").replace("\"ana\"", "\"eve\""));
    commit(stage.path(), "2026-01-10", "Ana Berg", &[]);
    insta::assert_snapshot!(told(&stage.run(&["log", "keep"])), @"
    goal keep

    2025-09-01  0123abc  Ana Berg
        created as draft, due 2025-12-31
    2025-10-01  0123abc  Ana Berg, agreed by Bo Lind and Cy
        status draft → committed
    2025-12-15  0123abc  Bo Lind
        due 2025-12-31 → 2026-03-31: 90 days later
        target `rate` by 2026-03-31 2.8 % → 2.4 %: 40 % of the way given up
    2026-01-10  0123abc  Ana Berg
        business owner `ana` → `eve`

    4 commits by 2 people
    ");
    let json = stage.run(&["log", "keep", "--format", "json"]).json();
    assert_eq!(json["commits"][1]["agreed"][0]["email"], "bo@example.org");
    assert_eq!(json["commits"][2]["changes"][0]["field"], "due");
    assert_eq!(
        moves(&stage, &["log", "keep", "--rev", "HEAD~5"]),
        ["created as draft, due 2025-12-31"]
    );
}

#[test]
fn a_goal_that_is_gone_has_a_log_and_one_that_never_was_has_the_nearest() {
    let stage = committed("committed");
    stage.write("goals/other.toml", goal("draft", "2026-12-31"));
    std::fs::remove_file(stage.path().join("goals/keep.toml")).unwrap();
    commit(stage.path(), "2025-10-01", "Bo Lind", &[]);
    assert_eq!(moves(&stage, &["log", "keep"]), ["created as committed, due 2025-12-31", "gone"]);
    let run = stage.run(&["log", "kepe"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(run.stderr, @"
    error: no goal is or was called `kepe`
    help: perhaps `goalpact log keep`
    ");
}

#[test]
fn without_a_repository_or_a_commit_there_is_no_log() {
    let stage = Stage::plan(&[("goals/keep.toml", &goal("committed", "2026-12-31"))]);
    let run = stage.run(&["log", "keep"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: this is no Git repository"), "{}", run.stderr);
    stage.git(&["init", "-q"]);
    let run = stage.run(&["log", "keep"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nothing is committed yet"), "{}", run.stderr);
}

#[test]
fn a_merge_brings_only_what_neither_side_had() {
    let stage = committed("committed");
    stage.git(&["checkout", "-qb", "side"]);
    stage.write("goals/keep.toml", goal("committed", "2026-01-31"));
    commit(stage.path(), "2025-10-01", "Bo Lind", &[]);
    stage.git(&["checkout", "-q", "main"]);
    stage.write("goals/other.toml", goal("draft", "2026-12-31"));
    commit(stage.path(), "2025-10-02", "Ana Berg", &[]);
    let later = "due 2025-12-31 → 2026-01-31: 31 days later";
    stage.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    assert_eq!(moves(&stage, &["log", "keep"]), ["created as committed, due 2025-12-31", later]);
    // A merge that does more than merge has done that itself.
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.git(&["merge", "-q", "--no-commit", "--no-ff", "side"]);
    stage.write("goals/keep.toml", goal("committed", "2026-02-28"));
    commit(stage.path(), "2025-10-03", "Ana Berg", &[]);
    let merged = moves(&stage, &["log", "keep"]);
    assert_eq!(merged[1..], [later, "due 2025-12-31 → 2026-02-28: 59 days later"]);
    // What was merged away never came to be.
    stage.git(&["reset", "-q", "--hard", "HEAD~1"]);
    stage.git(&["merge", "-q", "-s", "ours", "-m", "ours", "side"]);
    assert_eq!(moves(&stage, &["log", "keep"]), ["created as committed, due 2025-12-31"]);
}

#[test]
fn commits_are_in_the_order_of_the_graph_whatever_their_dates_say() {
    let stage = committed("committed");
    for (day, due) in [("2025-03-01", "2026-01-31"), ("2024-01-01", "2026-02-28")] {
        stage.write("goals/keep.toml", goal("committed", due));
        commit(stage.path(), day, "Ana Berg", &[]);
    }
    let later = moves(&stage, &["log", "keep"]);
    assert!(
        later[1].ends_with("31 days later") && later[2].ends_with("28 days later"),
        "{later:?}"
    );
}

#[test]
fn a_version_that_cannot_be_read_hides_nothing() {
    let stage = Stage::plan(&[("goals/keep.toml", "status = "), ("kpis/rate.toml", KPI)]);
    stage.git(&["init", "-q"]);
    commit(stage.path(), "2025-09-01", "Ana Berg", &[]);
    for text in [
        goal("committed", "2025-12-31"),
        "due = ".into(),
        "[".into(),
        goal("committed", "2026-03-31"),
    ] {
        stage.write("goals/keep.toml", text);
        commit(stage.path(), "2025-10-01", "Ana Berg", &[]);
    }
    assert_eq!(
        moves(&stage, &["log", "keep"]),
        ["created as committed, due 2025-12-31", "due 2025-12-31 → 2026-03-31: 90 days later"]
    );
}

#[test]
fn a_bare_repository_and_a_folder_of_a_repository_have_logs() {
    let (stage, elsewhere) = (committed("committed"), Stage::empty());
    let bare = elsewhere.path().join("bare.git");
    stage.git(&["clone", "-q", "--bare", ".", bare.to_str().unwrap()]);
    let run = run_in(&bare, &["log", "keep"]);
    assert!(told(&run).contains("created as committed"), "{}", run.stdout);
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    for (day, due) in [("2025-03-01", "2026-01-31"), ("2025-04-01", "2026-02-28")] {
        stage.write("plans/web/goalpact.toml", "");
        stage.write("plans/web/goals/keep.toml", goal("committed", due));
        stage.write("plans/shop/goals/keep.toml", goal("committed", day));
        commit(stage.path(), day, "Ana Berg", &[]);
    }
    assert_eq!(moves(&stage, &["log", "keep", "--plan", "plans/web"]).len(), 2);
}

#[test]
fn a_plan_that_moves_as_a_whole_takes_its_history_along() {
    for (from, to) in [("plans/web/", "goals-of-2026/"), ("", "plan/"), ("plan/", "")] {
        let stage = Stage::empty();
        stage.git(&["init", "-q"]);
        // Another plan, with a goal of the same name.
        stage.write("other/goalpact.toml", "");
        stage.write("other/goals/keep.toml", goal("draft", "2027-12-31"));
        let write = |folder: &str, due: &str| {
            stage.write(&format!("{folder}goalpact.toml"), "");
            stage.write(&format!("{folder}goals/keep.toml"), goal("committed", due));
            stage.write(&format!("{folder}kpis/rate.toml"), KPI);
        };
        write(from, "2026-01-31");
        commit(stage.path(), "2025-03-01", "Ana Berg", &[]);
        write(from, "2026-02-28");
        commit(stage.path(), "2025-04-01", "Bo Lind", &[]);
        for what in ["goalpact.toml", "goals", "kpis"] {
            std::fs::create_dir_all(stage.path().join(to)).unwrap();
            stage.git(&["mv", &format!("{from}{what}"), &format!("{to}{what}")]);
        }
        stage.write(&format!("{to}goals/keep.toml"), goal("committed", "2026-03-31"));
        commit(stage.path(), "2025-05-01", "Ana Berg", &[]);
        let folder = if to.is_empty() { "." } else { to };
        assert_eq!(
            moves(&stage, &["log", "keep", "--plan", folder]),
            [
                "created as committed, due 2026-01-31",
                "due 2026-01-31 → 2026-02-28: 28 days later",
                "due 2026-02-28 → 2026-03-31: 31 days later",
            ],
            "from {from} to {to}"
        );
    }
}

#[test]
fn a_shallow_clone_tells_what_it_has_and_says_so() {
    let stage = committed("committed");
    stage.write("goals/keep.toml", goal("committed", "2026-01-31"));
    commit(stage.path(), "2025-10-01", "Ana Berg", &[]);
    let from = format!("file://{}", stage.path().display());
    stage.git(&["clone", "-q", "--depth", "1", &from, "shallow"]);
    let shallow = stage.path().join("shallow");
    let run = run_in(&shallow, &["log", "keep"]);
    assert_eq!(run.code, 0);
    assert!(
        run.stdout.contains(
            "here already, where this shallow clone begins: created as committed, due 2026-01-31"
        ),
        "{}",
        run.stdout
    );
    insta::assert_snapshot!(run.stderr, @"this clone is shallow, so older commits are not known; `git fetch --unshallow` fetches them");
    insta::assert_snapshot!(run_in(&shallow, &["check"]).stderr, @"this clone is shallow, so the rules that read the history saw only what is here; `git fetch --unshallow` fetches the rest");
}

#[test]
fn no_name_steers_a_terminal_and_no_day_is_out_of_reach() {
    let stage = committed("committed");
    stage.write("goals/keep.toml", goal("committed", "2026-01-31"));
    commit(
        stage.path(),
        "2025-10-01",
        "Ana \u{1b}[31m\u{202e}Berg",
        &["-m", "Agreed-by: B\u{1b}[2Jo <bo@example.org>"],
    );
    let run = stage.run(&["log", "keep"]);
    assert!(
        run.stdout.contains("Ana \\u{1b}[31m\\u{202e}Berg, agreed by B\\u{1b}[2Jo"),
        "{}",
        run.stdout
    );
    for (time, code) in [
        ("99999999999999 +0000", 0),
        ("9223372036854775807 +1400", 0),
        ("1 -9999", 0),
        ("-1 +0000", 0),
        ("18446744073709551616 +0000", 2),
    ] {
        let raw = format!(
            "tree {}\nauthor A <a@example.org> {time}\ncommitter A <a@example.org> {time}\n\nodd\n",
            stdout(&stage, &["rev-parse", "HEAD^{tree}"], "").trim()
        );
        let id =
            stdout(&stage, &["hash-object", "-t", "commit", "-w", "--literally", "--stdin"], &raw);
        let run = stage.run(&["log", "keep", "--rev", id.trim()]);
        assert_eq!(run.code, code, "{time}: {}{}", run.stdout, run.stderr);
    }
}

/// What Git prints here.
fn stdout(stage: &Stage, args: &[&str], input: &str) -> String {
    let mut child = Command::new("git")
        .args(args)
        .current_dir(stage.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), input.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// What the rules that read the history say.
fn said(stage: &Stage, args: &[&str]) -> String {
    let rules = ["--quiet", "--select", "due-slipped-often,untouched-goal"];
    let run = stage.run(&[&["check"], args, &rules].concat());
    assert_eq!(run.stderr, "");
    run.stdout
}

#[test]
fn a_due_that_slipped_often_is_told_with_each_time() {
    let stage = committed("draft");
    let dues = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-02-01", "2026-06-30", "2026-09-30"];
    for (nth, due) in dues.iter().enumerate() {
        assert_eq!(said(&stage, &[]).is_empty(), nth < 5, "{due}");
        let folder = if nth % 2 == 0 { "goals/keep.toml" } else { "goals/deep/keep.toml" };
        std::fs::remove_dir_all(stage.path().join("goals")).unwrap();
        stage.write(folder, goal("committed", due));
        if nth + 1 < dues.len() {
            commit(stage.path(), &format!("2026-01-0{}", nth + 1), "Ana Berg", &[]);
        }
    }
    // What is not committed yet counts: 2026-02-28, 2026-03-31, 2026-06-30, and 2026-09-30.
    let said = said(&stage, &[]);
    assert!(
        said.contains("put off 4 times since it was committed: from 2026-01-31 to 2026-09-30"),
        "{said}"
    );
    assert!(
        said.contains("in what is not committed yet: from 2026-06-30 to 2026-09-30, 92 days later"),
        "{said}"
    );
}

#[test]
fn a_slip_too_many_is_new_where_the_base_had_one_less() {
    let stage = committed("committed");
    for (day, due) in
        [("2026-01-01", "2026-01-31"), ("2026-01-02", "2026-02-28"), ("2026-01-03", "2026-09-30")]
    {
        stage.write("goals/keep.toml", goal("committed", due));
        commit(stage.path(), day, "Ana Berg", &[]);
    }
    assert!(said(&stage, &["--base", "HEAD~1", "--new-only"]).contains("3 times"));
    commit(stage.path(), "2026-01-04", "Ana Berg", &[]);
    assert_eq!(said(&stage, &["--base", "HEAD~1", "--new-only"]), "");
    assert!(said(&stage, &["--rev", "HEAD"]).contains("3 times"));
    assert_eq!(said(&stage, &["--rev", "HEAD~2"]), "");
}

#[test]
fn a_goal_that_nobody_touches_is_noted_and_a_measurement_is_a_touch() {
    let stage = committed("committed");
    stage.write("goals/keep.toml", goal("committed", "2025-12-31") + "# a remark\n");
    commit(stage.path(), "2026-03-01", "Bo Lind", &[]);
    assert!(
        said(&stage, &[]).contains("has not been touched for 211 days"),
        "{}",
        said(&stage, &[])
    );
    let measured = format!("{KPI}[actuals]\n2026-02-28 = 2.1\n");
    stage.write("kpis/rate.toml", &measured);
    assert_eq!(said(&stage, &[]), "", "what is not committed is a touch");
    assert!(said(&stage, &["--staged"]).contains("211 days"));
    commit(stage.path(), "2026-03-02", "Bo Lind", &[]);
    assert_eq!(said(&stage, &[]), "");
    assert!(said(&stage, &["--today", "2026-06-01"]).contains("for 91 days, nor has its KPI"));
}

#[test]
fn of_several_touches_on_one_day_the_last_is_told() {
    let stage = committed("committed");
    for why in ["They leave", "They leave us", "They leave us early"] {
        stage.write(
            "goals/keep.toml",
            format!("why = \"{why}\"\n{}", goal("committed", "2025-12-31")),
        );
        commit(stage.path(), "2025-10-01", "Ana Berg", &[]);
    }
    let said = said(&stage, &[]);
    assert!(said.contains("why \"They leave us\" → \"They leave us early\""), "{said}");
}

#[test]
fn outside_a_repository_the_rules_are_not_run_and_that_is_said_once() {
    let stage = Stage::plan(&[("goals/keep.toml", &goal("committed", "2026-12-31"))]);
    let run = stage.run(&["check"]);
    insta::assert_snapshot!(run.stderr, @"this is no Git repository, so the rules that read the history were not run");
    assert_eq!(stage.run(&["check", "--quiet"]).stderr, "");
    assert_eq!(stage.run(&["check", "--ignore", "history"]).stderr, "");
    stage.git(&["init", "-q"]);
    assert_eq!(stage.run(&["check"]).stderr, "", "an empty history is one");
}

/// What became of every goal and KPI that is watched, in words.
fn lives(log: &Log) -> Vec<String> {
    let step = |step: &Step| {
        let commit = step.commit.as_ref().map(|commit| &commit.id);
        let texts: Vec<&str> = step.moves.iter().map(|moved| &*moved.text).collect();
        format!("{commit:?} {texts:?}")
    };
    let life = |name| log.life(name).iter().map(step).collect::<Vec<_>>().join(", ");
    log.names().map(|name| format!("{} {}", name.id, life(name))).collect()
}

#[test]
fn a_file_that_is_as_its_commit_brought_it_is_not_read_for_its_life() {
    let stage = committed("committed");
    let due = |day: &str| goal("committed", day);
    stage.write("goals/new.toml", due("2026-01-31").replace("nine", "eight"));
    stage.write("goals/moved.toml", due("2026-02-28").replace("nine", "seven"));
    stage.write("kpis/rate.toml", format!("{KPI}[actuals]\n2025-09-30 = 2.1\n"));
    commit(stage.path(), "2025-10-01", "Bo Lind", &[]);
    stage.git(&["mv", "goals/moved.toml", "goals/2026.toml"]);
    stage.git(&["mv", "goals/new.toml", "goals/later.toml"]);
    stage.write("goals/new.toml", due("2026-03-31").replace("nine", "six"));
    commit(stage.path(), "2025-11-01", "Ana Berg", &[]);
    stage.write("goals/2026.toml", due("2026-03-31").replace("nine", "seven"));

    let root = stage.path().canonicalize().unwrap();
    let repository = Repository::around(&root, Limits::default()).unwrap().unwrap();
    let head = repository.head().unwrap();
    let snapshot = snapshot::read(&root, Some(&repository), &Limits::default()).unwrap();
    let plan = plan::load(&snapshot);
    let quick = log::needed(&repository, head, &plan).unwrap();
    let names = plan.goals.iter().map(Entry::name);
    let names = names.chain(plan.kpis.iter().map(Entry::name));
    let watch: Watch = names.collect();
    let mut history = History::new(&repository, head.unwrap(), "", watch).unwrap();
    let whole = Extent::Needed(Settled::default());
    let whole = log::read(&repository, &mut history, None, &whole).unwrap();
    let (mut quick, whole) = (lives(&quick), lives(&whole));
    // What is not committed is no part of the history.
    for life in &mut quick {
        *life = life.split(", None ").next().unwrap().to_owned();
    }
    assert_eq!(quick, whole);
    assert_eq!(quick.len(), 5, "{quick:?}");
}
