//! What each command prints and how it ends.

use crate::stage::{Stage, command, ended, run_in};

const OWNERLESS: &[(&str, &str)] = &[
    ("functions.toml", "[marketing]\nname = \"Marketing\"\nside = \"business\"\n"),
    (
        "people.toml",
        "[maria]\nname = \"Maria\"\nfunction = \"marketing\"\nemail = \"m@example.org\"\n",
    ),
    (
        "goals/retention.toml",
        "title = \"Keep nine customers in ten\"\nwhy = \"A new one costs six times as much\"\nlevel = \"team\"\nstatus = \"proposed\"\n\
         [owners]\nbusiness = \"maria\"\n[[target]]\nkpi = \"kept\"\nfrom = 84\nto = 90\nby = 2026-09-30\n",
    ),
    ("kpis.toml", "[kept]\ntitle = \"Customers kept\"\nunit = \"%\"\ndirection = \"increase\"\n"),
];

#[test]
fn check_prints_one_line_for_each_finding_in_a_pipe() {
    let run = Stage::plan(OWNERLESS).run(&["check"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stdout, @r#"
    goals/retention.toml:5:1: error[goal-without-it-owner] goal `retention` has no IT owner
      help: name the one person who answers for the technology, or, while there is none, declare the vacancy:
        # under [owners]
        it = "<person>"
        # or
        [vacancies]
        it = { until = 2026-06-30, acting = "<person>", because = "…" }

    1 error
    checked 5 files, 1 goal, 1 KPI, and 1 person against 121 rules as of 2026-03-31
    "#);
}

#[test]
fn check_draws_frames_for_people() {
    let run = Stage::plan(OWNERLESS).run(&["check", "--format", "human", "--color", "never"]);
    insta::assert_snapshot!(run.stdout, @r#"
    error[goal-without-it-owner]

      × goal `retention` has no IT owner
       ╭─[goals/retention.toml:5:1]
     4 │ status = "proposed"
     5 │ [owners]
       · ────────
     6 │ business = "maria"
       ╰────
      help: name the one person who answers for the technology, or, while there is none, declare the
            vacancy:
            # under [owners]
            it = "<person>"
            # or
            [vacancies]
            it = { until = 2026-06-30, acting = "<person>", because = "…" }

    ✗ 1 error
      checked 5 files, 1 goal, 1 KPI, and 1 person against 121 rules as of 2026-03-31
      `goalpact explain RULE` says why a rule is there
    "#);
}

#[test]
fn the_json_output_has_the_promised_shape() {
    let run = Stage::plan(OWNERLESS).run(&["check", "--format", "json"]);
    let mut json = run.json();
    assert_eq!(json["tool"]["version"], env!("CARGO_PKG_VERSION"));
    json["tool"]["version"] = "".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&json).unwrap(), @r#"
    {
      "version": 1,
      "tool": {
        "name": "goalpact",
        "version": ""
      },
      "plan": {
        "root": ".",
        "snapshot": "worktree",
        "base": null,
        "today": "2026-03-31",
        "counts": {
          "function": 1,
          "person": 1,
          "team": 0,
          "body": 0,
          "kpi": 1,
          "goal": 1,
          "roadmap": 0,
          "review": 0,
          "decision": 0,
          "term": 0
        }
      },
      "summary": {
        "error": 1,
        "warning": 0,
        "note": 0,
        "fixable": 0,
        "held_back": 0,
        "allowed": 0
      },
      "findings": [
        {
          "rule": "goal-without-it-owner",
          "family": "ownership",
          "level": "error",
          "title": "goal `retention` has no IT owner",
          "help": "name the one person who answers for the technology, or, while there is none, declare the vacancy:\n# under [owners]\nit = \"<person>\"\n# or\n[vacancies]\nit = { until = 2026-06-30, acting = \"<person>\", because = \"…\" }",
          "entry": {
            "kind": "goal",
            "id": "retention"
          },
          "path": "goals/retention.toml",
          "range": {
            "start": {
              "line": 5,
              "column": 1,
              "offset": 114
            },
            "end": {
              "line": 5,
              "column": 9,
              "offset": 122
            }
          },
          "labels": [],
          "fix": null,
          "fingerprint": "6050c2d5a5ea37cca14658b4b3f80d9b",
          "new": true
        }
      ]
    }
    "#);
}

#[test]
fn a_fingerprint_survives_moves_of_line_and_file() {
    let fingerprints = |path: &str, before: &str| {
        let stage = Stage::plan(OWNERLESS);
        let text = stage.read("goals/retention.toml");
        std::fs::remove_file(stage.path().join("goals/retention.toml")).unwrap();
        stage.write(path, format!("{before}{text}"));
        let json = stage.run(&["check", "--format", "json"]).json();
        let findings = json["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["fingerprint"].to_string()).collect::<Vec<_>>()
    };
    let first = fingerprints("goals/retention.toml", "");
    assert_eq!(first.len(), 1);
    assert_eq!(first, fingerprints("goals/2026/retention.toml", "# moved\n\n"));
}

#[test]
fn fail_on_moves_the_line_between_0_and_1() {
    let stage = Stage::plan(OWNERLESS);
    assert_eq!(stage.run(&["check", "--fail-on", "never"]).code, 0);
    assert_eq!(stage.run(&["check", "--ignore", "goal-without-it-owner"]).code, 0);
    stage.write("goalpact.toml", "[levels]\ngoal-without-it-owner = \"warning\"\n");
    assert_eq!(stage.run(&["check"]).code, 0);
    assert_eq!(stage.run(&["check", "--fail-on", "warning"]).code, 1);
}

#[test]
fn select_and_ignore_take_rules_and_families() {
    let stage = Stage::plan(OWNERLESS);
    let rules = |args: &[&str]| {
        let json = stage.run(&[&["check", "--format", "json"], args].concat()).json();
        let findings = json["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|finding| finding["rule"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(rules(&["--select", "ownership"]), ["goal-without-it-owner"]);
    assert!(rules(&["--select", "ownership", "--ignore", "goal-without-it-owner"]).is_empty());
    assert_eq!(rules(&["--select", "unused-entry,dates"]), Vec::<String>::new());
    let run = stage.run(&["check", "--select", "ownershp"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(run.stderr, @"
    error: no rule or family is called `ownershp`
    help: perhaps `ownership`; `goalpact rules` lists them all
    ");
}

#[test]
fn levels_are_set_by_rule_or_family_and_the_more_specific_wins() {
    let stage = Stage::plan(OWNERLESS);
    let level = |config: &str, today: &str| {
        stage.write("goalpact.toml", config);
        let json = stage
            .run(&["check", "--format", "json", "--select", "ownership", "--today", today])
            .json();
        json["findings"][0]["level"].as_str().map(ToOwned::to_owned)
    };
    let today = "2026-03-31";
    assert_eq!(level("[levels]\nownership = \"note\"\n", today).as_deref(), Some("note"));
    assert_eq!(level("[levels]\nownership = \"off\"\n", today), None);
    let both = "[levels]\nownership = \"off\"\ngoal-without-it-owner = \"warning\"\n";
    assert_eq!(level(both, today).as_deref(), Some("warning"));
    let cut_over = "[levels]\ngoal-without-it-owner = { level = \"error\", from = 2026-09-01, before = \"note\" }\n";
    assert_eq!(level(cut_over, "2026-08-31").as_deref(), Some("note"));
    assert_eq!(level(cut_over, "2026-09-01").as_deref(), Some("error"));
}

#[test]
fn excluded_files_are_not_read() {
    let stage = Stage::plan(OWNERLESS);
    stage.write("goals/archive/broken.toml", "not = read\nat all");
    assert!(stage.run(&["check"]).stdout.contains("syntax-error"));
    stage.write("goalpact.toml", "[plan]\nexclude = [\"goals/archive/**\"]\n");
    let run = stage.run(&["check"]);
    assert!(!run.stdout.contains("syntax-error"), "{}", run.stdout);
}

#[test]
fn an_allow_silences_and_is_counted() {
    let stage = Stage::plan(OWNERLESS);
    let goal = stage.read("goals/retention.toml");
    let allow = "[owners] # goalpact: allow goal-without-it-owner until 2026-06-30 because the CTO starts in May";
    stage.write("goals/retention.toml", goal.replace("[owners]", allow));
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.starts_with("no findings (1 allowed)"), "{}", run.stdout);
    let late = stage.run(&["check", "--today", "2026-07-01"]);
    assert_eq!(late.code, 1);
    assert!(late.stdout.contains("warning[expired-allow]"), "{}", late.stdout);
    assert!(late.stdout.contains("error[goal-without-it-owner]"), "{}", late.stdout);
}

#[test]
fn an_allow_in_goalpact_toml_silences_files() {
    let stage = Stage::plan(OWNERLESS);
    let allow = "[[allow]]\nrule = \"goal-without-it-owner\"\nfiles = [\"goals/**\"]\nbecause = \"IT is hiring\"\n";
    stage.write("goalpact.toml", allow);
    assert_eq!(stage.run(&["check"]).code, 0);
    stage.write("goalpact.toml", allow.replace("goals/**", "kpis/**"));
    let run = stage.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("warning[unused-allow]"), "{}", run.stdout);
}

#[test]
fn paths_narrow_what_is_shown_and_not_what_is_read() {
    let stage = Stage::plan(OWNERLESS);
    assert_eq!(stage.run(&["check", "goals"]).code, 1);
    assert_eq!(stage.run(&["check", "goals/retention.toml"]).code, 1);
    assert_eq!(stage.run(&["check", "people.toml"]).code, 0);
    // A path within the plan finds the plan above it.
    let run = run_in(&stage.path().join("goals"), &["check", "retention.toml"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.starts_with("retention.toml:5:1: error[goal-without-it-owner]"),
        "{}",
        run.stdout
    );
}

#[test]
fn stdin_stands_for_a_file_that_is_not_saved_yet() {
    let stage = Stage::plan(OWNERLESS);
    let check_as =
        |name: &str, text: &str| stage.run_with(&["check", "--stdin-filename", name], text);
    let check = |text: &str| check_as("goals/retention.toml", text);
    let saved = stage.read("goals/retention.toml");
    assert_eq!(check_as("goals/not/there/yet.toml", &saved).code, 1);
    assert_eq!(check_as("../elsewhere.toml", &saved).code, 2);
    assert_eq!(check(&saved.replace("[owners]", "[owners]\nit = \"someone-else\"")).code, 1);
    assert_eq!(check(&saved.replace("proposed", "draft")).code, 0);
    assert_eq!(stage.read("goals/retention.toml"), saved);
}

#[test]
fn reports_are_written_beside_what_is_printed() {
    let stage = Stage::plan(OWNERLESS);
    let run =
        stage.run(&["check", "--report", "json=out.json", "--report", "plain=out.txt", "--quiet"]);
    assert_eq!(run.code, 1);
    assert_eq!(stage.read("out.txt"), run.stdout);
    let json: serde_json::Value = serde_json::from_str(&stage.read("out.json")).unwrap();
    assert_eq!(json["summary"]["error"], 1);
    let run = stage.run(&["check", "--report", "json=no/such/folder/out.json"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: `no/such/folder/out.json` was not written"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains("goal-without-it-owner"), "what was found is printed all the same");
}

#[test]
fn what_is_no_plan_is_exit_code_2() {
    let empty = Stage::empty();
    let run = empty.run(&["check"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"
    error: no plan here: no goalpact.toml in `.` or above it
    help: `goalpact init` writes a small plan to begin with
    ");

    let above = Stage::empty();
    above.write("sales/goalpact.toml", "");
    above.write("it/plan/goalpact.toml", "");
    let run = above.run(&["check"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"
    error: no plan here: no goalpact.toml in `.` or above it
    help: there are plans below; check one of them:
      goalpact check ./it/plan
      goalpact check ./sales
    ");

    let goalless = Stage::plan(&[]);
    let run = goalless.run(&["check"]);
    assert_eq!(run.code, 2);
    insta::assert_snapshot!(run.stderr, @"
    error: the plan has no goal, so there is nothing to check
    help: write the first one with `goalpact new goal <id>`
    ");

    assert_eq!(empty.run(&["check", "no-such-folder"]).code, 2);
    let run = above.run(&["check", "sales", "it/plan"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("two plans"), "{}", run.stderr);
}

#[test]
fn usage_errors_are_exit_code_2() {
    let stage = Stage::plan(OWNERLESS);
    for args in
        [&["chekc"][..], &["check", "--today", "tomorrow"], &["check", "--format", "yaml"], &[]]
    {
        let run = stage.run(args);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(!run.stderr.is_empty());
    }
    let output = command()
        .args(["check"])
        .env("GOALPACT_TODAY", "soon")
        .current_dir(stage.path())
        .output()
        .unwrap();
    let run = ended(&output);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: GOALPACT_TODAY is `soon`"), "{}", run.stderr);
}

#[test]
fn rules_lists_every_rule_once() {
    let run = Stage::empty().run(&["rules"]);
    assert_eq!(run.code, 0);
    let listed =
        run.stdout.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    assert_eq!(listed.count(), goalpact::rules::all().count());
    insta::assert_snapshot!(Stage::empty().run(&["rules", "allows"]).stdout, @"
    rule                             level    fix     reads

    allows: silence is accounted for
      allow-without-reason           error            allows
          Whoever silences a rule says why.
      unused-allow                   warning  safe    allows, today
          An allow silences something; one that does not is removed.
      expired-allow                  warning          allows, today
          An allow ends on the day it names; from then on the finding is back.
      unknown-rule                   error    unsafe  allows, goalpact.toml
          A rule that is named in an allow or in goalpact.toml exists.

    4 rules; `goalpact explain RULE` shows a rule's page
    ");
    let json = Stage::empty().run(&["rules", "dates", "--format", "json"]).json();
    assert_eq!(json[0]["name"], "goal-without-dates");
    assert_eq!(json[6]["settings"][0]["name"], "years");
}

#[test]
fn explain_lays_the_page_out_with_level_and_settings() {
    let run = Stage::empty().run(&["explain", "far-horizon"]);
    assert_eq!(run.code, 0);
    insta::assert_snapshot!(run.stdout, @r#"
    far-horizon

    A goal is due within three years.

    Why
    Nobody who commits today answers for what happens in five years: people change, markets change.
    A vision may be as far as it likes, the goal is the next step towards it. Often the year is a
    slip of the keys.

    Example
      goals/retention.toml  has the fault
      │ title = "Keep nine customers in ten"
      │ status = "committed"
      │ due = 2062-12-31

      goalpact says
      │ goals/retention.toml:3:7: warning[far-horizon] goal `retention` is due in 2062, more than 3
      │     years away
      │   help: check the year; if it is right, make a goal of the first step that can be reached by
      │       2029-03-31

      goals/retention.toml  is right
      │ title = "Keep nine customers in ten"
      │ status = "committed"
      │ due = 2026-12-31

    Level
    `warning`, in family `dates` (it has a when, and the when is possible). It reads goals and
    today. There is no fix for it: only its owners know what is right.

    To change its level or its numbers, write:

      goalpact.toml
      │ [levels]
      │ far-horizon = "error"
      │
      │ [settings.far-horizon]
      │ years = 3 # how many years from today a goal may be due
    "#);
    let run = Stage::empty().run(&["explain", "far-horizon", "--format", "markdown"]);
    let page = &goalpact::rules::find("far-horizon").unwrap().1.page;
    assert!(run.stdout.starts_with(page), "{}", run.stdout);
    assert!(run.stdout.contains("[settings.far-horizon]\nyears = 3 #"), "{}", run.stdout);
    let run = Stage::empty().run(&["explain", "far-horizont"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.ends_with("help: perhaps `goalpact explain far-horizon`\n"),
        "{}",
        run.stderr
    );
    let all = Stage::empty().run(&["explain", "--all", "--format", "json"]).json();
    assert_eq!(all.as_array().unwrap().len(), goalpact::rules::all().count());
}

#[test]
fn init_never_overwrites() {
    let stage = Stage::empty();
    stage.write("people.toml", "# mine\n");
    let run = stage.run(&["init"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: there already: `./people.toml`; nothing was written"),
        "{}",
        run.stderr
    );
    assert_eq!(stage.read("people.toml"), "# mine\n");
    assert!(!stage.path().join("goalpact.toml").exists());
}

#[test]
fn new_writes_an_entry_from_flags_where_its_like_are_kept() {
    let stage = Stage::fixture("tiny");
    let goal = [
        "new",
        "goal",
        "faster-delivery",
        "--title",
        "Parcels arrive within two days",
        "--level",
        "function",
        "--status",
        "proposed",
        "--supports",
        "repeat-orders",
        "--owners-business",
        "maria",
        "--owners-it",
        "deepak",
        "--due",
        "2026-09-30",
        "--tags",
        "logistics,promise",
    ];
    let run = stage.run(&goal);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(stage.read("goals/faster-delivery.toml"), @r#"
    title = "Parcels arrive within two days"
    # why = "…" # The intent, in business words.
    level = "function"
    status = "proposed"
    # start = 2026-09-30 # The day work on it begins.
    due = 2026-09-30
    supports = ["repeat-orders"]
    tags = ["logistics", "promise"]

    [owners]
    business = "maria"
    it = "deepak"

    # Who agreed to it, and when.
    # [agreed]
    # on = 2026-09-30 # The day it was agreed.
    # by = ["<person>"] # The people who agreed: both owners at least.

    # What is measured: a KPI from X to Y by a day.
    # [[target]]
    # kpi = "<KPI>" # What is measured.
    # from = 2.5 # Where it stands now, in the KPI's unit.
    # to = 2.5 # Where it shall stand, in the KPI's unit.
    # by = 2026-09-30 # The day by which it shall stand there.
    "#);

    let run = stage.run(&[
        "new",
        "person",
        "ana",
        "--name",
        "Ana \"A.\" Núñez",
        "--function",
        "marketing",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        stage
            .read("people.toml")
            .ends_with("\n\n[ana]\nname = 'Ana \"A.\" Núñez'\nfunction = \"marketing\"\n"),
        "{}",
        stage.read("people.toml")
    );
    assert_eq!(stage.run(&["check", "--select", "shape"]).code, 0);
}

#[test]
fn new_refuses_what_the_shape_rules_would_refuse() {
    let stage = Stage::fixture("tiny");
    let before = stage.read("people.toml");
    for (args, says) in [
        (
            &["new", "person", "Ana", "--name", "Ana", "--function", "marketing"][..],
            "error: `Ana` is no id",
        ),
        (
            &["new", "person", "../ana", "--name", "Ana", "--function", "marketing"],
            "error: `../ana` is no id",
        ),
        (
            &["new", "person", "maria", "--name", "Maria", "--function", "marketing"],
            "error: person `maria` is there",
        ),
        (&["new", "person", "ana"], "error: a person needs `--name` and `--function`"),
        (
            &["new", "person", "ana", "--name", " ", "--function", "marketing"],
            "error: `name` of person `ana` is empty",
        ),
        (
            &[
                "new", "goal", "x", "--title", "X", "--level", "team", "--status", "draft",
                "--due", "soon",
            ],
            "error: `due` of goal `x` is a text",
        ),
    ] {
        let run = stage.run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.stderr.starts_with(says), "{}", run.stderr);
    }
    assert_eq!(stage.read("people.toml"), before);
    let run = stage.run(&["new", "person", "ana", "--name", "Ana", "--function", "finance"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.starts_with("note: no function is called `finance`"), "{}", run.stderr);
}

#[test]
fn completions_and_manual_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = Stage::empty().run(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains("stdin-filename"), "{shell}");
    }
    let man = Stage::empty().run(&["man"]);
    assert_eq!(man.code, 0);
    for command in
        ["CHECK", "FIX", "INIT", "NEW", "RULES", "EXPLAIN", "SCHEMA", "COMPLETIONS", "MAN"]
    {
        assert!(man.stdout.contains(&format!("GOALPACT {command}")), "{command}");
    }
}
