//! The numbers that rules count with.

use std::collections::HashMap;

/// A number that a rule counts with, declared by the rule.
#[derive(Debug)]
pub struct Setting {
    /// The rule it belongs to.
    pub rule: &'static str,
    /// Its name in goalpact.toml, under `[settings.RULE]`.
    pub name: &'static str,
    /// What it is where nobody says otherwise.
    pub default: f64,
    /// Which way the rule finds less.
    pub looser: Looser,
    /// What is counted, and in which unit.
    pub about: &'static str,
}

/// Which way of a number a rule finds less.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looser {
    /// With a higher number: so many are allowed.
    Higher,
    /// With a lower number: so many are asked for, or looked at.
    Lower,
}

impl Looser {
    /// Whether a rule finds less with the number `to` than with `from`.
    #[must_use]
    pub fn is_loosened(self, from: f64, to: f64) -> bool {
        match self {
            Self::Higher => to > from,
            Self::Lower => to < from,
        }
    }
}

/// The settings that differ from their defaults.
#[derive(Debug, Default, Clone)]
pub struct Settings {
    chosen: HashMap<(&'static str, &'static str), f64>,
}

impl Settings {
    /// The number in force.
    #[must_use]
    pub fn get(&self, setting: &Setting) -> f64 {
        self.chosen.get(&(setting.rule, setting.name)).copied().unwrap_or(setting.default)
    }

    /// Chooses a number.
    pub fn set(&mut self, setting: &Setting, value: f64) {
        self.chosen.insert((setting.rule, setting.name), value);
    }
}
