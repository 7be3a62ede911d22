//! No command prints foreign text but to show it: that of files, folders, commits, and people, and that of its own arguments.

use crate::foreign::{COMMANDS, HOSTILE, fault, fault_of_annotations, quoted};
use crate::stage::{Stage, command, ended, run_in};

/// What a file or a folder may be called.
const NAME: &str = "::error::a ##[error]b\u{1b}[31m\n::error::c";

/// A repository whose folder, files, commits, and people are hostile.
fn hostile_repository() -> Stage {
    let stage = Stage::plan(&[]);
    let (text, name) = (quoted(HOSTILE), NAME);
    let goal = |due: &str| {
        format!(
            "title = {text}\nlevel = \"team\"\nstatus = \"committed\"\ndue = {due}\nwhy = \"\"\"\n::error::x\n##[error]y\"\"\"\n\
             [owners]\nbusiness = {text}\nit = \"ana\"\n[{text}]\n{text} = 1\n"
        )
    };
    stage.write(
        "goalpact.toml",
        format!("[levels]\n{text} = \"error\"\n[plan]\nexclude = [{text}]\n"),
    );
    stage.write("CODEOWNERS", "::error::a\n##[error]b @x\n\u{1b}[31m\n");
    stage.write(
        "people.toml",
        format!("[ana]\nname = {text}\nemail = {text}\ngithub = \"ana\"\nfunction = \"it\"\n"),
    );
    stage.write("goals/a.toml", goal("2026-06-30"));
    stage.write(&format!("goals/{name}.toml"), goal("2026-06-30"));
    stage.write(&format!("{name}/goals/{name}.toml"), goal("2026-06-30"));
    stage.write(&format!("{name}/goalpact.toml"), "");
    stage.write("approvals.json", serde_json::to_string(&[HOSTILE]).unwrap());
    stage.git(&["init", "-q"]);
    stage.git(&["add", "-A"]);
    let author = format!("--author={} <{}>", COMMANDS, "::error::x##[e]y");
    stage.git(&["commit", "-q", &author, "-m", "::error::x\n\nAgreed-by: ##[error]x <::error::y>"]);
    stage.write("goals/a.toml", goal("2026-12-31").replace("level = \"team\"", "level = \"Team\""));
    stage.git(&["commit", "-q", "-a", &author, "-m", "##[error]x"]);
    stage
}

/// What can be asked for, with hostile arguments too.
fn commands() -> Vec<Vec<&'static str>> {
    vec![
        vec!["check", "--format", "plain", "--base", "HEAD~1"],
        vec!["check", "--format", "human", "--color", "never", "--base", "HEAD~1"],
        vec!["check", "--format", "sarif", "--base", "HEAD~1"],
        vec!["check", "--format", "markdown", "--base", "HEAD~1"],
        vec!["check", "--base", "HEAD~1", "--approvals", "approvals.json"],
        vec!["check", "--approvals", NAME],
        vec!["check", NAME],
        vec!["check", "--rev", NAME],
        vec!["check", "--base", NAME],
        vec!["check", "--select", NAME],
        vec!["check", "--format", NAME],
        vec!["check", "--today", NAME],
        vec!["check", "--report", NAME],
        vec!["check", NAME, NAME],
        vec![NAME],
        vec!["diff", "HEAD~1"],
        vec!["diff", "HEAD~1", "--format", "json"],
        vec!["diff", "HEAD~1", "--format", "markdown"],
        vec!["diff", NAME],
        vec!["log", "a"],
        vec!["log", "a", "--format", "json"],
        vec!["log", NAME],
        vec!["fix", "--diff"],
        vec!["fix", "--diff", "--unsafe"],
        vec!["explain", NAME],
        vec!["rules", NAME],
        vec!["schema", NAME],
        vec!["new", "goal", NAME],
        vec!["new", "goal", "b", "--title", NAME, "--level", NAME],
        vec![
            "new",
            "goal",
            "b",
            "--title",
            NAME,
            "--level",
            "team",
            "--status",
            "draft",
            "--owners.it",
            NAME,
        ],
        vec!["codeowners"],
        vec!["codeowners", "--check"],
        vec!["codeowners", NAME],
        vec!["init", NAME],
        vec!["init", "new/::error::x ##[error]y\n::error::z"],
        vec!["hook", "install"],
        vec!["hook", "run"],
        vec!["hook", "uninstall"],
        vec!["fix"],
        vec!["explain", "--all"],
        vec!["explain", "--all", "--format", "markdown"],
        vec!["explain", "--all", "--format", "json"],
        vec!["rules", "--format", "markdown"],
        vec!["schema", "goal"],
        vec!["completions", "zsh"],
        vec!["man"],
    ]
}

/// Every command, with what is hostile in the repository and in its arguments, on stdout and on stderr.
#[test]
fn no_command_prints_foreign_text_but_to_show_it() {
    let stage = hostile_repository();
    for args in commands() {
        let run = stage.run(&args);
        let fault = fault(&run.stdout).or(fault(&run.stderr));
        assert_eq!(fault, None, "{args:?}\n{}{}", run.stdout, run.stderr);
        assert!(!(run.stdout + &run.stderr).is_empty(), "{args:?} says something");
    }
    let run = stage.run(&["check", "--format", "github", "--base", "HEAD~1"]);
    assert_eq!(fault_of_annotations(&run.stdout), None, "{}", run.stdout);
    let within = run_in(&stage.path().join(NAME), &["check"]);
    assert_eq!(fault(&within.stdout).or(fault(&within.stderr)), None, "{}", within.stdout);
    let day = command().arg("check").env("GOALPACT_TODAY", NAME).current_dir(stage.path()).output();
    assert_eq!(fault(&ended(&day.unwrap()).stderr), None);
}
