//! One binary for all tests from outside.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

#[cfg(unix)]
mod action; // action.yml, run on pull requests
mod agreed; // who agreed to a change
mod broken_git; // repositories that are torn
mod codeowners; // whom GitHub asks
mod commands; // what each command prints and how it ends
mod docs; // the picture, the catalog and the tour
mod fixes; // files after `goalpact fix`
mod fixtures; // the four organizations in fixtures/
mod foreign; // text of a plan in every format: shown, and no more
#[cfg(unix)]
mod foreign_commands; // the same of every command, on stdout and stderr
mod git; // what Git ignores, where paths begin
mod github; // what reviewers see of a pull request: annotations and suggestions
mod gitlab; // code quality reports of GitLab
mod histories; // histories as pages write them down
mod history; // the goalposts of fixtures/history, moved
#[cfg(unix)]
mod hook; // real commits, with Git's own hook and with pre-commit
mod hostile; // input that wants to break something
mod hostile_git; // repositories that want to
mod junit; // reports for Azure and Jenkins
mod large; // plans that are long in one way
mod limits; // what is read and shown at most
mod log; // what became of a goal, and the rules that ask
mod loosened; // rules that a change loosens, and by whose rules it is judged
mod markdown; // what a job's summary and a comment show
mod memory; // plans that never were on disk
mod moments; // what is staged, what a commit has
mod moved; // what moved between two moments
mod naughty; // texts that break others, as every field, in every format
mod naughty_texts; // the texts
mod pages; // every rule's page tells the truth
mod peers; // schemas and checkers of the platforms
mod platforms; // what the forms for all of them keep to
mod profiles; // who reads the findings, and so which of them
mod properties; // what the output does not depend on, what no fix touches
mod rdjson; // diagnostics for reviewdog
mod readme; // what the README shows is what happens
mod reads; // a rule reads no more than it lists
#[cfg(unix)]
mod runner; // a runner of GitHub Actions
mod sarif; // results for code scanning
mod schemas; // fresh, and true for taplo
mod side_by_side; // what base and head share is read once, and nobody notices
mod stage; // the binary under test and folders to play in
mod surroundings; // where goalpact runs, as whom, and with how little
mod terminal; // frames, colors and questions
mod tidy; // the building's rules
mod toml_suite; // every file of toml-test
mod workflows; // what runs on GitHub, judged by its linters
mod writers; // files that are written, whatever goes wrong
