use std::borrow::Cow;

use crate::decode::{Defect, Fault, Field};
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::shape::meant::{Meant, meant, meant_within};
use crate::rules::shape::whereabouts::table;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, cut, or_list};

pub(super) const RULE: Rule = Rule {
    name: "unknown-field",
    level: Level::Error,
    page: include_str!("unknown_field.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::UnknownField { key, known, taken, entry, value } = &defect.fault else {
            continue;
        };
        let around =
            defect.path.strip_suffix(key.as_str()).unwrap_or_default().trim_end_matches('.');
        let title = format!("{} has no field `{}`", table(cx.plan, defect, around), cut(key));
        let finding = out.report(defect.entry.clone(), defect.at, title);
        finding.about(&defect.path);
        match meant(key, known) {
            Some(Meant::Key(near)) if taken.contains(&near) => {
                let value = first_line(value);
                finding.help(format!(
                    "remove it, or keep it as a comment: `# {key} = {value}`; `{near}` is there already"
                ));
            }
            Some(Meant::Key(near)) => {
                let help = format!("write `{near}`");
                let edits = vec![Edit { at: defect.at, text: near.to_owned() }];
                finding.help(format!("{help} in its place"));
                if near.eq_ignore_ascii_case(key) {
                    finding.safe_fix(help, edits);
                } else {
                    finding.unsafe_fix(help, edits);
                }
            }
            Some(Meant::Words(words)) => {
                finding.help(format!("write {} in its place", or_list(&words)));
            }
            None => {
                finding.help(elsewhere(defect, key, known, entry, value));
            }
        }
    }
}

fn first_line(value: &str) -> Cow<'_, str> {
    cut(value.lines().next().unwrap_or_default())
}

/// What to do with a key that this table has nothing like.
fn elsewhere(defect: &Defect, key: &str, known: &[Field], entry: &[Field], value: &str) -> String {
    let value = first_line(value).into_owned();
    let is_nested = !std::ptr::eq(known, entry);
    let noun = defect.entry.as_ref().map_or("file", |entry| entry.kind.noun());
    if is_nested && entry.iter().any(|field| field.name == key) {
        return format!(
            "move it above the first `[header]`: a line below a header belongs to that header, and `{key}` is a field of the {noun}"
        );
    }
    match meant_within(key, known) {
        Some((header, name)) if name == key => format!("move it below a header `{header}`"),
        Some((header, name)) => format!("write it as `{name}` below a header `{header}`"),
        None if value.starts_with('[') => "remove it, or keep it as a comment".into(),
        None => format!("remove it, or keep it as a comment: `# {key} = {value}`"),
    }
}
