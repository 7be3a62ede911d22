//! Numbers with which a rule finds less.

use crate::finding::Findings;
use crate::model::Config;
use crate::rules::history::loosened::{Compared, help};
use crate::rules::{self, Setting};
use crate::text::{Spanned, number};

pub(super) fn report(compared: &Compared<'_>, out: &mut Findings) {
    let (base, head) = (compared.diff.base, compared.diff.head);
    for setting in rules::all().flat_map(|(_, rule)| rule.settings) {
        let (Ok(was), Ok(is)) = (chosen(&base.config, setting), chosen(&head.config, setting))
        else {
            continue;
        };
        let Some(at) = is.or(was).map(|chosen| chosen.at) else {
            continue;
        };
        let value = |chosen: Option<&Spanned<f64>>| chosen.map_or(setting.default, |it| it.value);
        let (from, to) = (value(was), value(is));
        if !setting.looser.is_loosened(from, to) {
            continue;
        }
        let Setting { rule, name, .. } = setting;
        let (from, to) = (number(from), number(to));
        let undo = match was {
            Some(_) => format!("write `{name} = {from}` again"),
            None => format!("remove `{name}`"),
        };
        out.report(
            None,
            at,
            format!("setting `{name}` of rule `{rule}` is loosened from {from} to {to}"),
        )
        .about(format!("setting {rule}.{name}"))
        .help(help(&undo))
        .beyond_comments();
    }
}

/// The number in goalpact.toml, where there is one; an error where it cannot be read.
fn chosen<'c>(config: &'c Config<'_>, setting: &Setting) -> Result<Option<&'c Spanned<f64>>, ()> {
    let of_rule = config.settings.iter().find(|(rule, _)| rule.value == setting.rule);
    let Some((_, settings)) = of_rule else {
        return if config.settings.is_whole() { Ok(None) } else { Err(()) };
    };
    let found = settings.iter().find(|(name, _)| name.value == setting.name);
    match found {
        Some((_, value)) => Ok(Some(value)),
        None if settings.is_whole() => Ok(None),
        None => Err(()),
    }
}
