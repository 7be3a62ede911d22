//! goalpact.toml as it is written; what it means is for the `config` module.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{
    Decoder, FromToml, List, Map, Record, Shape, Slot, Table, TomlValue, Value, choice, record,
};
use crate::level::Level;
use crate::text::Spanned;

record! {
    /// The settings of a plan; the file may be empty.
    pub struct Config<'s> {
        /// What belongs to the plan.
        plan: Table<PlanSection<'s>>,
        /// How loud rules are: a rule or a family, then `off`, `note`, `warning` or `error`.
        levels: Map<Cow<'s, str>, LevelChoice>,
        /// The numbers that rules count with: a rule, then its settings.
        settings: Map<Cow<'s, str>, Map<Cow<'s, str>, f64>>,
        /// Silence for what no single line can carry.
        allows = "allow": List<AllowEntry<'s>>,
    }
}

record! {
    /// What belongs to the plan.
    pub struct PlanSection<'s> {
        /// Patterns of paths that are not read, such as `archive/**`.
        exclude: List<Cow<'s, str>>,
    }
}

record! {
    /// Silence for one rule in some files.
    pub struct AllowEntry<'s> {
        /// The rule.
        [Required] rule: Slot<Cow<'s, str>>,
        /// Patterns of the files it is silent in; all where nothing is said.
        files: List<Cow<'s, str>>,
        /// Why.
        because: Slot<Cow<'s, str>>,
        /// The last day of the silence.
        until: Slot<Day>,
    }
}

choice! {
    /// A level as a word.
    pub enum LevelWord {
        /// The rule does not run.
        Off = "off",
        /// Worth a talk.
        Note = "note",
        /// Weakens the pact.
        Warning = "warning",
        /// Breaks the pact.
        Error = "error",
    }
}

impl LevelWord {
    fn level(self) -> Level {
        match self {
            Self::Off => Level::Off,
            Self::Note => Level::Note,
            Self::Warning => Level::Warning,
            Self::Error => Level::Error,
        }
    }
}

record! {
    /// A level that changes on a day.
    pub struct CutOver<'s> {
        /// The level from that day on.
        [Required] level: Slot<LevelWord>,
        /// The day.
        [Required] from: Slot<Day>,
        /// The level until then; the rule's own where nothing is said.
        before: Slot<LevelWord>,
        /// Why.
        because: Slot<Cow<'s, str>>,
    }
}

/// How loud a rule or a family shall be.
#[derive(Debug, Clone, Copy)]
pub struct LevelChoice {
    /// The level.
    pub level: Level,
    /// The first day it holds; always where nothing is said.
    pub from: Option<Day>,
    /// The level until then; the rule's own where nothing is said.
    pub before: Option<Level>,
}

impl LevelChoice {
    /// The level on a day, of what is `default` where nobody says otherwise.
    #[must_use]
    pub fn on(self, day: Day, default: Level) -> Level {
        match self.from {
            Some(from) if day < from => self.before.unwrap_or(default),
            _ => self.level,
        }
    }
}

/// A key of `[levels]`, and how loud that shall be.
pub type LevelEntry<'s> = (Spanned<Cow<'s, str>>, Spanned<LevelChoice>);

impl<'s> Config<'s> {
    /// What says how loud `rule` of `family` is: an entry of its own, else the family's.
    #[must_use]
    pub fn level_of(&self, rule: &str, family: &str) -> Option<&LevelEntry<'s>> {
        let find = |name: &str| self.levels.iter().find(|(key, _)| key.as_ref() == name);
        find(rule).or_else(|| find(family))
    }
}

impl<'s> FromToml<'s> for LevelChoice {
    const SHAPE: Shape =
        Shape::Either(&<LevelWord as FromToml<'s>>::SHAPE, &<CutOver<'s> as FromToml<'s>>::SHAPE);

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        match &value.value {
            Value::Text(_) => {
                let level = LevelWord::from_toml(value, decoder)?.level();
                Some(Self { level, from: None, before: None })
            }
            Value::Table(_) => {
                let cut_over = <CutOver as Record>::from_value(value, decoder)?;
                let level = cut_over.level.value()?.level();
                Some(Self {
                    level,
                    from: cut_over.from.value(),
                    before: cut_over.before.value().map(LevelWord::level),
                })
            }
            _ => {
                decoder.wrong_type(&value, &Self::SHAPE);
                None
            }
        }
    }
}
