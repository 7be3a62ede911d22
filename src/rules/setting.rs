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
    /// What is counted, and in which unit.
    pub about: &'static str,
}

/// The settings that differ from their defaults.
#[derive(Debug, Default)]
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
