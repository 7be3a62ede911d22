//! `goalpact explain`: a rule's page, with its level and settings.

use serde::Serialize;

use crate::cli::args::{ExplainArgs, ListFormat};
use crate::cli::failure::Failure;
use crate::cli::output::{print, view};
use crate::cli::verdict::Verdict;
use crate::level::Level;
use crate::render;
use crate::rules::{self, Family, Rule};
use crate::text::{and_list, nearest, number, shown};

pub(super) fn run(args: &ExplainArgs) -> Result<Verdict, Failure> {
    let chosen: Vec<(&Family, &Rule)> = match &args.rule {
        None => rules::all().collect(),
        Some(name) => vec![rules::find(name).ok_or_else(|| unknown(name))?],
    };
    let pages = match args.format {
        ListFormat::Plain => {
            let view = view(args.color);
            chosen
                .iter()
                .map(|(family, rule)| render::page(&page(family, rule), &view))
                .collect::<Vec<_>>()
                .join("\n\n")
        }
        ListFormat::Markdown => {
            // A page may show what hides in a file.
            let harmless =
                |page: String| page.lines().map(shown).collect::<Vec<_>>().join("\n") + "\n";
            let pages = chosen.iter().map(|(family, rule)| harmless(page(family, rule)));
            pages.collect::<Vec<_>>().join("\n")
        }
        ListFormat::Json => {
            let pages: Vec<Explained> =
                chosen.iter().map(|(family, rule)| explained(family, rule)).collect();
            render::json_text(&pages)
        }
    };
    print(&pages)?;
    Ok(Verdict::Passed)
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::new(format!("no rule is called `{name}`"));
    if let Some(family) = rules::find_family(name) {
        return failure
            .help(format!("it is a family; `goalpact rules {}` lists its rules", family.name));
    }
    match nearest(name, rules::all().map(|(_, rule)| rule.name)) {
        Some(near) => failure.help(format!("perhaps `goalpact explain {near}`")),
        None => failure.help("`goalpact rules` lists them all"),
    }
}

/// The page in Markdown, with what it does not say: level, family, what is read, fixes, settings, and how to change them.
fn page(family: &Family, rule: &Rule) -> String {
    let mut out = rule.page.to_owned();
    let reads: Vec<&str> = rule.reads.iter().map(|reads| reads.name()).collect();
    let parts = rule.page();
    let fixes = match (parts.has_safe_fix(), parts.has_unsafe_fix()) {
        (false, false) => "There is no fix for it: only its owners know what is right.",
        (true, false) => "`goalpact fix` can mend it.",
        (false, true) => "`goalpact fix --unsafe` can mend it; look at what it changes.",
        (true, true) => {
            "`goalpact fix` can mend the plain cases, and `goalpact fix --unsafe` more of them."
        }
    };
    out.push_str(&format!(
        "\n## Level\n`{}`, in family `{}` ({}). It reads {}. {fixes}\n\nTo change its level{}, write:\n",
        rule.level,
        family.name,
        family.about,
        and_list(&reads),
        if rule.settings.is_empty() { "" } else { " or its numbers" },
    ));
    let other = if rule.level == Level::Warning { "error" } else { "warning" };
    out.push_str(&format!("```toml shown goalpact.toml\n[levels]\n{} = \"{other}\"\n", rule.name));
    if !rule.settings.is_empty() {
        out.push_str(&format!("\n[settings.{}]\n", rule.name));
        for setting in rule.settings {
            out.push_str(&format!(
                "{} = {} # {}\n",
                setting.name,
                number(setting.default),
                setting.about
            ));
        }
    }
    out.push_str("```\n");
    out
}

/// A rule's page for machines.
#[derive(Serialize)]
struct Explained {
    name: &'static str,
    family: &'static str,
    level: &'static str,
    page: &'static str,
}

fn explained(family: &Family, rule: &Rule) -> Explained {
    Explained { name: rule.name, family: family.name, level: rule.level.name(), page: rule.page }
}
