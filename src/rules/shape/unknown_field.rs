use crate::decode::{Defect, Fault, Field, Shape};
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::shape::whereabouts::table;
use crate::rules::{Cx, Rule};
use crate::text::{Edit, cut, nearest, or_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "unknown-field",
    level: Level::Error,
    page: include_str!("unknown_field.md"),
    settings: &[],
    check,
};

/// The words of other methods and forms, and what goalpact calls the same; the first that the table has is offered.
const OTHER_WORDS: &[(&str, &[&str])] = &[
    ("accountable", &["owners.business", "owner"]),
    ("assignee", &["team", "owners.it"]),
    ("baseline", &["from"]),
    ("begin", &["start"]),
    ("current", &["from"]),
    ("deadline", &["due", "by", "end"]),
    ("definition", &["means"]),
    ("depends_on", &["after"]),
    ("description", &["why", "means", "what"]),
    ("due_date", &["due", "by", "end"]),
    ("end_date", &["due", "by", "end"]),
    ("goal", &["to"]),
    ("indicator", &["kpi"]),
    ("key_result", &["target"]),
    ("kpi", &["target"]),
    ("mail", &["email"]),
    ("manager", &["head", "lead"]),
    ("measure", &["kpi"]),
    ("metric", &["kpi"]),
    ("milestone", &["item", "phase"]),
    ("name", &["title"]),
    ("objective", &["title"]),
    ("owner", &["owners.business", "lead"]),
    ("parent", &["supports"]),
    ("reason", &["because", "why"]),
    ("responsible", &["owners.business", "owner"]),
    ("result", &["actual"]),
    ("start_date", &["start"]),
    ("state", &["status"]),
    ("target", &["to"]),
    ("value", &["to"]),
];

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::UnknownField { key, known, entry, value } = &defect.fault else { continue };
        let around =
            defect.path.strip_suffix(key.as_str()).unwrap_or_default().trim_end_matches('.');
        let title = format!("{} has no field `{}`", table(cx.plan, defect, around), cut(key));
        let finding = out.report(defect.entry.clone(), defect.at, title);
        finding.about(&defect.path);
        match meant(key, known) {
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

/// What a key was probably meant to be.
enum Meant {
    /// A key of the same table.
    Key(&'static str),
    /// One of several.
    Words(Vec<String>),
}

fn meant(key: &str, known: &'static [Field]) -> Option<Meant> {
    let lower = key.to_lowercase();
    let other = OTHER_WORDS
        .iter()
        .find(|(word, _)| *word == lower)
        .map(|(_, words)| *words)
        .unwrap_or_default();
    let has = |word: &&&str| {
        let first = word.split('.').next().unwrap_or(word);
        known.iter().any(|field| field.name == first)
    };
    let offered: Vec<&'static str> = other.iter().filter(has).copied().collect();
    match offered.as_slice() {
        [] => nearest(key, known.iter().map(|field| field.name)).map(Meant::Key),
        [one] => Some(Meant::Key(one)),
        several => Some(Meant::Words(several.iter().map(tick).collect())),
    }
}

/// What to do with a key that this table has nothing like.
fn elsewhere(defect: &Defect, key: &str, known: &[Field], entry: &[Field], value: &str) -> String {
    let value = cut(value.lines().next().unwrap_or_default()).into_owned();
    let is_nested = !std::ptr::eq(known, entry);
    let noun = defect.entry.as_ref().map_or("file", |entry| entry.kind.noun());
    if is_nested && entry.iter().any(|field| field.name == key) {
        return format!(
            "move it above the first `[header]`: a line below a header belongs to that header, and `{key}` is a field of the {noun}"
        );
    }
    let inner = known.iter().find_map(|field| match field.shape {
        Shape::Table(fields) if fields.iter().any(|inner| inner.name == key) => {
            Some(format!("[{}]", field.name))
        }
        Shape::List(Shape::Table(fields)) if fields.iter().any(|inner| inner.name == key) => {
            Some(format!("[[{}]]", field.name))
        }
        _ => None,
    });
    match inner {
        Some(header) => format!("move it below a header `{header}`"),
        None if value.starts_with('[') => "remove it, or keep it as a comment".into(),
        None => format!("remove it, or keep it as a comment: `# {key} = {value}`"),
    }
}
