//! Repositories that want to break something: objects that no `git add` makes.

use git2::{ObjectType, Oid, Repository};

use crate::stage::{Run, Stage, command, ended, run_in};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

const FOLDER: &str = "40000";
const FILE: &str = "100644";

/// A repository with a plan of one goal on disk, in which objects are written as they come.
struct Forge {
    stage: Stage,
    git: Repository,
}

impl Forge {
    fn new() -> Self {
        let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
        stage.git(&["init", "-q"]);
        stage.git(&["add", "."]);
        stage.git(&["commit", "-qm", "plan"]);
        let git = Repository::open(stage.path()).unwrap();
        Self { stage, git }
    }

    fn object(&self, kind: ObjectType, bytes: &[u8]) -> Oid {
        self.git.odb().unwrap().write(kind, bytes).unwrap()
    }

    fn blob(&self, bytes: &[u8]) -> Oid {
        self.object(ObjectType::Blob, bytes)
    }

    fn tree(&self, entries: &[(&str, &str, Oid)]) -> Oid {
        let entry = |(mode, name, id): &(&str, &str, Oid)| {
            [mode.as_bytes(), b" ", name.as_bytes(), b"\0", id.as_bytes()].concat()
        };
        self.object(ObjectType::Tree, &entries.iter().flat_map(entry).collect::<Vec<u8>>())
    }

    /// A further commit of a plan, with these entries in the folder of its goals.
    fn commit(&self, goals: &[(&str, &str, Oid)]) -> String {
        let config = self.blob(b"");
        let tree =
            self.tree(&[(FILE, "goalpact.toml", config), (FOLDER, "goals", self.tree(goals))]);
        let who = "Eve <eve@example.org> 1767225600 +0000";
        let parent = self.git.head().unwrap().target().unwrap();
        let text = format!("tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n");
        self.object(ObjectType::Commit, text.as_bytes()).to_string()
    }

    fn check(&self, rev: &str) -> Run {
        self.stage.run(&["check", "--rev", rev])
    }
}

#[test]
fn a_tree_that_unfolds_into_a_billion_entries_is_not_unfolded() {
    let forge = Forge::new();
    let names: Vec<String> = (0..1000).map(|number| format!("g{number:03}")).collect();
    let thousand = |mode, id| {
        names.iter().map(|name| (mode, name.as_str(), id)).collect::<Vec<(&str, &str, Oid)>>()
    };
    let goals = forge.tree(&thousand(FILE, forge.blob(b"")));
    let folders = forge.tree(&thousand(FOLDER, goals));
    let rev = forge.commit(&thousand(FOLDER, folders));
    let run = forge.check(&rev);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("it has more than 1000000 files"), "{}", run.stderr);
    // Nor is it where a later commit has taken it away again.
    forge.stage.git(&["update-ref", "HEAD", &rev]);
    forge.stage.git(&["commit", "-qm", "away with it"]);
    assert_eq!(forge.stage.run(&["check"]).code, 0);
    let run = forge.stage.run(&["log", "a"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("it has more than 1000000 files"), "{}", run.stderr);
}

#[test]
fn folders_within_folders_come_to_an_end() {
    let forge = Forge::new();
    let mut inner = forge.tree(&[(FILE, "a.toml", forge.blob(GOAL.as_bytes()))]);
    for _ in 0..3000 {
        inner = forge.tree(&[(FOLDER, "d", inner)]);
    }
    let run = forge.check(&forge.commit(&[(FOLDER, "d", inner)]));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("it lies 64 folders deep"), "{}", run.stderr);
}

#[test]
fn the_size_of_an_object_is_read_before_the_object() {
    let forge = Forge::new();
    let large = forge.blob(&vec![b'#'; 8 * 1024 * 1024]);
    let small = forge.blob(b"title = \"x\"\n");
    let run = forge.check(&forge.commit(&[(FILE, "a.toml", small), (FILE, "b.toml", large)]));
    assert_eq!(run.code, 2);
    let says = "error: `goals/b.toml` was not read: it has 8 MiB, and 5 MiB is the most";
    assert!(run.stderr.starts_with(says), "{}", run.stderr);
    assert!(run.stdout.contains("goals/a.toml:1:1: error[missing-field]"), "{}", run.stdout);

    // An object of a few bytes that says it has a hundred terabytes: no memory is asked for.
    let liar = Oid::from_str(&"12".repeat(20)).unwrap();
    forge
        .stage
        .write(&format!(".git/objects/12/{}", "12".repeat(19)), zlib(b"blob 100000000000000\0#"));
    let run = forge.check(&forge.commit(&[(FILE, "a.toml", small), (FILE, "b.toml", liar)]));
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("it has 95367431 MiB"), "{}", run.stderr);
}

/// Bytes as zlib has them without making them any smaller.
fn zlib(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    let (a, b) = bytes.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (a + b) % 65_521)
    });
    let lengths = [length.to_le_bytes(), (!length).to_le_bytes()].concat();
    [&[0x78, 0x01, 0x01], &lengths[..], bytes, &(b << 16 | a).to_be_bytes()].concat()
}

#[test]
fn no_name_in_a_tree_leads_anywhere() {
    let forge = Forge::new();
    let outside = Stage::empty();
    outside.write("x.toml", GOAL);
    let goal = forge.blob(GOAL.as_bytes());
    let broken = forge.blob(b"title = \"x\"\n");
    let far = format!("a/../../..{}/x.toml", outside.path().display());
    let rev = forge.commit(&[
        (FOLDER, "..", forge.tree(&[(FILE, "b.toml", broken)])),
        (FILE, "../../b.toml", broken),
        (FILE, &far, broken),
        (FOLDER, ".git", forge.tree(&[(FILE, "b.toml", broken)])),
        (FILE, "a.toml", goal),
        (FILE, "esc\u{1b}[31m.toml", goal),
        ("120000", "link.toml", forge.blob(b"/etc/passwd")),
        ("160000", "module.toml", goal),
    ]);
    let run = forge.check(&rev);
    assert_eq!(run.code, 2, "{}", run.stdout);
    insta::assert_snapshot!(run.stdout, @r"
    goals/esc\u{1b}[31m.toml:1:1: error[bad-value] `esc\u{1b}[31m` is no id for a goal
      help: call its file `esc-u-1b-31m.toml`, or its table `[esc-u-1b-31m]`: an id is lowercase words joined by hyphens, at most 64 characters

    1 error
    checked 3 files and 2 goals against 123 rules as of 2026-03-31
    ");
    insta::assert_snapshot!(run.stderr, @"
    error: `goals/link.toml` was not read: it is a symbolic link
      `goals/module.toml` was not read: it is a submodule
    help: put the file itself there: links and devices are not followed, wherever they lead
    ");
    assert_eq!(outside.read("x.toml"), GOAL);
}

#[test]
fn a_bare_repository_among_the_files_of_another_is_not_taken_for_the_one_around_them() {
    let (forge, theirs) = (Forge::new(), Forge::new());
    let inside = forge.stage.path().join("goals");
    let source = theirs.stage.path().to_str().unwrap();
    forge.stage.git(&["clone", "-q", "--bare", source, "goals/bare.git"]);
    // Its files may just as well lie in the folder of the plan.
    let bare = inside.join("bare.git");
    std::fs::write(bare.join("goalpact.toml"), "").unwrap();
    std::fs::create_dir(bare.join("goals")).unwrap();
    std::fs::write(bare.join("goals/a.toml"), GOAL).unwrap();
    for args in [&["check"][..], &["check", "--base", "main"], &["check", "--staged"]] {
        let run = run_in(&bare, args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.stdout);
        assert!(
            run.stderr.contains("is a bare repository among the files of another"),
            "{args:?}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("help: if you trust it, name it: set `GIT_DIR="));
    }
    let mut trusted = command();
    trusted.args(["check", "--rev", "main"]).env("GIT_DIR", &bare).current_dir(&bare);
    assert_eq!(ended(&trusted.output().unwrap()).code, 0);
}

#[test]
fn a_working_tree_elsewhere_is_not_the_plans() {
    let forge = Forge::new();
    let elsewhere = Stage::empty();
    elsewhere.write("goals/b.toml", "broken");
    forge.stage.git(&["config", "core.worktree", elsewhere.path().to_str().unwrap()]);
    let run = forge.stage.run(&["check"]);
    assert_eq!((run.code, run.stderr.contains("b.toml")), (0, false), "{}", run.stderr);
    let run = forge.stage.run(&["check", "--staged"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("error: this is no Git repository"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_repository_of_another_owner_is_refused_with_the_command_that_trusts_it() {
    use std::os::unix::fs::MetadataExt;
    let stage = Stage::empty();
    stage.write("plans/sales/goalpact.toml", "");
    stage.write("plans/sales/goals/a.toml", GOAL);
    stage.git(&["init", "-q"]);
    let root = stage.path().to_str().unwrap().to_owned();
    let own = stage.path().metadata().unwrap();
    if !give_away(&root, 65_534) {
        return;
    }
    let plan = stage.path().join("plans/sales");
    for args in [&["check"][..], &["check", "--staged"]] {
        let run = run_in(&plan, args);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("was not read: it belongs to another user"), "{}", run.stderr);
        let root = stage.path().canonicalize().unwrap();
        let trust = format!("git config --global --add safe.directory {}`", root.display());
        assert!(run.stderr.contains(&trust), "{}", run.stderr);
    }
    // Whoever is not root could not take it away otherwise.
    assert!(give_away(&root, own.uid()));
}

/// Makes a folder somebody else's. Only root can: whoever runs the tests, or may become root.
#[cfg(unix)]
fn give_away(folder: &str, who: u32) -> bool {
    let who = who.to_string();
    let chown = ["chown", "-R", &who, folder];
    let is_done = |words: &[&str]| {
        let output = std::process::Command::new(words[0]).args(&words[1..]).output();
        output.is_ok_and(|output| output.status.success())
    };
    let done = is_done(&chown) || is_done(&[&["sudo", "-n"][..], &chown].concat());
    assert!(done || std::env::var_os("CI").is_none(), "no file can be given away here");
    done
}
