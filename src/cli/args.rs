//! What can be asked for.

use std::path::PathBuf;

use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use clap::{Parser, Subcommand, ValueEnum};

use crate::cli::codeowners::CodeownersArgs;
use crate::cli::config_from::ConfigFrom;
use crate::cli::diff::DiffArgs;
use crate::cli::format::Format;
use crate::cli::log::LogArgs;
use crate::cli::moment::MomentArgs;
use crate::cli::new::NewArgs;
use crate::cli::output::ColorChoice;
use crate::cli::profile::Profile;
use crate::day::Day;
use crate::kind::Kind;
use crate::text::shown;

/// A linter for goals kept as code: every goal a pact between business and IT
#[derive(Debug, Parser)]
#[command(name = "goalpact", version, max_term_width = 100, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes: 0 nothing at or above the level, 1 findings, 2 not everything could be judged or written\n\n\
                  Limits, and what they are where `GOALPACT_LIMITS` in the environment sets no other, such as \
                  `GOALPACT_LIMITS=files=400000,seconds=600`: file-mib=5, files=200000, plan-mib=512, entries=1000000, findings=1000, \
                  seconds=60"
)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

impl Args {
    /// What the command line asks for. What clap says where it cannot tell is made anew from harmless arguments, since it quotes them.
    pub(super) fn read() -> Result<Self, clap::Error> {
        Self::try_parse().map_err(|_| {
            let args = std::env::args_os().map(|arg| shown(&arg.to_string_lossy()).into_owned());
            Self::try_parse_from(args).err().unwrap_or_else(|| {
                let message = "an argument has characters that cannot be shown\n";
                clap::Error::raw(ErrorKind::InvalidUtf8, message)
            })
        })
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check a plan
    Check(CheckArgs),
    /// Apply the safe fixes
    Fix(FixArgs),
    /// Show what moved between two moments of a plan, in words
    Diff(DiffArgs),
    /// Show what became of a goal: each move, when, by whom, and who agreed
    Log(LogArgs),
    /// Write a small plan that passes; never overwrites
    Init(InitArgs),
    /// Write one entry from a template, filled from flags, or questions on a terminal
    New(NewArgs),
    /// Have Git check each commit; for those without pre-commit
    #[command(subcommand)]
    Hook(HookCommand),
    /// List the rules
    Rules(RulesArgs),
    /// Show the page of a rule
    Explain(ExplainArgs),
    /// Print the CODEOWNERS lines by which GitHub asks those who answer for a goal to review it
    Codeowners(CodeownersArgs),
    /// Print the JSON Schema of a kind
    Schema(SchemaArgs),
    /// Print the completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// What to do about the Git hook.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(super) enum HookCommand {
    /// Write the pre-commit hook; never overwrites another one
    Install,
    /// Take the hook away again; only the one that `install` wrote
    Uninstall,
    /// Check every plan that the next commit changes, for what the last one does not have; this is what the hook runs
    Run,
}

/// Which plan, by which rules, on which day.
#[derive(Debug, Default, clap::Args)]
pub(super) struct PlanArgs {
    /// The plan, or files and folders of it to show the findings of [default: the plan here or above]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Run only these rules or families; a rule that is off runs as a warning
    #[arg(long, value_name = "RULE-OR-FAMILY", value_delimiter = ',')]
    pub(super) select: Vec<String>,
    /// Run all but these rules or families
    #[arg(long, value_name = "RULE-OR-FAMILY", value_delimiter = ',')]
    pub(super) ignore: Vec<String>,
    /// The day to judge on [default: `GOALPACT_TODAY`, else the system's date]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) today: Option<Day>,
}

impl PlanArgs {
    /// The plan that one path belongs to, by all rules.
    pub(super) fn of(path: Option<PathBuf>) -> Self {
        let paths = path.into_iter().collect();
        Self { paths, select: Vec::new(), ignore: Vec::new(), today: None }
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) plan: PlanArgs,
    #[command(flatten)]
    pub(super) moment: MomentArgs,
    /// Whose goalpact.toml sets the rules
    #[arg(long, value_name = "SIDE", default_value = "head")]
    pub(super) config_from: ConfigFrom,
    /// A JSON list of those who approved the change, by e-mail address or GitHub login
    #[arg(long, value_name = "FILE")]
    pub(super) approvals: Option<PathBuf>,
    /// Who reads the findings, and so which of them are shown
    #[arg(long, value_name = "PROFILE")]
    pub(super) profile: Option<Profile>,
    /// How to show the findings [default: human on a terminal, plain in a pipe]
    #[arg(long, value_name = "FORMAT", value_parser = Format::printed().try_map(|name| Format::from_str(&name, false)))]
    pub(super) format: Option<Format>,
    /// Write the findings to a file as well, also as `github-review`; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = parse_report)]
    pub(super) report: Vec<(Format, PathBuf)>,
    /// The level from which findings make the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(super) fail_on: FailOn,
    /// Show only the findings, not what was checked
    #[arg(long, short)]
    pub(super) quiet: bool,
    /// Read this file of the plan from stdin, and show only its findings
    #[arg(long, value_name = "PATH", conflicts_with_all = ["paths", "staged", "rev"])]
    pub(super) stdin_filename: Option<PathBuf>,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
}

impl CheckArgs {
    /// Whether the author of a change reads the findings.
    pub(super) fn is_for_commit(&self) -> bool {
        self.profile.is_some_and(Profile::is_new_only)
    }

    /// Whether only what the base does not have is shown.
    pub(super) fn is_new_only(&self) -> bool {
        self.moment.new_only || self.is_for_commit()
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct FixArgs {
    #[command(flatten)]
    pub(super) plan: PlanArgs,
    /// Apply the fixes that want to be looked at, too
    #[arg(long)]
    pub(super) r#unsafe: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// The level from which the findings that are left make the exit code 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    pub(super) fail_on: FailOn,
}

#[derive(Debug, clap::Args)]
pub(super) struct InitArgs {
    /// The folder of the plan
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// The day the plan begins [default: `GOALPACT_TODAY`, else the system's date]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    pub(super) today: Option<Day>,
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesArgs {
    /// Only those of one family
    #[arg(value_name = "FAMILY")]
    pub(super) family: Option<String>,
    /// How to show them
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub(super) format: ListFormat,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// The rule
    #[arg(value_name = "RULE", required_unless_present = "all")]
    pub(super) rule: Option<String>,
    /// All rules
    #[arg(long, conflicts_with = "rule")]
    pub(super) all: bool,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub(super) format: ListFormat,
    /// When to use colors
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: ColorChoice,
}

#[derive(Debug, clap::Args)]
pub(super) struct SchemaArgs {
    /// The kind; `goalpact` for goalpact.toml. Lists them where none is named
    #[arg(value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// The schema of the file of tables, such as `people.toml`, in place of the file of one entry
    #[arg(long)]
    pub(super) tables: bool,
    /// Write all schemas into a folder
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["kind", "tables"])]
    pub(super) all: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: clap_complete::Shell,
}

/// How rules and their pages are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// Text, laid out for the screen
    Plain,
    /// Markdown
    Markdown,
    /// JSON
    Json,
}

/// The level from which findings fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Everything
    Note,
    /// Nothing
    Never,
}

/// The whole command line, for completions and the manual.
#[must_use]
pub fn command() -> clap::Command {
    <Args as clap::CommandFactory>::command()
}

pub(super) fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "not a day; write it like 2026-09-30".into())
}

fn parse_report(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = text.split_once('=').ok_or("write it as FORMAT=FILE")?;
    if file.is_empty() {
        return Err("name a file after `=`".into());
    }
    Ok((Format::from_str(format, false)?, file.into()))
}

/// The kind called `name`, or why there is none.
pub(super) fn parse_kind(name: &str) -> Result<Kind, String> {
    Kind::from_name(name).ok_or_else(|| {
        let names = Kind::ALL.map(Kind::name);
        match crate::text::nearest(name, names) {
            Some(near) => format!("no kind is called so; perhaps `{near}`"),
            None => format!("no kind is called so; there are {}", crate::text::and_list(&names)),
        }
    })
}
