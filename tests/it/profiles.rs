//! Who reads the findings, and so which of them: `check --profile review` and `check --profile commit`.

use crate::stage::Stage;

const FUNCTIONS: &str = "[sales]\nname = \"Sales\"\nside = \"business\"\nhead = \"ana\"\n[web]\nname = \"Web\"\nside = \"it\"\n";
const PEOPLE: &str =
    "[ana]\nname = \"Ana Ruiz\"\nfunction = \"sales\"\nemail = \"ana@example.org\"\n";
const OWNERLESS: &str = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"proposed\"\n[owners]\nbusiness = \"ana\"\n";

/// A committed plan in which one goal has no IT owner, and one function no head.
fn committed() -> Stage {
    let stage = Stage::plan(&[
        ("functions.toml", FUNCTIONS),
        ("people.toml", PEOPLE),
        ("goals/old.toml", OWNERLESS),
    ]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    stage
}

#[test]
fn the_author_of_a_change_sees_only_what_the_change_brings() {
    let stage = committed();
    let check = ["check", "--profile", "commit", "--select", "ownership"];
    assert_eq!(stage.run(&["check", "--select", "ownership"]).code, 1);
    let run = stage.run(&check);
    insta::assert_snapshot!(run.stdout, @"
    no findings
    checked 4 files, 1 goal, and 1 person against 18 rules as of 2026-03-31
    not shown: 2 findings that the base has as well; `goalpact check --profile review` shows everything
    ");
    assert_eq!(run.code, 0);

    stage.write("goals/new.toml", OWNERLESS.replace("nine", "eight"));
    let run = stage.run(&check);
    insta::assert_snapshot!(run.stdout, @r#"
    goals/new.toml:4:1: error[goal-without-it-owner] goal `new` has no IT owner
      help: name the one person who answers for the technology, or, while there is none, declare the vacancy:
        # under [owners]
        it = "<person>"
        # or
        [vacancies]
        it = { until = 2026-06-30, acting = "<person>", because = "…" }

    1 error
    checked 5 files, 2 goals, and 1 person against 18 rules as of 2026-03-31
    not shown: 2 findings that the base has as well; `goalpact check --profile review` shows everything
    "#);
    assert_eq!(run.code, 1);
    let json = stage.run(&[&check[..], &["--format", "json"]].concat()).json();
    assert_eq!(json["summary"]["held_back"], 2);
    assert_eq!(json["summary"]["error"], 1);
}

#[test]
fn notes_are_for_the_review_and_not_for_the_commit() {
    let stage = committed();
    stage.write("functions/data.toml", "name = \"Data\"\nside = \"it\"\n");
    let run = stage.run(&["check", "--profile", "commit", "--select", "ownership"]);
    let last = run.stdout.lines().last().unwrap();
    insta::assert_snapshot!(last, @"not shown: 2 findings that the base has as well, and 1 note; `goalpact check --profile review` shows everything");
    assert_eq!(run.code, 0);
}

#[test]
fn what_a_change_breaks_in_a_file_it_does_not_touch_is_shown_to_its_author() {
    let stage = committed();
    stage.write("people.toml", PEOPLE.replace("[ana]", "[anna]"));
    let run = stage.run(&["check", "--profile", "commit", "--quiet"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("unknown-reference"), "{}", run.stdout);
}

#[test]
fn a_finding_that_moves_with_its_file_is_no_new_one() {
    let stage = committed();
    stage.git(&["mv", "goals/old.toml", "goals/moved.toml"]);
    stage.git(&["mv", "goals/moved.toml", "goals/old.toml"]);
    std::fs::create_dir(stage.path().join("goals/2026")).unwrap();
    stage.git(&["mv", "goals/old.toml", "goals/2026/old.toml"]);
    assert_eq!(stage.run(&["check", "--profile", "commit"]).code, 0);
}

#[test]
fn where_nothing_is_committed_everything_is_new() {
    let stage = Stage::plan(&[("goals/old.toml", OWNERLESS)]);
    assert_eq!(stage.run(&["check", "--profile", "commit"]).code, 1, "outside a repository");
    stage.git(&["init", "-q"]);
    assert_eq!(stage.run(&["check", "--profile", "commit"]).code, 1, "before the first commit");
    stage.write("elsewhere.txt", "");
    stage.git(&["add", "elsewhere.txt"]);
    stage.git(&["commit", "-qm", "no plan yet"]);
    assert_eq!(
        stage.run(&["check", "--profile", "commit"]).code,
        1,
        "before the plan is committed"
    );
}

#[test]
fn a_plan_in_a_folder_of_a_repository_is_compared_with_that_folder() {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    stage.write("plans/sales/goalpact.toml", "");
    stage.write("plans/sales/people.toml", PEOPLE);
    stage.write("plans/sales/goals/2026/old.toml", OWNERLESS);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    let run = stage.run(&["check", "plans/sales", "--profile", "commit"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("that the base has as well"), "{}", run.stdout);
}

#[test]
fn an_object_that_is_gone_is_said_and_nothing_is_held_back_in_silence() {
    let stage = committed();
    for folder in std::fs::read_dir(stage.path().join(".git/objects")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.file_name().is_some_and(|name| name.len() == 2) {
            std::fs::remove_dir_all(folder).unwrap();
        }
    }
    let run = stage.run(&["check", "--profile", "commit"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: `HEAD` was not read: "), "{}", run.stderr);
}

#[test]
fn a_planning_review_hears_every_rule_that_the_plan_does_not_turn_off() {
    let stage = committed();
    let rules = |args: &[&str]| -> Vec<String> {
        let json = stage.run(&[args, &["--format", "json"]].concat()).json();
        let findings = json["findings"].as_array().unwrap();
        findings.iter().map(|finding| format!("{} {}", finding["level"], finding["rule"])).collect()
    };
    stage.write("terms.toml", "[nps]\nterm = \"NPS\"\nmeans = \"net promoter score\"\n");
    let unused = "\"note\" \"unused-entry\"".to_owned();
    assert!(!rules(&["check"]).contains(&unused));
    assert!(rules(&["check", "--profile", "review"]).contains(&unused));
    assert!(
        rules(&["check", "--profile", "review"])
            .contains(&"\"note\" \"function-without-head\"".into())
    );
    stage.write("goalpact.toml", "[levels]\nunused-entry = \"off\"\n");
    assert!(!rules(&["check", "--profile", "review"]).contains(&unused));
}
