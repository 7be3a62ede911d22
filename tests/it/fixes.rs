//! Files after `goalpact fix`.

use crate::stage::{Stage, files, fixture};

const GOAL: &str = "\u{feff}# why: the board asked for it\r\ntitle = \"Keep nine customers in ten\" # the title\r\n\
                    level = \"Team\"\r\nstatus = \"draft\"\r\ndue   =   \"2026-12-31\"   # in quotes\r\n\
                    supports = 'growth'\r\n[[target]]\r\nkpi = \"kept\"\r\nto = \"90\"";

#[test]
fn only_the_bytes_of_the_fix_change() {
    let stage = Stage::plan(&[("goals/retention.toml", GOAL)]);
    let run = stage.run(&["fix"]);
    assert!(run.stdout.starts_with("fixed 4 findings in 1 file"), "{}", run.stdout);
    let fixed = GOAL
        .replace("\"Team\"", "\"team\"")
        .replace("\"2026-12-31\"", "2026-12-31")
        .replace("'growth'", "['growth']")
        .replace("\"90\"", "90");
    assert_eq!(stage.read("goals/retention.toml"), fixed);
}

#[test]
fn a_second_fix_changes_nothing() {
    let stage = Stage::fixture("wounded");
    stage.run(&["fix", "--unsafe"]);
    let snapshot = || {
        let all = files(stage.path());
        all.iter().map(|file| std::fs::read(stage.path().join(file)).unwrap()).collect::<Vec<_>>()
    };
    let once = snapshot();
    let run = stage.run(&["fix", "--unsafe"]);
    assert!(run.stdout.starts_with("nothing to fix"), "{}", run.stdout);
    assert!(once == snapshot());
}

#[test]
fn a_file_that_does_not_parse_is_left_as_it_is() {
    let broken = "title = no quotes\nlevel = \"TEAM\"\n";
    let stage = Stage::plan(&[("goals/a.toml", broken)]);
    assert_eq!(stage.run(&["fix", "--unsafe"]).code, 1);
    assert_eq!(stage.read("goals/a.toml"), broken);
}

#[test]
fn a_file_that_is_not_utf8_is_left_as_it_is() {
    let latin1 = b"title = \"Keep\xe2\x80\x8b nine in ten\"\n# caf\xe9\nstatus = \"draft\"\n";
    let stage = Stage::plan(&[]);
    stage.write("goals/a.toml", latin1);
    let run = stage.run(&["fix"]);
    assert!(run.stdout.starts_with("nothing to fix; 2 findings left"), "{}", run.stdout);
    assert_eq!(std::fs::read(stage.path().join("goals/a.toml")).unwrap(), latin1);
}

#[test]
fn fixes_of_the_wounded_leave_what_parses_parsing() {
    let stage = Stage::fixture("wounded");
    let parses = |bytes: &[u8]| {
        std::str::from_utf8(bytes).is_ok_and(|text| toml::de::DeTable::parse(text).is_ok())
    };
    stage.run(&["fix", "--unsafe"]);
    for file in files(&fixture("wounded")) {
        let before = std::fs::read(fixture("wounded").join(&file)).unwrap();
        let after = std::fs::read(stage.path().join(&file)).unwrap();
        assert_eq!(parses(&before), parses(&after), "{}", file.display());
        assert!(before == after || parses(&before), "{}", file.display());
    }
}

#[test]
fn diff_shows_and_changes_nothing() {
    let stage = Stage::plan(&[("goals/retention.toml", "title = \"x\"\ndue = \"2026-12-31\"\n")]);
    let run = stage.run(&["fix", "--diff"]);
    assert_eq!(run.code, 1);
    insta::assert_snapshot!(run.stdout, @r#"
    --- goals/retention.toml
    +++ goals/retention.toml
    @@ -1,2 +1,2 @@
     title = "x"
    -due = "2026-12-31"
    +due = 2026-12-31
    "#);
    assert_eq!(stage.read("goals/retention.toml"), "title = \"x\"\ndue = \"2026-12-31\"\n");
    stage.write("goals/retention.toml", "title = \"x\"\ndue = 2026-12-31\n");
    assert_eq!(stage.run(&["fix", "--diff"]).code, 0);
}

#[test]
fn a_key_that_is_there_already_is_not_written_twice() {
    let goal = "title = \"x\"\ndue = \"2026-12-31\"\ndeadline = 2026-12-31\n";
    let stage = Stage::plan(&[("goals/a.toml", goal)]);
    let run = stage.run(&["fix", "--unsafe"]);
    assert!(run.stdout.starts_with("fixed 1 finding in 1 file"), "{}", run.stdout);
    assert_eq!(stage.read("goals/a.toml"), goal.replace("\"2026-12-31\"", "2026-12-31"));
    let said = stage.run(&["check", "--select", "unknown-field"]).stdout;
    assert!(
        said.contains("keep it as a comment: `# deadline = 2026-12-31`; `due` is there already"),
        "{said}"
    );
}

#[test]
fn unsafe_fixes_wait_to_be_asked_for() {
    let people = "[maria]\nname = \"Maria\"\nfunction = \"sales\"\n";
    let goal =
        "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\nowners.business = \"mariah\"\n";
    let functions = "[sales]\nname = \"Sales\"\nside = \"business\"\n";
    let stage = Stage::plan(&[
        ("people.toml", people),
        ("functions.toml", functions),
        ("goals/a.toml", goal),
    ]);
    let run = stage.run(&["fix"]);
    assert_eq!(
        run.stdout,
        "nothing to fix; 1 finding left, 1 of which `goalpact fix --unsafe` would change\n"
    );
    let run = stage.run(&["fix", "--unsafe"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "fixed 1 finding in 1 file\n"));
    assert!(stage.read("goals/a.toml").contains("owners.business = \"maria\"\n"));
}

#[cfg(unix)]
#[test]
fn the_mode_of_a_file_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::plan(&[("goals/a.toml", "title = \"x\"\ndue = \"2026-12-31\"\n")]);
    let path = stage.path().join("goals/a.toml");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    stage.run(&["fix"]);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(stage.read("goals/a.toml"), "title = \"x\"\ndue = 2026-12-31\n");
}
