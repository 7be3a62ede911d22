//! What goalpact.toml and the command line make of the rules: which run, how loud, and with which numbers.

use std::collections::{HashMap, HashSet};

use crate::day::Day;
use crate::level::{Level, Severity};
use crate::model::Config;
use crate::rules::{self, Family, Rule, Settings};

/// Which rules run, how loud, and with which numbers.
#[derive(Debug, Default, Clone)]
pub struct Rulebook {
    levels: HashMap<&'static str, Severity>,
    /// The numbers that rules count with.
    pub settings: Settings,
}

/// The choice of rules on the command line, by rule or family.
#[derive(Debug, Default, Clone)]
pub struct Choice {
    /// Only these run, where any are named. A rule that is off runs as a warning when it is named itself.
    pub select: Vec<String>,
    /// These do not run.
    pub ignore: Vec<String>,
    /// Whether what is off by default speaks up, as notes.
    pub opt_in: bool,
}

impl Rulebook {
    /// The rules as goalpact.toml has them on `today`, narrowed by `choice`. Names that no rule has are passed over:
    /// the rule `unknown-rule` speaks of them.
    #[must_use]
    pub fn new(config: &Config<'_>, choice: &Choice, today: Day) -> Self {
        let mut book = Self::default();
        for (family, rule) in rules::all() {
            let severity =
                chosen(family, rule, choice, configured(config, family, rule, choice, today));
            book.levels.extend(severity.map(|severity| (rule.name, severity)));
        }
        for (rule, settings) in &config.settings {
            let Some((_, rule)) = rules::find(rule) else { continue };
            for (name, value) in &settings.value {
                if let Some(setting) =
                    rule.settings.iter().find(|setting| setting.name == name.as_ref())
                {
                    book.settings.set(setting, value.value);
                }
            }
        }
        book
    }

    /// The same rules, but only those with one of these `names`.
    #[must_use]
    pub fn narrowed(&self, names: &HashSet<&'static str>) -> Self {
        let mut book = self.clone();
        book.levels.retain(|name, _| names.contains(name));
        book
    }

    /// How loud `rule` is; `None` where it does not run.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.levels.get(rule.name).copied()
    }
}

/// The level of a rule by goalpact.toml: its own entry, else its family's, else its default.
fn configured(
    config: &Config<'_>,
    family: &Family,
    rule: &Rule,
    choice: &Choice,
    today: Day,
) -> Level {
    let default = if choice.opt_in { rule.level.max(Level::Note) } else { rule.level };
    let entry = config.level_of(rule.name, family.name);
    entry.map_or(default, |(_, choice)| choice.on(today, default))
}

/// The level of a rule after the command line has been heard.
fn chosen(family: &Family, rule: &Rule, choice: &Choice, level: Level) -> Option<Severity> {
    let names = |list: &[String], name: &str| list.iter().any(|chosen| chosen == name);
    if names(&choice.ignore, rule.name) {
        return None;
    }
    if names(&choice.select, rule.name) {
        return Some(level.severity().unwrap_or(Severity::Warning));
    }
    let is_out = names(&choice.ignore, family.name)
        || !choice.select.is_empty() && !names(&choice.select, family.name);
    if is_out { None } else { level.severity() }
}
