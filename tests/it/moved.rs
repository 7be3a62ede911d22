//! What moved between two moments: `goalpact diff`.

use crate::stage::Stage;

const GOAL: &str = "title = \"Keep nine customers in ten\"\nlevel = \"company\"\nstatus = \"committed\"\ndue = 2026-06-30\n\
    [owners]\nbusiness = \"ana\"\nit = \"bo\"\n\
    [[target]]\nkpi = \"rate\"\nfrom = 1.8\nto = 2.8\nby = 2026-06-30\n";
const KPI: &str = "title = \"Rate\"\nunit = \"%\"\ndirection = \"increase\"\n";

fn committed() -> Stage {
    let stage = Stage::plan(&[("goals/a.toml", GOAL), ("kpis/rate.toml", KPI)]);
    stage.git(&["init", "-q"]);
    commit(&stage, "plan");
    stage
}

fn commit(stage: &Stage, message: &str) {
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", message]);
}

#[test]
fn what_moved_is_told_in_words_loosened_first() {
    let stage = committed();
    stage.write(
        "goals/2026/a.toml",
        GOAL.replace("due = 2026-06-30", "due = 2026-12-31")
            .replace("to = 2.8", "to = 2.4")
            .replace("\"bo\"", "\"eve | @all\""),
    );
    std::fs::remove_file(stage.path().join("goals/a.toml")).unwrap();
    stage.write("people.toml", "[eve]\nname = \"Eve\"\nfunction = \"web\"\n");
    insta::assert_snapshot!(stage.run(&["diff"]).stdout, @"
    Loosened: less is promised than before
      goal a: due 2026-06-30 → 2026-12-31: 184 days later
      goal a: target `rate` by 2026-06-30 2.8 % → 2.4 %: 40 % of the way given up

    Changed otherwise
      person eve: new
      goal a: IT owner `bo` → `eve | @all`

    2 of 4 changes loosen what was promised
    ");
    insta::assert_snapshot!(stage.run(&["diff", "--format", "markdown"]).stdout, @r"
    2 of 4 changes loosen what was promised.

    ### Loosened: less is promised than before

    | entry | what moved |
    | --- | --- |
    | goal `a` | due 2026-06-30 → 2026-12-31: 184 days later |
    | goal `a` | target `rate` by 2026-06-30 2.8 % → 2.4 %: 40 % of the way given up |

    ### Changed otherwise

    | entry | what moved |
    | --- | --- |
    | person `eve` | new |
    | goal `a` | IT owner `bo` → `eve \| @all` |
    ");
    let json = stage.run(&["diff", "--format", "json"]).json();
    assert_eq!(json["head"], "worktree");
    insta::assert_snapshot!(serde_json::to_string_pretty(&json["changes"][0]).unwrap(), @r#"
    {
      "entry": {
        "kind": "goal",
        "id": "a"
      },
      "tone": "loosened",
      "field": "due",
      "text": "due 2026-06-30 → 2026-12-31: 184 days later",
      "path": "goals/2026/a.toml",
      "base_path": "goals/a.toml"
    }
    "#);
}

#[test]
fn any_two_moments_are_compared() {
    let stage = committed();
    assert_eq!(stage.run(&["diff"]).stdout, "nothing has moved\n");
    stage.write("goals/a.toml", GOAL.replace("due = 2026-06-30", "due = 2026-12-31"));
    let later = "due 2026-06-30 → 2026-12-31: 184 days later";
    let earlier = "due 2026-12-31 → 2026-06-30: 184 days earlier";
    assert!(stage.run(&["diff"]).stdout.contains(later));
    assert_eq!(stage.run(&["diff", "--staged"]).stdout, "nothing has moved\n");
    stage.git(&["add", "."]);
    assert!(stage.run(&["diff", "--staged"]).stdout.contains(later));
    commit(&stage, "later");
    assert_eq!(stage.run(&["diff"]).stdout, "nothing has moved\n");
    assert!(stage.run(&["diff", "HEAD~1"]).stdout.contains(later));
    assert!(stage.run(&["diff", "HEAD~1", "HEAD"]).stdout.contains(later));
    assert!(stage.run(&["diff", "HEAD", "HEAD~1"]).stdout.contains(earlier));
    assert_eq!(stage.run(&["diff", "nowhere"]).code, 2);
    assert_eq!(Stage::plan(&[("goals/a.toml", GOAL)]).run(&["diff"]).code, 2);
}

#[test]
fn what_the_plan_leaves_out_has_not_moved() {
    let stage = committed();
    stage.write("goalpact.toml", "[plan]\nexclude = [\"goals/archive/**\"]\n");
    stage.write("goals/archive/old.toml", GOAL);
    commit(&stage, "archive");
    stage.write("goals/archive/old.toml", GOAL.replace("2026-06-30", "2025-06-30"));
    assert_eq!(stage.run(&["diff"]).stdout, "nothing has moved\n");
}
