//! `goalpact rules`: the rules in a table.

use serde::Serialize;

use crate::cli::args::{ListFormat, RulesArgs};
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::verdict::Verdict;
use crate::rules::{self, Family};
use crate::text::{and_list, nearest};

pub(super) fn run(args: &RulesArgs) -> Result<Verdict, Failure> {
    let families: Vec<&Family> = match &args.family {
        None => rules::FAMILIES.iter().collect(),
        Some(name) => vec![rules::find_family(name).ok_or_else(|| unknown_family(name))?],
    };
    match args.format {
        ListFormat::Plain => print(&table(&families))?,
        ListFormat::Json => print(&json(&families))?,
    }
    Ok(Verdict::Passed)
}

fn unknown_family(name: &str) -> Failure {
    let names: Vec<&str> = rules::FAMILIES.iter().map(|family| family.name).collect();
    let failure = Failure::new(format!("no family is called `{name}`"));
    match nearest(name, names.iter().copied()) {
        Some(near) => failure.help(format!("perhaps `{near}`")),
        None => failure.help(format!("there are {}", and_list(&names))),
    }
}

fn table(families: &[&Family]) -> String {
    let width = rules::all().map(|(_, rule)| rule.name.len()).max().unwrap_or_default();
    let mut out = String::new();
    for family in families {
        out.push_str(&format!("{}: {}\n", family.name, family.about));
        for rule in family.rules {
            let page = rule.page();
            let fix = if page.has_fix() { "fix" } else { "" };
            out.push_str(&format!(
                "  {:width$}  {:7}  {fix:3}  {}\n",
                rule.name, rule.level, page.summary
            ));
        }
        out.push('\n');
    }
    out.push_str("`goalpact explain RULE` shows a rule's page\n");
    out
}

/// One rule, for machines.
#[derive(Serialize)]
struct Listed {
    name: &'static str,
    family: &'static str,
    level: &'static str,
    summary: String,
    has_fix: bool,
    settings: Vec<Number>,
}

/// A number that a rule counts with.
#[derive(Serialize)]
struct Number {
    name: &'static str,
    default: f64,
    about: &'static str,
}

fn json(families: &[&Family]) -> String {
    let listed: Vec<Listed> = families
        .iter()
        .flat_map(|family| family.rules.iter().map(|rule| (family.name, rule)))
        .map(|(family, rule)| {
            let page = rule.page();
            let has_fix = page.has_fix();
            let settings = rule.settings.iter().map(|setting| Number {
                name: setting.name,
                default: setting.default,
                about: setting.about,
            });
            let (name, level) = (rule.name, rule.level.name());
            Listed {
                name,
                family,
                level,
                summary: page.summary,
                has_fix,
                settings: settings.collect(),
            }
        })
        .collect();
    serde_json::to_string_pretty(&listed).unwrap_or_default() + "\n"
}
