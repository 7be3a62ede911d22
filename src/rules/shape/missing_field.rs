use std::collections::{BTreeMap, BTreeSet};

use crate::decode::{Defect, Fault, Field};
use crate::finding::{Findings, Help};
use crate::kind::EntryName;
use crate::level::Level;
use crate::plan::Plan;
use crate::rules::shape::meant::{Meant, meant};
use crate::rules::shape::whereabouts::table;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{FileId, Place, or_list, tick};

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
    let misspelt = misspelt(cx.plan);
    for defect in &cx.plan.defects {
        let Fault::MissingField { field } = &defect.fault else { continue };
        let it = (defect.at.file, defect.entry.as_ref(), defect.path.as_str(), field.name);
        if !misspelt.contains(&it) {
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

/// A field of one table: the file, the entry, the path of the table, and the name.
type FieldOf<'p> = (FileId, Option<&'p EntryName>, &'p str, &'static str);

/// The fields that are there under a name that is a slip for their own, which is a finding already.
fn misspelt<'p>(plan: &'p Plan<'_>) -> BTreeSet<FieldOf<'p>> {
    let misspelt = plan.defects.iter().filter_map(|defect| {
        let Fault::UnknownField { key, known, .. } = &defect.fault else { return None };
        let Some(Meant::Key(name)) = meant(key, known) else { return None };
        let around = defect.path.strip_suffix(key.as_str()).unwrap_or_default();
        Some((defect.at.file, defect.entry.as_ref(), around.trim_end_matches('.'), name))
    });
    misspelt.collect()
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
