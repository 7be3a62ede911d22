use crate::finding::{Finding, Findings};
use crate::level::Level;
use crate::rules::{self, Cx, Reads, Rule};
use crate::text::{Edit, Place, and_list, nearest, or_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "unknown-rule",
    level: Level::Error,
    page: include_str!("unknown_rule.md"),
    reads: &[Reads::Allows, Reads::Config],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for allow in cx.allows.iter().map(|allow_use| allow_use.allow) {
        if rules::find(&allow.rule).is_none() {
            let finding = out.report(
                None,
                allow.at,
                format!("an allow names `{}`, and no rule is called so", allow.rule),
            );
            suggest(finding, &allow.rule, None, rules::all().map(|(_, rule)| rule.name));
        }
    }
    let config = &cx.plan.config;
    for (name, _) in &config.levels {
        if rules::find(name).is_none() && rules::find_family(name).is_none() {
            let title =
                format!("`[levels]` names `{}`, and no rule or family is called so", name.value);
            let families = rules::FAMILIES.iter().map(|family| family.name);
            suggest(
                out.report(None, name.at, title),
                name,
                Some(name.at),
                rules::all().map(|(_, rule)| rule.name).chain(families),
            );
        }
    }
    for (name, settings) in &config.settings {
        let Some((_, rule)) = rules::find(name) else {
            let title = format!("`[settings]` names `{}`, and no rule is called so", name.value);
            let with_settings =
                rules::all().map(|(_, rule)| rule).filter(|rule| !rule.settings.is_empty());
            suggest(
                out.report(None, name.at, title),
                name,
                Some(name.at),
                with_settings.map(|rule| rule.name),
            );
            continue;
        };
        for (key, _) in &settings.value {
            let names: Vec<&str> = rule.settings.iter().map(|setting| setting.name).collect();
            if names.contains(&key.value.as_ref()) {
                continue;
            }
            let title = format!("rule `{}` has no setting `{}`", rule.name, key.value);
            let finding = out.report(None, key.at, title);
            finding.about(format!("{name}.{key}", name = rule.name, key = key.value));
            match names.as_slice() {
                [] => finding
                    .help(format!("remove it: `{}` counts nothing that could be set", rule.name)),
                names => finding.help(format!(
                    "its settings are {}",
                    and_list(&names.iter().map(tick).collect::<Vec<_>>())
                )),
            };
        }
    }
}

/// Offers the nearest of `names`; `at` is where the name alone stands, where it can be replaced.
fn suggest(
    finding: &mut Finding,
    name: &str,
    at: Option<Place>,
    names: impl Iterator<Item = &'static str> + Clone,
) {
    finding.about(name);
    if let Some(near) = nearest(name, names.clone()) {
        finding.help(format!("write `{near}`"));
        if let Some(at) = at {
            finding.unsafe_fix(format!("write `{near}`"), vec![Edit { at, text: near.to_owned() }]);
        }
        return;
    }
    let word = name.rsplit('-').next().unwrap_or(name);
    let alike: Vec<String> = names.filter(|rule| rule.contains(word)).take(3).map(tick).collect();
    match alike.as_slice() {
        [] => finding.help("`goalpact rules` lists them all"),
        alike => {
            finding.help(format!("perhaps {}; `goalpact rules` lists them all", or_list(alike)))
        }
    };
}
