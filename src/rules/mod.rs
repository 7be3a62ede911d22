//! The rules: each a function and a page, grouped in families.
//!
//! Rules are the only place where words are found for what is wrong. A rule knows nothing of its level, of allows, or
//! of how findings are shown.

mod alignment;
mod allows;
mod amounts;
mod dates;
mod governance;
mod history;
mod language;
mod measurability;
mod ownership;
mod page;
mod paste;
mod reads;
mod roadmap;
mod setting;
mod shape;
#[cfg(test)]
mod testing;

pub use page::{Page, PageBlock};
pub use reads::Reads;
pub use setting::{Looser, Setting, Settings};

use crate::agreed::Agreed;
use crate::day::Day;
use crate::diff::{Change, Diff};
use crate::finding::Findings;
use crate::level::Level;
use crate::log::Log;
use crate::plan::{Allow, Plan};

/// One check.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the bad thing, in kebab-case.
    pub name: &'static str,
    /// How loud it is where nobody says otherwise.
    pub level: Level,
    /// Its page, in Markdown; the examples in it are its test.
    pub page: &'static str,
    /// What it looks at.
    pub reads: &'static [Reads],
    /// The numbers it counts with.
    pub settings: &'static [Setting],
    /// Says what it finds.
    pub check: fn(&Cx<'_>, &mut Findings),
}

impl Rule {
    /// Whether it compares with a base, and does not run without one.
    #[must_use]
    pub fn needs_base(&self) -> bool {
        self.reads.contains(&Reads::Base)
    }

    /// Whether it reads the history, and does not run where there is none.
    #[must_use]
    pub fn needs_log(&self) -> bool {
        self.reads.contains(&Reads::Log)
    }

    /// Its page, taken apart.
    #[must_use]
    pub fn page(&self) -> Page {
        Page::parse(self.page)
    }
}

/// Rules that belong together.
#[derive(Debug)]
pub struct Family {
    /// Its name.
    pub name: &'static str,
    /// What holds where its rules are silent.
    pub about: &'static str,
    /// Its rules, in reading order.
    pub rules: &'static [Rule],
}

/// All families, in reading order.
pub const FAMILIES: &[Family] = &[
    shape::FAMILY,
    ownership::FAMILY,
    measurability::FAMILY,
    dates::FAMILY,
    alignment::FAMILY,
    roadmap::FAMILY,
    governance::FAMILY,
    language::FAMILY,
    history::FAMILY,
    allows::FAMILY,
];

/// All rules with their families, in reading order.
pub fn all() -> impl Iterator<Item = (&'static Family, &'static Rule)> + Clone {
    FAMILIES.iter().flat_map(|family| family.rules.iter().map(move |rule| (family, rule)))
}

/// The rule called `name`, and its family.
#[must_use]
pub fn find(name: &str) -> Option<(&'static Family, &'static Rule)> {
    all().find(|(_, rule)| rule.name == name)
}

/// The family called `name`.
#[must_use]
pub fn find_family(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.name == name)
}

/// Whether `family` judges the allows themselves, and so speaks last.
#[must_use]
pub fn is_about_allows(family: &Family) -> bool {
    family.name == allows::FAMILY.name
}

/// What a plan is held against; nothing where there is no base.
#[derive(Default, Clone, Copy)]
pub struct Past<'a> {
    /// What has changed since the base.
    pub diff: Option<&'a Diff<'a>>,
    /// Who stands behind the change; `None` where its commits are not made yet.
    pub agreed: Option<&'a Agreed>,
    /// What became of the committed goals, where there is a history.
    pub log: Option<&'a Log>,
}

/// What a rule may look at.
pub struct Cx<'a> {
    /// The plan.
    pub plan: &'a Plan<'a>,
    /// The day it is judged on.
    pub today: Day,
    /// The allows and what became of them; empty for every rule but those about allows.
    pub allows: &'a [AllowUse<'a>],
    /// The numbers that rules count with.
    pub settings: &'a Settings,
    /// What has changed since the base, where there is one.
    pub diff: Option<&'a Diff<'a>>,
    /// Who stands behind the change, where that is known.
    pub agreed: Option<&'a Agreed>,
    /// What became of the committed goals, where there is a history.
    pub log: Option<&'a Log>,
}

impl<'a> Cx<'a> {
    /// What has changed since the base; nothing where there is none.
    pub fn changes(&self) -> &'a [Change<'a>] {
        self.diff.map_or(&[], |diff| &diff.changes)
    }

    /// The number to count with.
    #[must_use]
    pub fn setting(&self, setting: &Setting) -> f64 {
        self.settings.get(setting)
    }

    /// The number to count with, where it counts things or days.
    #[must_use]
    pub fn count(&self, setting: &Setting) -> usize {
        self.settings.get(setting).max(0.0) as usize
    }
}

/// An allow, and what became of it.
#[derive(Debug)]
pub struct AllowUse<'a> {
    /// The allow.
    pub allow: &'a Allow,
    /// Whether its rule ran.
    pub judged: bool,
    /// Whether it silenced something.
    pub used: bool,
}
