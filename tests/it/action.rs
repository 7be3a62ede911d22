//! `action.yml`, run step by step on pull requests as a runner would.

use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::runner::{REPOSITORY, Ran, Runner, pull_request};
use crate::stage::{Run, Stage, ended, project};

const PEOPLE: &str = "[ana]\nname = \"Ana Ruiz\"\nfunction = \"sales\"\nemail = \"test@example.org\"\ngithub = \"ana-ruiz\"\n";
const FUNCTIONS: &str = "[sales]\nname = \"Sales\"\nside = \"business\"\nhead = \"ana\"\n";
/// A goal that lacks its IT owner.
const GOAL: &str = "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"proposed\"\nwhy = \"They leave\"\n[owners]\nbusiness = \"ana\"\n";
const BROKEN: &str = "title = \"Keep eight customers in ten\"\nlevel = \"team\"\n";

/// A repository on this machine that takes the place of GitHub's: `main` has a plan with an old finding, the branch `topic` one goal
/// more, and `refs/pull/7` is the pull request.
struct Origin {
    stage: Stage,
}

impl Origin {
    /// With so many commits on both sides since they parted.
    fn new(commits: usize) -> Self {
        let stage = Stage::empty();
        stage.git(&["init", "-q"]);
        stage.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        stage.git(&["config", "gc.auto", "0"]);
        for (path, text) in [
            ("goalpact.toml", ""),
            ("people.toml", PEOPLE),
            ("functions.toml", FUNCTIONS),
            ("goals/old.toml", GOAL),
        ] {
            stage.write(path, text);
        }
        let origin = Self { stage };
        origin.commit("plan");
        for (branch, goal) in [("topic", "goals/new.toml"), ("main", "goals/theirs.toml")] {
            origin.stage.git(&["checkout", "-q", "-B", branch, "main"]);
            for nth in 1..commits {
                // Of one second and without a word of their own, the commits of both branches would be the same.
                let message = format!("{branch} {nth}");
                origin.stage.git(&["commit", "-q", "--allow-empty", "-m", &message]);
            }
            // What others have put into main since is not held against the pull request.
            origin.stage.write(goal, BROKEN);
            origin.commit(goal);
        }
        origin.stage.git(&["update-ref", "refs/pull/7/head", "topic"]);
        origin.stage.git(&["checkout", "-q", "--detach", "main"]);
        origin.stage.git(&["merge", "-q", "--no-ff", "-m", "merge", "topic"]);
        origin.stage.git(&["update-ref", "refs/pull/7/merge", "HEAD"]);
        origin.stage.git(&["checkout", "-q", "main"]);
        origin
    }

    fn commit(&self, message: &str) {
        self.stage.git(&["add", "."]);
        self.stage.git(&["commit", "-qm", message]);
    }

    fn id(&self, name: &str) -> String {
        git(&self.stage, &["rev-parse", name]).stdout.trim().to_owned()
    }

    /// A clone of one commit, as actions/checkout makes it.
    fn checkout(&self, reference: &str) -> Stage {
        let clone = Stage::empty();
        clone.git(&["init", "-q"]);
        let url = format!("file://{}", self.stage.path().display());
        clone.git(&["remote", "add", "origin", &url]);
        clone.git(&["fetch", "-q", "--no-tags", "--depth=1", "origin", &self.id(reference)]);
        clone.git(&["checkout", "-q", "FETCH_HEAD"]);
        clone
    }

    /// The pull request, whose event tells of `main` as it was when it parted.
    fn pull_request(&self) -> Runner {
        runner("pull_request", pull_request(&self.id("topic"), &self.parted(), REPOSITORY))
    }

    fn parted(&self) -> String {
        git(&self.stage, &["merge-base", "main", "topic"]).stdout.trim().to_owned()
    }
}

fn git(stage: &Stage, args: &[&str]) -> Run {
    ended(&Command::new("git").args(args).current_dir(stage.path()).output().unwrap())
}

/// A runner with this goalpact on its PATH.
fn runner(event_name: &str, event: Value) -> Runner {
    let runner = Runner::new(event_name, event);
    let goalpact = format!("#!/bin/sh\nexec {} \"$@\"\n", env!("CARGO_BIN_EXE_goalpact"));
    runner.program("goalpact", &goalpact);
    runner
}

/// Has goalpact write the review that the test has in `review.json`; everything else is its own.
fn stand_in(runner: &Runner) {
    let script = include_str!("fakes/goalpact");
    runner.program("goalpact", &script.replace("$GOALPACT", env!("CARGO_BIN_EXE_goalpact")));
}

#[track_caller]
fn judged(ran: &Ran, verdict: &str, errors: &str) {
    let code = ["passed", "failed", "incomplete"].iter().position(|it| *it == verdict).unwrap();
    let output = |name: &str| ran.outputs[name].as_str();
    assert_eq!((output("verdict"), output("errors")), (verdict, errors), "{}", ran.log);
    assert_eq!(ran.code, i32::try_from(code).unwrap(), "{}", ran.log);
}

#[test]
fn a_pull_request_is_judged_by_what_it_brings_in_however_shallow_the_clone_is() {
    for commits in [1, 3, 60] {
        let origin = Origin::new(commits);
        for (reference, base) in
            [("refs/pull/7/merge", origin.id("main")), ("refs/pull/7/head", origin.parted())]
        {
            let clone = origin.checkout(reference);
            let runner = origin.pull_request();
            let ran = runner.run(clone.path());
            judged(&ran, "failed", "1");
            assert_eq!(ran.steps["compare"]["base"], base, "{reference}");
            assert!(ran.log.contains("goals/new.toml"), "{}", ran.log);
            assert!(!ran.log.contains("goals/theirs.toml"), "{}", ran.log);
            let held_back: usize = ran.outputs["held-back"].parse().unwrap();
            assert!(held_back > 0, "{}", ran.log);
            assert!(ran.summary.contains("goalpact"), "{}", ran.summary);
            for output in ["json", "markdown", "sarif"] {
                assert!(std::path::Path::new(&ran.outputs[output]).is_file(), "{output}");
            }
            let shallow = git(&clone, &["rev-parse", "--is-shallow-repository"]).stdout;
            let commits_there = git(&clone, &["rev-list", "--count", "HEAD"]).stdout;
            assert!(commits < 60 || shallow.trim() == "false", "{commits_there}");
        }
    }
}

#[test]
fn nothing_is_sent_anywhere_unless_it_is_asked_for() {
    let origin = Origin::new(1);
    let runner = origin.pull_request();
    let ran = runner.run(origin.checkout("refs/pull/7/merge").path());
    judged(&ran, "failed", "1");
    assert_eq!((runner.calls().as_str(), ran.used.len()), ("", 0));
    let ran = origin
        .pull_request()
        .with("summary", "false")
        .with("fail-on", "never")
        .run(origin.checkout("refs/pull/7/merge").path());
    assert_eq!((ran.code, ran.summary.as_str()), (0, ""));
    assert_eq!(ran.outputs["verdict"], "passed");
}

#[test]
fn without_a_pull_request_the_plan_is_judged_whole() {
    let origin = Origin::new(1);
    let ran = runner("push", json!({})).with("comment", "true").run(origin.checkout("main").path());
    assert_eq!(ran.steps["compare"]["base"], "");
    let old = origin.checkout("main").run(&["check", "--format", "json"]).json();
    judged(&ran, "failed", &old["summary"]["error"].to_string());
    assert_eq!(ran.outputs["held-back"], "0");
    let queue = json!({"merge_group": {"base_sha": origin.id("main")}});
    judged(
        &runner("merge_group", queue).run(origin.checkout("refs/pull/7/merge").path()),
        "failed",
        "1",
    );
}

#[test]
fn a_base_that_is_named_is_fetched() {
    let origin = Origin::new(3);
    for base in ["origin/main", "main", &origin.id("main")] {
        let clone = origin.checkout("topic");
        let ran = runner("push", json!({})).with("base", base).run(clone.path());
        judged(&ran, "failed", "1");
        assert_eq!(ran.steps["compare"]["base"], origin.id("main"));
    }
    let clone = origin.checkout("topic");
    for base in ["nowhere", "--upload-pack=touch pwned"] {
        let ran = runner("push", json!({})).with("base", base).run(clone.path());
        assert_eq!(ran.code, 2, "{}", ran.log);
        assert!(ran.log.contains("::error title=goalpact::the "), "{}", ran.log);
    }
    assert!(!clone.path().join("pwned").exists());
}

#[test]
fn what_a_read_only_token_may_not_do_is_left_out_with_a_notice() {
    let origin = Origin::new(1);
    let clone = origin.checkout("refs/pull/7/merge");
    for from in [json!({"full_name": "stranger/goals"}), Value::Null] {
        let mut event = pull_request(&origin.id("topic"), &origin.id("main"), "");
        event["pull_request"]["head"]["repo"] = from;
        let runner = runner("pull_request", event)
            .with("comment", "true")
            .with("review", "true")
            .with("sarif", "true");
        let ran = runner.run(clone.path());
        judged(&ran, "failed", "1");
        assert!(
            ran.log
                .contains("::notice title=goalpact::the token of this pull request may only read"),
            "{}",
            ran.log
        );
        assert!(ran.summary.contains("goalpact"));
        assert_eq!((runner.calls().as_str(), ran.used.len()), ("", 0));
    }
}

#[test]
fn there_is_one_comment_and_it_is_kept_up_to_date() {
    let origin = Origin::new(1);
    let clone = origin.checkout("refs/pull/7/merge");
    let runner = origin.pull_request().with("comment", "true");
    judged(&runner.run(clone.path()), "failed", "1");
    let calls = runner.calls();
    assert!(
        calls.contains("gh api --method POST repos/shop/goals/issues/7/comments --input "),
        "{calls}"
    );
    let body: Value = serde_json::from_str(calls.lines().last().unwrap()).unwrap();
    assert!(body["body"].as_str().unwrap().starts_with("<!-- goalpact"), "{body}");
    assert_eq!(body.as_object().unwrap().len(), 1);

    // What others wrote is not touched, also where it looks like goalpact's.
    let said = |id: u64, login: &str, body: &Value| json!({"id": id, "user": {"login": login}, "body": body});
    let other = json!("<!-- goalpact: elsewhere -->");
    runner.answer(
        "repos_shop_goals_issues_7_comments",
        &json!([
            said(1, "stranger", &body["body"]),
            said(2, "github-actions[bot]", &other),
            said(3, "github-actions[bot]", &body["body"]),
        ]),
    );
    judged(&runner.run(clone.path()), "failed", "1");
    assert!(
        runner
            .calls()
            .contains("gh api --method PATCH repos/shop/goals/issues/comments/3 --input "),
        "{}",
        runner.calls()
    );

    runner.answer("refused", &json!(true));
    let ran = runner.run(clone.path());
    judged(&ran, "failed", "1");
    assert!(
        ran.log.contains("::warning title=goalpact::the comment was not posted"),
        "{}",
        ran.log
    );
}

#[test]
fn who_has_approved_the_last_commit_has_agreed() {
    let origin = Origin::new(1);
    let clone = origin.checkout("refs/pull/7/merge");
    let review = |login: &str, state: &str, commit: &str| json!({"user": {"login": login}, "state": state, "commit_id": commit});
    let (head, before) = (origin.id("topic"), origin.parted());
    let reviews = json!([
        review("ana-ruiz", "CHANGES_REQUESTED", &head),
        review("ana-ruiz", "APPROVED", &head),
        review("ana-ruiz", "COMMENTED", &head),
        review("bo-li", "APPROVED", &before),
        review("eve-stone", "APPROVED", &head),
        review("eve-stone", "DISMISSED", &head),
    ]);
    for event in ["pull_request", "pull_request_review"] {
        let runner =
            runner(event, pull_request(&head, &before, REPOSITORY)).with("approvals", "true");
        runner.answer("repos_shop_goals_pulls_7_reviews", &reviews);
        runner.program(
            "goalpact",
            &format!(
                "#!/bin/sh\necho \"$@\" >>\"$FAKES/calls\"\nexec {} \"$@\"\n",
                env!("CARGO_BIN_EXE_goalpact")
            ),
        );
        let ran = runner.run(clone.path());
        judged(&ran, "failed", "1");
        assert!(runner.calls().contains(" --approvals "), "{}", runner.calls());
        let file = &ran.steps["approvals"]["file"];
        let approved: Value =
            serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(approved, json!(["ana-ruiz"]));

        runner.answer("refused", &json!(true));
        let ran = runner.run(clone.path());
        judged(&ran, "failed", "1");
        assert!(ran.log.contains("::warning title=goalpact::who has approved could not be read"));
    }
}

#[test]
fn each_suggestion_is_posted_once() {
    let origin = Origin::new(1);
    let clone = origin.checkout("refs/pull/7/merge");
    let comment = |path: &str, line: u64, body: &str| json!({"path": path, "line": line, "side": "RIGHT", "body": body});
    let new = comment("goals/new.toml", 1, "```suggestion\nx\n```");
    let runner = origin.pull_request().with("review", "true");
    stand_in(&runner);
    let payload = |comments: &[Value]| {
        json!({"event": "COMMENT", "body": "goalpact", "comments": comments}).to_string()
    };
    // The pull request does not have this file as the merge has it.
    let merged = comment("goals/theirs.toml", 1, "x");
    runner.home.write("review.json", payload(&[new.clone(), merged]));
    judged(&runner.run(clone.path()), "failed", "1");
    let calls = runner.calls();
    assert!(
        calls.contains("gh api --method POST repos/shop/goals/pulls/7/reviews --input "),
        "{calls}"
    );
    let review: Value = serde_json::from_str(calls.lines().last().unwrap()).unwrap();
    assert_eq!(
        review,
        json!({"event": "COMMENT", "body": "goalpact", "comments": [new], "commit_id": origin.id("topic")})
    );

    let mut posted = new.clone();
    posted["id"] = json!(1);
    runner.answer("repos_shop_goals_pulls_7_comments", &json!([posted]));
    let ran = runner.run(clone.path());
    judged(&ran, "failed", "1");
    assert!(ran.log.contains("No suggestion is new."), "{}", ran.log);
    assert_eq!(runner.calls().matches("POST").count(), 1, "{}", runner.calls());
}

#[test]
fn code_scanning_is_given_the_file_by_a_pinned_action() {
    let origin = Origin::new(1);
    let ran = origin
        .pull_request()
        .with("sarif", "true")
        .run(origin.checkout("refs/pull/7/merge").path());
    judged(&ran, "failed", "1");
    let [(uses, with)] = &ran.used[..] else { panic!("{:?}", ran.used) };
    assert!(uses.starts_with("github/codeql-action/upload-sarif@"), "{uses}");
    assert_eq!(with["sarif_file"], ran.outputs["sarif"]);
}

#[test]
fn after_the_run_of_a_fork_its_commit_is_judged_and_nothing_of_it_is_checked_out() {
    let origin = Origin::new(3);
    let event = json!({"workflow_run": {
        "head_sha": origin.id("topic"),
        "head_branch": "topic",
        "head_repository": {"owner": {"login": "stranger"}, "full_name": "stranger/goals"},
    }});
    let clone = origin.checkout("main");
    let runner = runner("workflow_run", event).with("comment", "true").with("fail-on", "never");
    let pulls = |sha: &str| {
        json!([
            {"number": 6, "head": {"sha": "0".repeat(40)}, "base": {"sha": "0".repeat(40)}},
            {"number": 7, "head": {"sha": sha}, "base": {"sha": origin.id("main")}},
        ])
    };
    runner.answer("repos_shop_goals_pulls", &pulls(&origin.id("topic")));
    let ran = runner.run(clone.path());
    assert_eq!((ran.code, ran.outputs["errors"].as_str()), (0, "1"), "{}", ran.log);
    let calls = runner.calls();
    assert!(calls.contains("--raw-field state=open --raw-field head=stranger:topic"), "{calls}");
    assert!(calls.contains("POST repos/shop/goals/issues/7/comments"), "{calls}");
    assert!(!clone.path().join("goals/new.toml").exists());
    assert_eq!(git(&clone, &["rev-parse", "HEAD"]).stdout.trim(), origin.id("main"));

    // It was pushed to in the meantime.
    runner.answer("repos_shop_goals_pulls", &pulls(&"1".repeat(40)));
    let ran = runner.run(clone.path());
    assert_eq!((ran.code, ran.outputs["verdict"].as_str()), (0, ""), "{}", ran.log);
    assert!(ran.log.contains("::notice title=goalpact::no open pull request"), "{}", ran.log);
}

#[test]
fn where_the_token_may_write_and_the_base_is_checked_out_the_commit_is_judged_all_the_same() {
    let origin = Origin::new(1);
    let event = pull_request(&origin.id("topic"), &origin.id("main"), "stranger/goals");
    let clone = origin.checkout("main");
    judged(&runner("pull_request_target", event).run(clone.path()), "failed", "1");
    assert!(!clone.path().join("goals/new.toml").exists());
}

#[test]
fn what_cannot_be_judged_is_said_everywhere() {
    let origin = Origin::new(1);
    let clone = origin.checkout("refs/pull/7/merge");
    let ran = origin.pull_request().with("path", "no <b> plan\n::set-output::%").run(clone.path());
    assert_eq!((ran.code, ran.outputs["verdict"].as_str()), (2, "incomplete"), "{}", ran.log);
    assert!(
        ran.log.contains("::error title=goalpact could not judge everything::error: "),
        "{}",
        ran.log
    );
    assert!(ran.summary.contains("no &lt;b> plan"), "{}", ran.summary);
    assert!(!ran.log.contains("\n::set-output"), "{}", ran.log);
    std::fs::remove_dir_all(clone.path().join("goals")).unwrap();
    let ran = origin.pull_request().run(clone.path());
    assert_eq!((ran.code, ran.outputs["verdict"].as_str()), (2, "incomplete"), "{}", ran.log);
}

#[test]
fn no_input_is_run() {
    let origin = Origin::new(1);
    let clone = origin.checkout("refs/pull/7/merge");
    let hostile = "$(touch pwned)`touch pwned`\"; touch pwned; #";
    for input in
        ["path", "base", "fail-on", "new-only", "summary", "sarif", "comment", "review", "version"]
    {
        let ran = origin.pull_request().with(input, hostile).run(clone.path());
        assert_eq!(ran.code, 2, "{input}: {}", ran.log);
        assert!(ran.log.contains("::error title=goalpact"), "{input}: {}", ran.log);
    }
    assert!(!clone.path().join("pwned").exists());
}

/// A runner without goalpact, and a release that has one.
fn without_goalpact(system: (&'static str, &'static str), target: &str) -> Runner {
    let mut runner = Runner::new("push", json!({})).with("version", "7.8.9");
    runner.machine = system;
    runner.program("goalpact", "#!/bin/sh\necho goalpact 0.0.1\n");
    let release = runner.home.path().join("release");
    runner.home.write(
        "packed/goalpact",
        "#!/bin/sh\n[ \"$1\" = --version ] && echo goalpact 7.8.9 || exit 1\n",
    );
    let archive = format!("goalpact-7.8.9-{target}.tar.gz");
    let pack = format!("chmod +x ../packed/goalpact && tar -C ../packed -czf {archive} goalpact");
    assert!(
        Command::new("sh").args(["-c", &pack]).current_dir(&release).status().unwrap().success()
    );
    let hash = Sha256::digest(std::fs::read(release.join(&archive)).unwrap());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    runner.home.write("release/SHA256SUMS", format!("{hash}  {archive}\n"));
    runner
}

#[test]
fn the_released_binary_is_installed_once_its_checksum_and_provenance_are_verified() {
    for (system, target) in [
        (("Linux", "X64"), "x86_64-unknown-linux-musl"),
        (("Linux", "ARM64"), "aarch64-unknown-linux-musl"),
        (("macOS", "X64"), "x86_64-apple-darwin"),
        (("macOS", "ARM64"), "aarch64-apple-darwin"),
        (("Windows", "X64"), "x86_64-pc-windows-msvc"),
    ] {
        let runner = without_goalpact(system, target);
        let ran = runner.run(Stage::fixture("healthy").path());
        let calls = runner.calls();
        assert!(calls.contains(&format!("https://github.com/makers/goalpact/releases/download/v7.8.9/goalpact-7.8.9-{target}.tar.gz\n")), "{calls}");
        assert!(
            calls.contains("gh attestation verify")
                && calls
                    .contains("--signer-workflow makers/goalpact/.github/workflows/release.yml"),
            "{calls}"
        );
        // This one can do nothing but tell its version.
        assert!(ran.log.contains(": OK") && ran.outputs["verdict"] == "failed", "{}", ran.log);
    }
}

#[test]
fn what_is_not_the_released_binary_is_never_run() {
    let target = "x86_64-unknown-linux-musl";
    let refused = |runner: &Runner, says: &str| {
        let ran = runner.run(Stage::empty().path());
        assert_eq!(ran.code, 2, "{}", ran.log);
        assert!(
            ran.log.contains(&format!("::error title=goalpact was not installed::{says}")),
            "{}",
            ran.log
        );
        assert!(
            !runner.home.path().join("temp/goalpact-7.8.9/goalpact").exists(),
            "it was unpacked"
        );
    };
    let linux = ("Linux", "X64");
    let runner = without_goalpact(linux, target);
    let sums = runner.home.read("release/SHA256SUMS");
    runner.home.write("release/SHA256SUMS", format!("{}{}", "0".repeat(64), &sums[64..]));
    refused(&runner, "the checksum of goalpact-7.8.9");
    runner.home.write("release/SHA256SUMS", sums.replace("linux", "plan9"));
    refused(&runner, "SHA256SUMS of the release does not name goalpact-7.8.9");
    let runner = without_goalpact(linux, target);
    runner.program("gh", "#!/bin/sh\n[ \"$2\" = --help ]\n");
    refused(
        &runner,
        "goalpact-7.8.9-x86_64-unknown-linux-musl.tar.gz was not built by the release workflow",
    );
    let runner = without_goalpact(linux, target);
    std::fs::remove_file(runner.home.path().join("release/SHA256SUMS")).unwrap();
    refused(
        &runner,
        "https://github.com/makers/goalpact/releases/download/v7.8.9/SHA256SUMS was not downloaded",
    );
    refused(
        &without_goalpact(("Windows", "ARM64"), target),
        "there is no binary for Windows on ARM64",
    );
}

#[test]
fn the_version_is_that_of_this_goalpact() {
    let text = std::fs::read_to_string(project().join("action.yml")).unwrap();
    let action: Value = serde_saphyr::from_str(&text).unwrap();
    assert_eq!(action["inputs"]["version"]["default"], env!("CARGO_PKG_VERSION"));
}
