//! `goalpact codeowners`: whom GitHub asks, and the file that says so.

use crate::stage::{Run, Stage};

const PEOPLE: &str = r#"
[maria]
name = "Maria Rossi"
function = "sales"
github = "@maria-r"
[deepak]
name = "Deepak Rao"
function = "web"
github = "deepak-rao"
[lin]
name = "Lin Wu"
function = "sales"
github = "lin-wu"
until = 2026-03-30
[ana]
name = "Ana Ruiz"
function = "sales"
[eve]
name = "Eve"
function = "web"
github = "eve\n* @eve"
[bo]
name = "Bo Berg"
function = "web"
github = "Bo-Berg_shop"
"#;

const FUNCTIONS: &str =
    "[sales]\nname = \"Sales\"\nside = \"business\"\n[web]\nname = \"Web\"\nside = \"it\"\n";

/// An open goal with these owners, and a champion who has left.
fn goal(business: &str, it: &str) -> String {
    format!(
        "title = \"Keep nine customers in ten\"\nlevel = \"team\"\nstatus = \"committed\"\nowners.business = \"{business}\"\nowners.it = \"{it}\"\nchampions.sales = \"lin\"\n"
    )
}

/// A repository with a plan in `folder` (empty, or ending in `/`).
fn repository(folder: &str) -> Stage {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    for (path, text) in [
        ("goalpact.toml", ""),
        ("people.toml", PEOPLE),
        ("functions.toml", FUNCTIONS),
        ("teams.toml", "[shop]\nname = \"Shop\"\nfunction = \"web\"\nlead = \"bo\"\n"),
        (
            "roadmaps/r.toml",
            "title = \"R\"\nstart = 2026-01-01\nend = 2026-12-31\n[[item]]\nid = \"i\"\ntitle = \"I\"\ngoal = \"keep\"\nteam = \"shop\"\nstart = 2026-01-01\ndue = 2026-02-01\n",
        ),
        ("goals/keep.toml", &goal("maria", "deepak")),
        ("goals/next [2027]/more sales.toml", &goal("ana", "deepak")),
        ("goals/nobody.toml", &goal("ana", "eve")),
        (
            "goals.toml",
            "[one]\ntitle = \"One\"\nowners.business = \"maria\"\n[two]\ntitle = \"Two\"\nowners = { lead = \"it\", business = \"maria\", it = \"bo\" }\n",
        ),
    ] {
        stage.write(&format!("{folder}{path}"), text);
    }
    stage
}

/// What `owner-not-in-codeowners` says.
fn said(stage: &Stage, folder: &str) -> String {
    let path = if folder.is_empty() { "." } else { folder };
    stage.run(&["check", path, "--select", "owner-not-in-codeowners", "--quiet"]).stdout
}

#[track_caller]
fn done(run: &Run) {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn the_lines_name_owners_champions_and_team_leads_who_are_still_there() {
    let stage = repository("");
    let run = stage.run(&["codeowners"]);
    done(&run);
    insta::assert_snapshot!(run.stdout, @r"
    # begin goalpact codeowners .
    # Written by `goalpact codeowners --write`: what is changed in here is lost.
    /goals.toml @maria-r @Bo-Berg_shop
    /goals/keep.toml @maria-r @deepak-rao @Bo-Berg_shop
    /goals/next\ ?2027?/more\ sales.toml @deepak-rao
    # end goalpact codeowners .
    ");
    insta::assert_snapshot!(run.stderr, @r#"GitHub cannot ask `ana` and `eve`, whose entries have no GitHub name, such as `github = "octocat"`"#);
    let run = stage.run(&["codeowners", "--today", "2026-03-30"]);
    assert!(run.stdout.contains("@maria-r @deepak-rao @lin-wu @Bo-Berg_shop\n"), "{}", run.stdout);
}

#[test]
fn every_owner_is_asked_once_the_lines_are_written() {
    for folder in ["", "plans/my sales/"] {
        let stage = repository(folder);
        let plan = if folder.is_empty() { "." } else { folder };
        stage.write("CODEOWNERS", "* @admin\n");
        assert!(said(&stage, folder).contains("is not asked to review"));
        done(&stage.run(&["codeowners", plan, "--write"]));
        assert_eq!(said(&stage, folder), "");
        assert!(stage.read("CODEOWNERS").starts_with("* @admin\n\n# begin goalpact codeowners "));
        done(&stage.run(&["codeowners", plan, "--check"]));
    }
}

#[test]
fn the_rest_of_the_file_is_kept_byte_for_byte() {
    let stage = repository("");
    let theirs = "\u{feff}# Ours\t\n\n* @admin   # all\n/docs/ @writers";
    stage.write(".github/CODEOWNERS", theirs);
    stage.write("CODEOWNERS", "# GitHub does not look here\n");
    let run = stage.run(&["codeowners", "--write"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "wrote `.github/CODEOWNERS`\n"));
    let first = stage.read(".github/CODEOWNERS");
    let ours = first.strip_prefix(&format!("{theirs}\n\n")).unwrap();
    assert_eq!(stage.run(&["codeowners"]).stdout, ours);
    assert_eq!(stage.read("CODEOWNERS"), "# GitHub does not look here\n");

    // It stays where it is as long as nothing below has the last word.
    let below = "# below\r\n/src/ @web\n";
    stage.write(".github/CODEOWNERS", format!("{first}{below}"));
    stage.write("goals/keep.toml", goal("maria", "bo"));
    done(&stage.run(&["codeowners", "--write"]));
    let ours = stage.run(&["codeowners"]).stdout;
    assert_eq!(stage.read(".github/CODEOWNERS"), format!("{theirs}\n\n{ours}{below}"));
    let run = stage.run(&["codeowners", "--write"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "`.github/CODEOWNERS` is up to date\n"));

    let above = "/goals/ @leads\n";
    stage.write(".github/CODEOWNERS", format!("{theirs}\n\n{ours}{below}{above}"));
    assert_ne!(said(&stage, ""), "");
    done(&stage.run(&["codeowners", "--write"]));
    assert_eq!(
        stage.read(".github/CODEOWNERS"),
        format!("{theirs}\n\n{below}{above}\n{ours}"),
        "the last match wins"
    );
    assert_eq!(said(&stage, ""), "");
}

#[test]
fn a_checkout_with_other_line_ends_is_up_to_date() {
    let stage = repository("");
    stage.write("docs/CODEOWNERS", "* @admin\n");
    done(&stage.run(&["codeowners", "--write"]));
    stage.write("docs/CODEOWNERS", stage.read("docs/CODEOWNERS").replace('\n', "\r\n"));
    done(&stage.run(&["codeowners", "--check"]));
    stage.write("goals/keep.toml", goal("maria", "bo"));
    assert_eq!(stage.run(&["codeowners", "--check"]).code, 1);
    done(&stage.run(&["codeowners", "--write"]));
    assert!(stage.read("docs/CODEOWNERS").lines().all(|line| !line.ends_with('\r')));
    assert_eq!(
        stage.read("docs/CODEOWNERS").matches('\n').count(),
        stage.read("docs/CODEOWNERS").matches("\r\n").count()
    );
}

#[test]
fn a_file_that_is_not_up_to_date_is_shown_and_left_alone() {
    let stage = repository("plans/sales/");
    let run = stage.run(&["codeowners", "plans/sales", "--check"]);
    assert_eq!(run.code, 1);
    assert!(!stage.path().join(".github").exists());
    done(&stage.run(&["codeowners", "plans/sales", "--write"]));
    stage.write("plans/sales/goals/keep.toml", goal("maria", "bo"));
    let before = stage.read(".github/CODEOWNERS");
    let run = stage.run(&["codeowners", "plans/sales", "--check"]);
    assert_eq!((run.code, stage.read(".github/CODEOWNERS")), (1, before));
    insta::assert_snapshot!(run.stdout, @r"
    --- .github/CODEOWNERS
    +++ .github/CODEOWNERS
    @@ -2,5 +2,5 @@
     # Written by `goalpact codeowners --write`: what is changed in here is lost.
     /plans/sales/goals.toml @maria-r @Bo-Berg_shop
    -/plans/sales/goals/keep.toml @maria-r @deepak-rao @Bo-Berg_shop
    +/plans/sales/goals/keep.toml @maria-r @Bo-Berg_shop
     /plans/sales/goals/next\ ?2027?/more\ sales.toml @deepak-rao
     # end goalpact codeowners plans/sales
    ");
    insta::assert_snapshot!(run.stderr, @r#"
    GitHub cannot ask `ana` and `eve`, whose entries have no GitHub name, such as `github = "octocat"`
    `.github/CODEOWNERS` is not up to date: `goalpact codeowners plans/sales --write` puts these lines into it
    "#);
}

#[test]
fn plans_have_lines_of_their_own_and_they_go_with_the_last_owner() {
    let stage = repository("a/");
    let other = repository("b/");
    stage.write("b/goalpact.toml", "");
    for file in ["people.toml", "functions.toml", "goals/keep.toml"] {
        stage.write(&format!("b/{file}"), other.read(&format!("b/{file}")));
    }
    stage.write("CODEOWNERS", "* @admin\n");
    for plan in ["a", "b", "a", "b"] {
        done(&stage.run(&["codeowners", plan, "--write"]));
    }
    let both = stage.read("CODEOWNERS");
    assert_eq!(both.matches("# begin goalpact codeowners ").count(), 2);
    assert_eq!(said(&stage, "a") + &said(&stage, "b"), "");
    stage.write("b/people.toml", stage.read("b/people.toml").replace("github = ", "email = "));
    done(&stage.run(&["codeowners", "b", "--write"]));
    let (kept, _) = both.split_once("# begin goalpact codeowners b\n").unwrap();
    assert_eq!(stage.read("CODEOWNERS"), kept);
}

#[test]
fn nothing_is_written_where_somebody_may_be_missing_or_the_file_is_not_understood() {
    let stage = repository("");
    let refused = |stage: &Stage, says: &str| {
        let before = stage.path().join("CODEOWNERS").exists().then(|| stage.read("CODEOWNERS"));
        for mode in ["--write", "--check"] {
            let run = stage.run(&["codeowners", mode]);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{says}");
            assert!(run.stderr.contains(says), "{says}: {}", run.stderr);
        }
        let after = stage.path().join("CODEOWNERS").exists().then(|| stage.read("CODEOWNERS"));
        assert_eq!(before, after);
    };
    let keep = stage.read("goals/keep.toml");
    for broken in [keep.replace("\"deepak\"", "\"deepak"), keep.replace("\"deepak\"", "7")] {
        stage.write("goals/keep.toml", broken);
        refused(&stage, "error: what names an owner, a champion, or a team could not be read");
    }
    stage.write("goals/keep.toml", keep);
    for text in [
        "# begin goalpact codeowners .\n* @a\n",
        "# end goalpact codeowners .\n# begin goalpact codeowners .\n",
        "# begin goalpact codeowners .\n# begin goalpact codeowners .\n# end goalpact codeowners .\n",
    ] {
        stage.write("CODEOWNERS", text);
        refused(
            &stage,
            "error: `CODEOWNERS` does not have the lines `# begin goalpact codeowners .`",
        );
    }
    stage.write("CODEOWNERS", "/src/ @web\n".repeat(280_000));
    refused(&stage, "GitHub reads no file of 3 MB or more");
    std::fs::write(stage.path().join("CODEOWNERS"), b"# caf\xe9\n").unwrap();
    let run = stage.run(&["codeowners", "--write"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("error: `CODEOWNERS` is not UTF-8"), "{}", run.stderr);
    let empty = Stage::plan(&[]);
    assert_eq!(empty.run(&["codeowners"]).code, 2);
}

#[test]
fn the_healthy_organization_asks_everybody() {
    let stage = Stage::fixture("healthy");
    stage.git(&["init", "-q"]);
    let run = stage.run(&["codeowners", "--write"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "wrote `.github/CODEOWNERS`\n"));
    assert!(run.stderr.contains("`rosa-delgado`, and 1 more, whose"), "{}", run.stderr);
    let run = stage.run(&["check"]);
    assert!(run.stdout.starts_with("no findings"), "{}", run.stdout);
}
