use std::collections::BTreeMap;

use crate::decode::{Defect, Fault, Field};
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::rules::shape::meant::{Meant, meant};
use crate::rules::shape::whereabouts::table;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, or_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    page: include_str!("missing_field.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    // What one table lacks is one finding: an empty file is one mistake.
    let mut tables: BTreeMap<(Place, &str), Vec<(&Defect, &Field)>> = BTreeMap::new();
    for defect in &cx.plan.defects {
        if let Fault::MissingField { field } = &defect.fault
            && !is_misspelt(cx, defect, field)
        {
            tables.entry((defect.at, &defect.path)).or_default().push((defect, field));
        }
    }
    for ((at, path), missing) in tables {
        let Some((defect, _)) = missing.first() else { continue };
        let names: Vec<&str> = missing.iter().map(|(_, field)| field.name).collect();
        let ticked: Vec<String> = names.iter().map(tick).collect();
        let title = format!("{} has no {}", table(cx.plan, defect, path), or_list(&ticked));
        let help: Vec<String> = missing.iter().map(|(_, field)| to_write(field)).collect();
        let help = if let [one] = help.as_slice() {
            Help::from(format!("add {one}"))
        } else {
            Help::with("add", help)
        };
        out.report(defect.entry.clone(), at, title)
            .about(format!("{path}.{}", names.join(",")))
            .help(help);
    }
}

/// Whether the field is there under a name that is a slip for its own, which is a finding already.
fn is_misspelt(cx: &Cx<'_>, missing: &Defect, field: &Field) -> bool {
    cx.plan
        .defects
        .iter()
        .filter(|defect| defect.entry == missing.entry && defect.at.file == missing.at.file)
        .any(|defect| {
            let Fault::UnknownField { key, known, .. } = &defect.fault else { return false };
            let around =
                defect.path.strip_suffix(key.as_str()).unwrap_or_default().trim_end_matches('.');
            around == missing.path
                && matches!(meant(key, known), Some(Meant::Key(name)) if name == field.name)
        })
}

fn to_write(field: &Field) -> String {
    format!("`{} = {}`: {}", field.name, field.shape.example(), in_a_sentence(field.about))
}

/// A field's documentation as the end of a sentence: its first word in lowercase, no full stop.
fn in_a_sentence(about: &str) -> String {
    let about = about.trim().trim_end_matches('.');
    let mut chars = about.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
