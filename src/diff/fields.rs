//! Every other field, compared as it is written: whatever a kind may hold, nothing is overlooked.
//!
//! Tables of a list are matched by what they are about (an item by its id, a meeting by its day), so that their order means
//! nothing; so does the order of the words in a list.

use std::collections::{BTreeMap, HashMap};

use toml::de::{DeArray, DeTable, DeValue};

use crate::diff::pairs::{Pair, Standing};
use crate::diff::{Change, What, goals, kpis};
use crate::kind::Kind;
use crate::plan::Plan;
use crate::snapshot::{Layout, layout};
use crate::text::{FileId, Place};

/// The keys that tell the tables of a list apart, by the kind and the path of the list.
const ABOUT: [(Kind, &str, &[&str]); 9] = [
    (Kind::Goal, "target", &["kpi", "by"]),
    (Kind::Goal, "non_negotiable", &["function", "must"]),
    (Kind::Goal, "incentive", &["reward"]),
    (Kind::Person, "immersion", &["function", "on"]),
    (Kind::Body, "meeting", &["on"]),
    (Kind::Roadmap, "phase", &["id"]),
    (Kind::Roadmap, "item", &["id"]),
    (Kind::Roadmap, "need", &["from", "what"]),
    (Kind::Review, "figure", &["function", "kpi", "what"]),
];

/// A field as it is written, and where.
type Fields = BTreeMap<String, (String, Place)>;

/// The files of both plans as tables, each parsed once.
pub(super) struct Texts<'p> {
    base: Files<'p>,
    head: Files<'p>,
}

struct Files<'p> {
    plan: &'p Plan<'p>,
    /// The table of each file; `None` where it does not parse.
    tables: HashMap<FileId, Option<DeTable<'p>>>,
}

impl<'p> Texts<'p> {
    pub(super) fn new(base: &'p Plan<'p>, head: &'p Plan<'p>) -> Self {
        let files = |plan| Files { plan, tables: HashMap::new() };
        Self { base: files(base), head: files(head) }
    }

    /// Notes each field that differs and is not compared by its meaning.
    pub(super) fn compare(&mut self, pair: &Pair, changes: &mut Vec<Change<'p>>) {
        let kind = pair.name.kind;
        let Some(was) = self.base.fields(pair, pair.before) else { return };
        let Some(is) = self.head.fields(pair, pair.after) else { return };
        let paths = was.keys().chain(is.keys().filter(|path| !was.contains_key(*path)));
        for path in paths.filter(|path| !is_compared(kind, path)) {
            let (from, was_at) = was.get(path).cloned().unzip();
            let (to, is_at) = is.get(path).cloned().unzip();
            if from != to {
                let what = What::Field { path: path.clone(), from, to };
                let after = is_at.or(pair.after.map(|standing| standing.at));
                changes.push(pair.change(what, was_at, after));
            }
        }
    }
}

/// Whether a field is compared by its meaning.
fn is_compared(kind: Kind, path: &str) -> bool {
    let compared: &[&str] = match kind {
        Kind::Goal => &goals::COMPARED,
        Kind::Kpi => &kpis::COMPARED,
        _ => &[],
    };
    compared.iter().any(|compared| {
        path.strip_prefix(compared)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

impl Files<'_> {
    fn fields(&mut self, pair: &Pair, standing: Option<Standing>) -> Option<Fields> {
        let file = standing?.at.file;
        let plan = self.plan;
        let table = self
            .tables
            .entry(file)
            .or_insert_with(|| Some(DeTable::parse(plan.snapshot.text(file)).ok()?.into_inner()))
            .as_ref()?;
        let path = plan.snapshot.within_plan(plan.snapshot.path(file));
        let entry = match layout(path) {
            Layout::Tables(_) => match table.get(pair.name.id.as_str())?.get_ref() {
                DeValue::Table(entry) => entry,
                _ => return None,
            },
            _ => table,
        };
        let mut flat = Flat { kind: pair.name.kind, file, fields: Fields::new() };
        flat.add_table("", entry);
        Some(flat.fields)
    }
}

/// An entry laid out flat.
struct Flat {
    kind: Kind,
    file: FileId,
    fields: Fields,
}

impl Flat {
    fn add_table(&mut self, path: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let key = key.get_ref();
            let path = if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
            let at = Place::new(self.file, value.span());
            self.add(path, key, value.get_ref(), at);
        }
    }

    fn add(&mut self, path: String, key: &str, value: &DeValue<'_>, at: Place) {
        match value {
            DeValue::Table(table) => self.add_table(&path, table),
            DeValue::Array(array) if array.iter().any(|value| value.get_ref().is_table()) => {
                self.add_list(&path, key, array);
            }
            DeValue::Array(array) => {
                let mut words: Vec<String> =
                    array.iter().map(|value| written(value.get_ref())).collect();
                words.sort_unstable();
                self.fields.insert(path, (format!("[{}]", words.join(", ")), at));
            }
            value => {
                self.fields.insert(path, (written(value), at));
            }
        }
    }

    /// The tables of a list, each under what it is about.
    fn add_list(&mut self, path: &str, key: &str, array: &DeArray<'_>) {
        let about = ABOUT
            .iter()
            .find(|(kind, list, _)| *kind == self.kind && *list == key)
            .map_or(&[][..], |(.., about)| about);
        let mut seen: HashMap<String, usize> = HashMap::new();
        for value in array {
            let DeValue::Table(table) = value.get_ref() else { continue };
            let names = about.iter().filter_map(|key| table.get(*key));
            let mut name = names.map(|value| plain(value.get_ref())).collect::<Vec<_>>().join(" ");
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            if *count > 1 || name.is_empty() {
                name = if name.is_empty() { count.to_string() } else { format!("{name} {count}") };
            }
            self.add_table(&format!("{path}[{name}]"), table);
        }
    }
}

/// A value as one would write it, so that the same value is the same text.
fn written(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        value => plain(value),
    }
}

/// The same without quotes.
fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| number.to_string(), |number| number.to_string()),
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .map_or_else(|_| number.to_string(), |number| number.to_string()),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(array) => {
            let words: Vec<String> = array.iter().map(|value| written(value.get_ref())).collect();
            format!("[{}]", words.join(", "))
        }
        DeValue::Table(table) => {
            let fields = table.iter();
            let fields: Vec<String> = fields
                .map(|(key, value)| format!("{} = {}", key.get_ref(), written(value.get_ref())))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
    }
}
