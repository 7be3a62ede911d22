//! Repositories that are torn, and settings of Git that nobody expects: read, or named with exit code 2.

use std::path::PathBuf;

use crate::stage::{Run, Stage};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

/// Every way to read a plan, and to compare it.
const COMMANDS: [&[&str]; 6] = [
    &["check"],
    &["check", "--staged"],
    &["check", "--rev", "main"],
    &["check", "--base", "main"],
    &["diff"],
    &["log", "a"],
];

/// A repository with a commit of one goal, whose working tree has another one.
fn committed() -> Stage {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "."]);
    stage.git(&["commit", "-qm", "plan"]);
    stage.write("goals/b.toml", GOAL);
    stage
}

/// A way to tear a file.
type Damage = (&'static str, fn(&mut Vec<u8>));

/// Writes over a file of Git's, which may be protected.
fn overwrite(stage: &Stage, path: &str, change: impl FnOnce(&mut Vec<u8>)) {
    let path = stage.path().join(path);
    let mut bytes = std::fs::read(&path).unwrap_or_default();
    change(&mut bytes);
    let _ = std::fs::remove_file(&path);
    std::fs::write(path, bytes).unwrap();
}

/// The file of a pack with this extension.
fn packed(stage: &Stage, extension: &str) -> String {
    let folder = stage.path().join(".git/objects/pack");
    let mut files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let is_it = |path: &PathBuf| path.extension().is_some_and(|it| it == extension);
    let name = files.find(is_it).unwrap().file_name().unwrap().to_str().unwrap().to_owned();
    format!(".git/objects/pack/{name}")
}

/// That every command ends as it should, and says why where it cannot judge.
fn ends_well(what: &str, stage: &Stage) -> Vec<Run> {
    let mut runs = Vec::new();
    for args in COMMANDS {
        let run = stage.run(args);
        assert!([0, 1, 2].contains(&run.code), "{what} {args:?}");
        assert!(!run.stderr.contains("a bug in goalpact"), "{what} {args:?}: {}", run.stderr);
        let is_said = run.stderr.starts_with("error: ");
        assert_eq!(is_said, run.code == 2, "{what} {args:?} {}: {}", run.code, run.stderr);
        runs.push(run);
    }
    runs
}

#[test]
fn an_index_in_any_form_is_read_and_a_torn_one_is_named() {
    let index = ".git/index";
    for (what, args) in [
        ("version 4", &["update-index", "--index-version", "4"][..]),
        ("no checksum", &["-c", "index.skipHash=true", "update-index", "--force-write-index"]),
    ] {
        let stage = committed();
        stage.git(args);
        assert_eq!(stage.run(&["check", "--staged"]).code, 0, "{what}");
        ends_well(what, &stage);
    }
    let locked = committed();
    locked.write(".git/index.lock", "");
    assert!(ends_well("locked", &locked).iter().all(|run| run.code == 0));

    let damages: [Damage; 5] = [
        ("cut", |bytes| bytes.truncate(40)),
        ("checksum", |bytes| *bytes.last_mut().unwrap() ^= 1),
        ("count", |bytes| bytes[8..12].fill(0xff)),
        ("bytes", |bytes| bytes[60..100].fill(0xff)),
        ("version", |bytes| bytes[7] = 99),
    ];
    for (what, damage) in damages {
        let stage = committed();
        overwrite(&stage, index, damage);
        let run = stage.run(&["check", "--staged"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{what}");
        assert!(run.stderr.starts_with("error: `the index` was not read: "), "{}", run.stderr);
        ends_well(what, &stage);
    }
}

#[test]
fn no_name_in_the_index_leads_anywhere() {
    let outside = Stage::empty();
    outside.write("x.toml", GOAL);
    let stage = committed();
    let up = format!("goals/{}", "../".repeat(20));
    let far = format!("{up}{}/x.toml", outside.path().display()).replace("//", "/");
    // Git writes no such name, so a name of the same length is written over.
    let name = format!("goals/{}.toml", "n".repeat(far.len() - "goals/.toml".len()));
    stage.write(&name, GOAL);
    stage.git(&["add", &name]);
    std::fs::remove_file(stage.path().join(&name)).unwrap();
    stage.git(&["-c", "index.skipHash=true", "update-index", "--force-write-index"]);
    overwrite(&stage, ".git/index", |bytes| {
        let at = memchr::memmem::find(bytes, name.as_bytes()).unwrap();
        bytes[at..at + far.len()].copy_from_slice(far.as_bytes());
    });
    ends_well("names", &stage);
    let run = stage.run(&["check", "--staged"]);
    assert!(!run.stdout.contains("x.toml:") || run.stdout.contains("error["), "{}", run.stdout);
    assert_eq!(outside.read("x.toml"), GOAL);
}

#[test]
fn torn_refs_and_settings_are_named() {
    let cases: [(&str, &str, &str); 7] = [
        ("head", ".git/HEAD", "garbage\n"),
        ("a circle of refs", ".git/refs/heads/main", "ref: refs/heads/main\n"),
        ("a ref that leads out", ".git/HEAD", "ref: refs/../../../x\n"),
        ("no object", ".git/refs/heads/main", "0123456789012345678901234567890123456789\n"),
        ("packed refs", ".git/packed-refs", "garbage\n"),
        ("configuration", ".git/config", "[[[\n"),
        ("a circle of configurations", ".git/config", "[include]\npath = config\n"),
    ];
    for (what, path, text) in cases {
        let stage = committed();
        if what == "packed refs" {
            stage.git(&["pack-refs", "--all"]);
        }
        overwrite(&stage, path, |bytes| *bytes = text.into());
        let runs = ends_well(what, &stage);
        let codes: Vec<i32> = runs.iter().map(|run| run.code).collect();
        assert_eq!(codes[2..], [2, 2, 2, 2], "{what}: the commit cannot be found");
    }
}

#[test]
fn torn_objects_are_named_and_what_only_hastens_is_done_without() {
    for file in ["commit-graph", "multi-pack-index"] {
        let stage = committed();
        stage.git(&["gc", "-q"]);
        stage.git(&["commit-graph", "write", "--reachable"]);
        stage.git(&["multi-pack-index", "write"]);
        let folder = if file == "commit-graph" { "info" } else { "pack" };
        overwrite(&stage, &format!(".git/objects/{folder}/{file}"), |bytes| bytes.fill(0x5a));
        assert!(ends_well(file, &stage).iter().all(|run| run.code == 0), "{file}");
    }
    for extension in ["pack", "idx"] {
        for from in [0, 30] {
            let stage = committed();
            stage.git(&["gc", "-q"]);
            overwrite(&stage, &packed(&stage, extension), |bytes| {
                let to = bytes.len().min(from + 1200);
                bytes[from..to].fill(0x5a);
            });
            std::fs::remove_dir_all(stage.path().join("goals")).unwrap();
            let runs = ends_well(extension, &stage);
            assert_eq!(runs[2].code, 2, "{extension} {from}: {}", runs[2].stdout);
        }
    }
}

#[test]
fn line_ends_and_filters_of_git_change_no_verdict() {
    let goal = "title = \"x\"\nlevel = \"team\"\nstatus = \"drafty\"\n";
    for attributes in [
        "*.toml text eol=crlf\n",
        "*.toml text working-tree-encoding=UTF-8 eol=crlf\n",
        "*.toml -text\n",
        "*.toml filter=lfs ident\n",
    ] {
        let stage = Stage::plan(&[(".gitattributes", attributes), ("goals/a.toml", goal)]);
        stage.git(&["init", "-q"]);
        stage.git(&["config", "core.autocrlf", "true"]);
        stage.git(&["config", "core.safecrlf", "false"]);
        stage.git(&["add", "."]);
        stage.git(&["commit", "-qm", "plan"]);
        std::fs::remove_file(stage.path().join("goals/a.toml")).unwrap();
        stage.git(&["checkout", "-q", "."]);
        let has_windows_line_ends = stage.read("goals/a.toml").contains("\r\n");
        assert_eq!(has_windows_line_ends, !attributes.contains("-text"), "{attributes}");
        let [disk, staged, rev, ..] = COMMANDS.map(|args| stage.run(args));
        assert_eq!(disk.code, 1);
        // With a base there are more rules.
        let found = |run: &Run| run.stdout.split("\nchecked ").next().unwrap().to_owned();
        assert_eq!(found(&disk), found(&staged), "{attributes}");
        assert_eq!(disk.stdout, rev.stdout, "{attributes}");
        let compared = stage.run(&["check", "--base", "HEAD", "--new-only"]);
        assert_eq!(compared.code, 0, "{attributes}: {}", compared.stdout);
    }
}

#[test]
fn what_is_replaced_is_read_as_it_was() {
    let stage = committed();
    let id = |rev: &str| {
        let git = git2::Repository::open(stage.path()).unwrap();
        git.revparse_single(rev).unwrap().id().to_string()
    };
    let before = id("HEAD:goals/a.toml");
    stage.write("goals/a.toml", "title = 3\n");
    stage.git(&["commit", "-qam", "broken"]);
    let broken = id("HEAD:goals/a.toml");
    stage.git(&["replace", &broken, &before]);
    std::fs::remove_dir_all(stage.path().join("goals")).unwrap();
    let run = stage.run(&["check", "--rev", "HEAD"]);
    assert_eq!(run.code, 1, "Git itself would show the file that passes: {}", run.stderr);
}
