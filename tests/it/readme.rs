//! What the README shows is what happens.

use goalpact::rules::{self, Family};

use crate::stage::{Stage, project, run_in};

fn readme() -> String {
    std::fs::read_to_string(project().join("README.md")).unwrap()
}

/// The first fenced block of a language below a heading, or at the top.
pub(crate) fn block(language: &str, heading: &str) -> String {
    let readme = readme();
    let from = readme.find(heading).unwrap();
    let fence = format!("```{language}\n");
    let start = from + readme[from..].find(&fence).unwrap() + fence.len();
    let end = start + readme[start..].find("```").unwrap();
    readme[start..end].to_owned()
}

#[test]
fn the_screen_is_real() {
    let screen = block("text", "## Try it");
    let (command, printed) = screen.split_once('\n').unwrap();
    let args: Vec<&str> = command.strip_prefix("$ cargo run -- ").unwrap().split(' ').collect();
    let run = run_in(project(), &[&args[..], &["--format", "human", "--color", "never"]].concat());
    assert_eq!(run.stdout, printed);
    let goal = run_in(project(), &["check", "fixtures/wanting", "--format", "plain"]);
    assert!(goal.stdout.contains("\n3 errors\nchecked 5 files, 1 goal,"), "{}", goal.stdout);
}

#[test]
fn every_family_is_named_and_every_rule_counted() {
    let rows: String = rules::FAMILIES
        .iter()
        .map(|Family { name, about, .. }| format!("| [{name}](docs/rules.md#{name}) | {about} |\n"))
        .collect();
    let count = format!("\n{} rules, each with a page", rules::all().count());
    assert!(readme().contains(&format!("| --- | --- |\n{rows}\n")), "the table is to be\n{rows}");
    assert!(readme().contains(&count), "the README does not say:{count}");
}

#[test]
fn the_first_command_runs_the_main_job() {
    let command = block("sh", "## Try it");
    let args: Vec<&str> =
        command.trim().strip_prefix("cargo run -- ").unwrap().split(' ').collect();
    let run = run_in(project(), &args);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("14 goals, 24 KPIs, and 26 people"), "{}", run.stdout);
}

#[test]
fn the_settings_are_settings() {
    let stage = Stage::fixture("healthy");
    stage.write("goalpact.toml", block("toml", "## Settings"));
    let run = stage.run(&["check", "--select", "shape,allows"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn the_goal_is_a_goal() {
    let stage = Stage::fixture("wanting");
    stage.write("goals/faster-checkout.toml", block("toml", "## What a plan looks like"));
    let run = stage.run(&["check", "--ignore", "owner-has-left"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.starts_with("no findings"), "{}", run.stdout);
}

#[test]
fn every_command_is_named() {
    let commands = goalpact::cli::command();
    for command in commands.get_subcommands() {
        assert!(
            readme().contains(&format!("`goalpact {}", command.get_name())),
            "{}",
            command.get_name()
        );
    }
}
