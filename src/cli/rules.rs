//! `goalpact rules`: the rules by family, with what each reads and whether it has a fix.

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::cli::args::{ListFormat, RulesArgs};
use crate::cli::failure::Failure;
use crate::cli::output::{print, view};
use crate::cli::verdict::Verdict;
use crate::level::Level;
use crate::render::{View, json_text};
use crate::rules::{self, Family, Page, Rule};
use crate::text::{and_list, nearest, plural};

/// What the words of the catalog mean.
const LEGEND: &str = include_str!("templates/rules.md");

pub(super) fn run(args: &RulesArgs) -> Result<Verdict, Failure> {
    let families: Vec<&Family> = match &args.family {
        None => rules::FAMILIES.iter().collect(),
        Some(name) => vec![rules::find_family(name).ok_or_else(|| unknown_family(name))?],
    };
    match args.format {
        ListFormat::Plain => print(&table(&families, &view(args.color)))?,
        ListFormat::Markdown => print(&markdown(&families))?,
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

/// The fixes that a rule has, as one word: "safe" is what `goalpact fix` applies.
fn fixes(page: &Page) -> &'static str {
    match (page.has_safe_fix(), page.has_unsafe_fix()) {
        (false, false) => "",
        (true, false) => "safe",
        (false, true) => "unsafe",
        (true, true) => "both",
    }
}

fn reads(rule: &Rule) -> String {
    rule.reads.iter().map(|reads| reads.name()).collect::<Vec<_>>().join(", ")
}

fn color_of(level: Level) -> AnsiColor {
    match level {
        Level::Error => AnsiColor::Red,
        Level::Warning => AnsiColor::Yellow,
        Level::Note => AnsiColor::Cyan,
        Level::Off => AnsiColor::BrightBlack,
    }
}

fn table(families: &[&Family], view: &View) -> String {
    let styled = |style: Style| if view.color { style } else { Style::new() };
    let (bold, dim) = (styled(Style::new().bold()), styled(Style::new().dimmed()));
    let width = rules::all().map(|(_, rule)| rule.name.len()).max().unwrap_or_default();
    let mut out = format!("{dim}{:width$}    level    fix     reads{dim:#}\n\n", "rule");
    for family in families {
        out.push_str(&format!("{bold}{}{bold:#}: {}\n", family.name, family.about));
        for rule in family.rules {
            let level = styled(color_of(rule.level).on_default());
            let page = rule.page();
            out.push_str(&format!(
                "  {:width$}  {level}{:7}{level:#}  {:6}  {}\n{dim}      {}{dim:#}\n",
                rule.name,
                rule.level,
                fixes(&page),
                reads(rule),
                page.summary
            ));
        }
        out.push('\n');
    }
    let count: usize = families.iter().map(|family| family.rules.len()).sum();
    out.push_str(&format!(
        "{}; `goalpact explain RULE` shows a rule's page\n",
        plural(count, "rule")
    ));
    out
}

/// The catalog as `docs/rules.md` has it; the overview only where it is of more than one family.
fn markdown(families: &[&Family]) -> String {
    let mut out = String::from("# Rules\n");
    if families.len() > 1 {
        out.push_str(&format!("\n{}\n{LEGEND}", overview(families)));
    }
    for family in families {
        out.push_str(&format!(
            "\n## {}\n\n*{}*\n\n| rule | level | what it asks | fix |\n| --- | --- | --- | --- |\n",
            family.name, family.about
        ));
        for rule in family.rules {
            let page = rule.page();
            out.push_str(&format!(
                "| [{name}](../src/rules/{}/{}.md) | {} | {} | {} |\n",
                family.name,
                rule.name.replace('-', "_"),
                rule.level,
                page.summary.replace('|', "\\|"),
                fixes(&page),
                name = rule.name,
            ));
        }
    }
    out
}

/// How many rules there are, in which families.
fn overview(families: &[&Family]) -> String {
    let rules: usize = families.iter().map(|family| family.rules.len()).sum();
    let mut out = format!(
        "{} in {}:\n\n| family | what it asks | rules |\n| --- | --- | --: |\n",
        plural(rules, "rule"),
        plural(families.len(), "family")
    );
    for Family { name, about, rules } in families {
        out.push_str(&format!("| [{name}](#{name}) | {about} | {} |\n", rules.len()));
    }
    out
}

/// One rule, for machines.
#[derive(Serialize)]
struct Listed {
    name: &'static str,
    family: &'static str,
    level: &'static str,
    summary: String,
    reads: Vec<&'static str>,
    fixes: Fixes,
    settings: Vec<Number>,
}

/// Which fixes a rule has.
#[derive(Serialize)]
struct Fixes {
    safe: bool,
    r#unsafe: bool,
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
        .flat_map(|family| family.rules.iter().map(|rule| listed(family, rule)))
        .collect();
    json_text(&listed)
}

fn listed(family: &Family, rule: &'static Rule) -> Listed {
    let page = rule.page();
    let settings = rule.settings.iter().map(|setting| Number {
        name: setting.name,
        default: setting.default,
        about: setting.about,
    });
    Listed {
        name: rule.name,
        family: family.name,
        level: rule.level.name(),
        reads: rule.reads.iter().map(|reads| reads.name()).collect(),
        fixes: Fixes { safe: page.has_safe_fix(), r#unsafe: page.has_unsafe_fix() },
        summary: page.summary,
        settings: settings.collect(),
    }
}
