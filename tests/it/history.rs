//! The goalposts of `fixtures/history`, moved: what a change of a plan is told when it is compared with its base.

use crate::stage::{Stage, run_in};

const REPEAT_ORDERS: &str = "goals/repeat-orders.toml";
const ANSWERS: &str = "goals/answers-in-half-a-day.toml";

/// The fixture, committed on `main`, with a branch beside it.
fn branched() -> Stage {
    let stage = Stage::fixture("history");
    stage.git(&["init", "-q"]);
    commit(&stage, "plan");
    stage.git(&["checkout", "-q", "-b", "second-thoughts"]);
    stage
}

fn commit(stage: &Stage, message: &str) {
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", message]);
}

/// Writes `new` for `old` in a file, everywhere.
fn rewrite(stage: &Stage, file: &str, old: &str, new: &str) {
    let text = stage.read(file);
    assert!(text.contains(old), "{file} has no {old}");
    stage.write(file, text.replace(old, new));
}

fn delete(stage: &Stage, file: &str) {
    std::fs::remove_file(stage.path().join(file)).unwrap();
}

/// What the history rules say of the branch.
fn said(stage: &Stage) -> String {
    stage.run(&["check", "--base", "main", "--select", "history"]).stdout
}

/// The names of all rules that find something in the branch, in the order of their findings.
fn found(stage: &Stage) -> Vec<String> {
    let json = stage.run(&["check", "--base", "main", "--format", "json"]).json();
    let findings = json["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

/// The spring of a goal that is behind: five goalposts move, each in a commit with a harmless title.
fn move_five_goalposts(stage: &Stage) {
    rewrite(stage, REPEAT_ORDERS, "to = 30", "to = 27");
    commit(stage, "align the target with the forecast");
    rewrite(stage, REPEAT_ORDERS, "from = 3.1", "from = 2.6");
    commit(stage, "use the latest numbers");
    rewrite(stage, "kpis.toml", "2026-01-31 = 24.6\n2026-02-28 = 25.6\n", "2026-01-31 = 24.9\n");
    commit(stage, "clean up");
    rewrite(
        stage,
        ANSWERS,
        "[[target]]\nkpi = \"failed-reorders\"\nfrom = 3.1\nto = 1.1\nby = 2026-06-30\n",
        "",
    );
    commit(stage, "focus");
    rewrite(stage, ANSWERS, "2026-06-30", "2026-09-30");
    commit(stage, "new planning");
}

#[test]
fn a_plan_that_has_not_moved_has_nothing_to_answer_for() {
    let stage = branched();
    let run = stage.run(&["check", "--base", "main", "--fail-on", "note"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.starts_with("no findings"), "{}", run.stdout);
    assert_eq!(stage.run(&["diff", "main"]).stdout, "nothing has moved\n");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a story is told whole")]
fn five_goalposts_move_and_a_decision_excuses_one() {
    let stage = branched();
    move_five_goalposts(&stage);
    stage.write(
        "decisions/answers-by-autumn.toml",
        "title = \"Half a day for an answer comes with the new help desk\"\non = 2026-03-24\n\
         goals = [\"answers-in-half-a-day\"]\nby = [\"maria\", \"deepak\"]\n\
         because = \"The help desk is delivered in August, and half a day cannot be held without it\"\nallows = [\"due\"]\n",
    );
    commit(&stage, "decide on the day in the open");
    insta::assert_snapshot!(said(&stage), @r#"
    goals/answers-in-half-a-day.toml:1:1: error[target-removed] goal `answers-in-half-a-day` no longer has its target for `failed-reorders`, from 3.1 % to 1.1 % by 2026-06-30
      goals/answers-in-half-a-day.toml:23:1: the target as the base has it
      goals/answers-in-half-a-day.toml:9:1: `maria` and `deepak` answer for goal `answers-in-half-a-day`
      decisions/answers-by-autumn.toml:1:1: decision `answers-by-autumn` does not allow `target`
      help: put it back as it was; if it was decided otherwise, write the decision down, with the day it was taken:
        # decisions/<id>.toml
        title = "<what was decided>"
        on = <YYYY-MM-DD>
        goals = ["answers-in-half-a-day"]
        by = ["maria", "deepak"]
        because = "<why>"
        allows = ["target"]
    goals/answers-in-half-a-day.toml:7:7: warning[change-not-agreed] goal `answers-in-half-a-day` has changed, and its owners `maria` and `deepak` have not agreed
      goals/answers-in-half-a-day.toml:10:12: business owner
      goals/answers-in-half-a-day.toml:11:6: IT owner
      goals/answers-in-half-a-day.toml:7:7: due 2026-06-30 → 2026-09-30: 92 days later
      goals/answers-in-half-a-day.toml:21:6: target `answer-time` by 2026-06-30 → 2026-09-30: 92 days later
      goals/answers-in-half-a-day.toml:1:1: target `failed-reorders` by 2026-06-30 gone
      help: once they have agreed, have the pull request approved by both (`--approvals`), or end the message of a commit with these lines:
        Agreed-by: Maria Schmidt <maria@example.org>
        Agreed-by: Deepak Rao <deepak@example.org>
    goals/repeat-orders.toml:20:6: error[target-weakened] goal `repeat-orders` takes KPI `repeat-order-rate` to 27 % by 2026-06-30, in place of 30 %: 50 % of the way from 24 % is given up
      goals/repeat-orders.toml:9:1: `maria` and `deepak` answer for goal `repeat-orders`
      help: write `to = 30` again; if it was decided otherwise, write the decision down, with the day it was taken:
        # decisions/<id>.toml
        title = "<what was decided>"
        on = <YYYY-MM-DD>
        goals = ["repeat-orders"]
        by = ["maria", "deepak"]
        because = "<why>"
        allows = ["target"]
    goals/repeat-orders.toml:26:8: error[baseline-rewritten] goal `repeat-orders` counts KPI `failed-reorders` from 2.6 %, in place of 3.1 %
      goals/repeat-orders.toml:9:1: `maria` and `deepak` answer for goal `repeat-orders`
      help: write `from = 3.1` again; if it was decided otherwise, write the decision down, with the day it was taken:
        # decisions/<id>.toml
        title = "<what was decided>"
        on = <YYYY-MM-DD>
        goals = ["repeat-orders"]
        by = ["maria", "deepak"]
        because = "<why>"
        allows = ["target"]
    goals/repeat-orders.toml:26:8: warning[change-not-agreed] goal `repeat-orders` has changed, and its owners `maria` and `deepak` have not agreed
      goals/repeat-orders.toml:10:12: business owner
      goals/repeat-orders.toml:11:6: IT owner
      goals/repeat-orders.toml:26:8: baseline of target `failed-reorders` by 2026-06-30 3.1 % → 2.6 %
      goals/repeat-orders.toml:20:6: target `repeat-order-rate` by 2026-06-30 30 % → 27 %: 50 % of the way given up
      help: once they have agreed, have the pull request approved by both (`--approvals`), or end the message of a commit with these lines:
        Agreed-by: Maria Schmidt <maria@example.org>
        Agreed-by: Deepak Rao <deepak@example.org>
    kpis.toml:14:14: error[actual-rewritten] KPI `repeat-order-rate`, which measures goal `repeat-orders`, rewrites 2 past measurements
      kpis.toml:14:14: what was measured on 2026-01-31: 24.6 % → 24.9 %
      kpis.toml:12:1: what was measured on 2026-02-28: 25.6 % → nothing
      help: write the old number again, and let the next measurement say what is known today; a slip of the pen is corrected with an allow that says what was wrong:
        # goalpact: allow actual-rewritten until <YYYY-MM-DD> because <what was wrong with the old number>

    4 errors and 2 warnings
    checked 8 files, 3 goals, 3 KPIs, and 2 people against 13 rules as of 2026-03-31
    "#);
    insta::assert_snapshot!(stage.run(&["diff", "main"]).stdout, @"
    Loosened: less is promised than before
      goal answers-in-half-a-day: due 2026-06-30 → 2026-09-30: 92 days later
      goal answers-in-half-a-day: target `answer-time` by 2026-06-30 → 2026-09-30: 92 days later
      goal answers-in-half-a-day: target `failed-reorders` by 2026-06-30 gone
      goal repeat-orders: target `repeat-order-rate` by 2026-06-30 30 % → 27 %: 50 % of the way given up

    Changed otherwise
      KPI repeat-order-rate: what was measured on 2026-01-31: 24.6 % → 24.9 %
      KPI repeat-order-rate: what was measured on 2026-02-28: 25.6 % → nothing
      goal repeat-orders: baseline of target `failed-reorders` by 2026-06-30 3.1 % → 2.6 %
      decision answers-by-autumn: new

    4 of 8 changes loosen what was promised
    ");
}

#[test]
fn a_finding_may_stand_in_a_file_that_is_gone() {
    let stage = branched();
    delete(&stage, ANSWERS);
    insta::assert_snapshot!(said(&stage), @r#"
    goals/answers-in-half-a-day.toml:1:1: error[goal-deleted] goal `answers-in-half-a-day` is gone, and was committed and due on 2026-06-30
      help: put it back, with `status = "dropped"` if it is given up, so that it stays known what was promised; if it was decided otherwise, write the decision down, with the day it was taken:
        # decisions/<id>.toml
        title = "<what was decided>"
        on = <YYYY-MM-DD>
        goals = ["answers-in-half-a-day"]
        by = ["maria", "deepak"]
        because = "<why>"
        allows = ["drop"]

    1 error
    checked 6 files, 2 goals, 3 KPIs, and 2 people against 11 rules as of 2026-03-31
    "#);
    let human = ["check", "--base", "main", "--format", "human", "--color", "never", "--quiet"];
    insta::assert_snapshot!(stage.run(&human).stdout, @r#"
    error[goal-deleted]

      × goal `answers-in-half-a-day` is gone, and was committed and due on 2026-06-30
       ╭─[goals/answers-in-half-a-day.toml:1:1]
     1 │ title = "Every question has an answer within half a day"
       · ────────────────────────────────────────────────────────
     2 │ why = "Who waits a day for an answer has bought elsewhere by then"
       ╰────
      help: put it back, with `status = "dropped"` if it is given up, so that it stays known what was
            promised; if it was decided otherwise, write the decision down, with the day it was taken:
            # decisions/<id>.toml
            title = "<what was decided>"
            on = <YYYY-MM-DD>
            goals = ["answers-in-half-a-day"]
            by = ["maria", "deepak"]
            because = "<why>"
            allows = ["drop"]

    note[unused-kpi]

      → no goal has a target for KPI `answer-time`
        ╭─[kpis.toml:31:1]
     30 │ 
     31 │ [answer-time]
        · ─────────────
     32 │ title = "Hours until a customer has an answer"
        ╰────
      help: add a `[[target]]` with `kpi = "answer-time"` to the goal it tells about, or remove the
            KPI if nothing is decided by it
    "#);
    let here = stage.path().join("goals");
    let run =
        run_in(&here, &["check", "--base", "main", "--quiet", "--report", "json=report.json"]);
    assert!(run.stdout.starts_with("answers-in-half-a-day.toml:1:1: "), "{}", run.stdout);
    let report: serde_json::Value = serde_json::from_str(&stage.read("goals/report.json")).unwrap();
    let finding = &report["findings"][0];
    assert_eq!(finding["path"], ANSWERS);
    assert_eq!(finding["entry"]["id"], "answers-in-half-a-day");
    assert_eq!(finding["new"], true);
}

#[test]
fn a_staged_deletion_is_compared_with_the_last_commit() {
    let stage = branched();
    stage.git(&["rm", "-q", ANSWERS]);
    let run = stage.run(&["check", "--staged", "--select", "goal-deleted"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stdout.starts_with("goals/answers-in-half-a-day.toml:1:1: "), "{}", run.stdout);
}

#[test]
fn a_goal_may_lie_elsewhere_and_its_file_may_break() {
    let stage = branched();
    let goal = stage.read(ANSWERS);
    delete(&stage, ANSWERS);
    stage.write("goals/2026/service/answers-in-half-a-day.toml", &goal);
    assert!(found(&stage).is_empty());
    stage.write(
        "goals/2026/service/answers-in-half-a-day.toml",
        goal.replace("[owners]", "[owners"),
    );
    assert!(found(&stage).contains(&"syntax-error".to_owned()));
    assert!(said(&stage).starts_with("no findings"));
}

#[test]
fn a_decision_lets_a_goal_go_and_is_no_dangling_one() {
    let stage = branched();
    delete(&stage, ANSWERS);
    rewrite(&stage, "kpis.toml", "[answer-time", "[shipping-time");
    stage.write(
        "decisions.toml",
        "[answers-by-the-new-owner]\ntitle = \"The help desk goes to our partner\"\non = 2026-03-24\n\
         goals = [\"answers-in-half-a-day\"]\nby = [\"maria\", \"deepak\"]\n\
         because = \"They answer within the hour already\"\nallows = [\"drop\"]\n",
    );
    assert_eq!(found(&stage), ["unused-kpi"]);
}

#[test]
fn the_decision_that_the_help_shows_is_one_that_counts() {
    let stage = branched();
    rewrite(&stage, ANSWERS, "2026-06-30", "2026-07-03");
    assert_eq!(found(&stage), ["due-slipped"]);
    let json = stage.run(&["check", "--base", "main", "--format", "json"]).json();
    let help = json["findings"][0]["help"].as_str().unwrap().to_owned();
    let (_, decision) = help.split_once("# decisions/<id>.toml\n").unwrap();
    let decision = decision.replace("<YYYY-MM-DD>", "2026-03-24") + "\n";
    stage.write("decisions/later.toml", &decision);
    assert_eq!(found(&stage), [""; 0], "{decision}");
    // Proposed, it is shown and does not count.
    stage.write("decisions/later.toml", decision.clone() + "status = \"proposed\"\n");
    assert!(said(&stage).contains("decisions/later.toml:1:1: decision `later` is only proposed"));
    // It excuses the change that brings it, and none that comes later.
    stage.write("decisions/later.toml", &decision);
    commit(&stage, "later");
    stage.git(&["branch", "-q", "-f", "main", "second-thoughts"]);
    assert!(found(&stage).is_empty());
    rewrite(&stage, ANSWERS, "2026-07-03", "2026-12-18");
    assert!(said(&stage).contains("decision `later` was there before, and excuses nothing new"));
}

#[test]
fn an_allow_silences_what_moved_also_where_it_is_gone() {
    let stage = branched();
    let corrected = "2026-01-31 = 26.4 # goalpact: allow actual-rewritten until 2026-04-30 because the report was read upside down";
    rewrite(&stage, "kpis.toml", "2026-01-31 = 24.6", corrected);
    // That somebody allows it is told in its place.
    assert_eq!(found(&stage), ["rules-loosened"]);
    stage.write(
        "goalpact.toml",
        "[[allow]]\nrule = \"goal-deleted\"\nfiles = [\"goals/*\"]\nbecause = \"the plan begins anew\"\n",
    );
    delete(&stage, ANSWERS);
    assert!(!found(&stage).contains(&"goal-deleted".to_owned()));
}

#[test]
fn an_allow_for_a_whole_file_covers_what_is_gone_from_it() {
    let goals =
        "[a]\ntitle = \"x\"\nstatus = \"committed\"\n[b]\ntitle = \"y\"\nstatus = \"committed\"\n";
    let stage = Stage::plan(&[("goals.toml", goals)]);
    stage.git(&["init", "-q"]);
    commit(&stage, "plan");
    let (kept, _) = goals.split_once("[b]").unwrap();
    stage.write("goals.toml", kept);
    assert!(said(&stage).starts_with("goals.toml:4:1: error[goal-deleted] goal `b` is gone"));
    let allow =
        "# goalpact: allow goal-deleted until 2026-04-30 because it was a copy of the other";
    stage.write("goals.toml", format!("{allow}\n\n{kept}"));
    assert!(said(&stage).contains("\n1 warning (1 allowed)"), "{}", said(&stage));
}
