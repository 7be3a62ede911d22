//! A flag for each field of a kind that holds one value or a list of values.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::decode::{Field, Need, Shape};
use crate::kind::Kind;
use crate::model;

/// What was given: the name of a flag, and its values.
pub(super) type Values = BTreeMap<String, Vec<String>>;

/// What `goalpact new` was asked for.
#[derive(Debug)]
pub(crate) struct NewArgs {
    pub(super) kind: Kind,
    pub(super) id: String,
    pub(super) plan: PathBuf,
    pub(super) values: Values,
}

/// A field that can be given on the command line.
pub(super) struct Flag {
    /// The keys that lead to it: `["owners", "business"]`.
    pub(super) path: Vec<&'static str>,
    /// When the field, and each table around it, is asked for.
    pub(super) need: Need,
    /// What it holds.
    pub(super) shape: Shape,
    /// What it is for.
    pub(super) about: &'static str,
}

impl Flag {
    /// Its name without the two hyphens: `owners-business`.
    pub(super) fn name(&self) -> String {
        self.path.join("-").replace('_', "-")
    }
}

/// The flags of a kind, in the order of its fields.
pub(super) fn flags(kind: Kind) -> Vec<Flag> {
    let mut flags = Vec::new();
    collect(model::fields(kind), &[], &mut flags);
    flags
}

fn collect(fields: &'static [Field], within: &[&'static str], flags: &mut Vec<Flag>) {
    for field in fields {
        let path: Vec<&'static str> = within.iter().copied().chain([field.name]).collect();
        match field.shape {
            Shape::Table(inner) if within.is_empty() => collect(inner, &path, flags),
            Shape::Table(_) | Shape::Map(..) | Shape::List(Shape::Table(_)) => {}
            shape => {
                // A field within a table is not asked for where the table may be left out.
                let need = if within.is_empty() || field.need != Need::Required {
                    field.need
                } else {
                    Need::Optional
                };
                flags.push(Flag { path, need, shape, about: field.about.trim() });
            }
        }
    }
}

/// Whether a flag takes several values.
pub(super) fn is_list(shape: &Shape) -> bool {
    matches!(shape, Shape::List(_) | Shape::Range | Shape::Either(Shape::List(_), _))
}

impl clap::Args for NewArgs {
    fn augment_args(command: Command) -> Command {
        let kinds = Kind::ALL.into_iter().map(|kind| {
            let about = format!("Write a {}", kind.noun());
            let id =
                Arg::new("ID").required(true).help("Its id: lowercase words joined by hyphens");
            let plan = Arg::new("plan")
                .long("plan")
                .value_name("FOLDER")
                .default_value(".")
                .value_parser(clap::value_parser!(PathBuf))
                .help("The plan, or a folder in it");
            Command::new(kind.name())
                .about(about)
                .arg(id)
                .args(flags(kind).iter().map(arg))
                .arg(plan)
        });
        command
            .subcommand_required(true)
            .subcommand_value_name("KIND")
            .subcommand_help_heading("Kinds")
            .subcommands(kinds)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn arg(flag: &Flag) -> Arg {
    let list = is_list(&flag.shape);
    let arg = Arg::new(flag.name())
        .long(flag.name())
        .value_name(value_name(&flag.shape))
        .help(flag.about.trim_end_matches('.').to_owned())
        .allow_negative_numbers(true)
        .action(if list { ArgAction::Append } else { ArgAction::Set });
    let arg = if list { arg.value_delimiter(',') } else { arg };
    match flag.shape {
        Shape::Choice(choices) => {
            arg.value_parser(choices.iter().map(|choice| choice.name).collect::<Vec<_>>())
        }
        _ => arg,
    }
}

fn value_name(shape: &Shape) -> String {
    match shape {
        Shape::Text => "TEXT".into(),
        Shape::Number | Shape::Percent | Shape::Whole => "NUMBER".into(),
        Shape::Flag => "TRUE-OR-FALSE".into(),
        Shape::Date => "DATE".into(),
        Shape::Period | Shape::Quarter => "PERIOD".into(),
        Shape::Currency => "CODE".into(),
        Shape::Id => "ID".into(),
        Shape::Range => "LOW,HIGH".into(),
        Shape::Choice(_) => "WORD".into(),
        Shape::Reference(to) => to.noun().to_uppercase(),
        Shape::List(inner) | Shape::Either(inner, _) => value_name(inner),
        Shape::Table(_) | Shape::Map(..) => "TABLE".into(),
    }
}

impl clap::FromArgMatches for NewArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (kind, matches) = matches.subcommand().ok_or_else(missing)?;
        let kind = Kind::from_name(kind).ok_or_else(missing)?;
        let mut values = Values::new();
        for flag in flags(kind) {
            let name = flag.name();
            if let Some(given) = matches.get_many::<String>(&name) {
                values.insert(name, given.cloned().collect());
            }
        }
        let id = matches.get_one::<String>("ID").cloned().unwrap_or_default();
        let plan = matches.get_one::<PathBuf>("plan").cloned().unwrap_or_default();
        Ok(Self { kind, id, plan, values })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
