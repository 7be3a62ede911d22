//! What some files hold, before all are put together.

use std::borrow::Cow;

use crate::decode::{
    BadValue, Decoder, Defect, Document, Fault, Keys, Record, Shape, Spoiled, TomlValue, Value,
    is_id,
};
use crate::kind::{EntryName, Kind};
use crate::model::{
    self, Body, Decision, Entity, Entry, Function, Goal, Kpi, Person, Review, Roadmap, Team, Term,
};
use crate::plan::load::incomplete::Incomplete;
use crate::plan::{Allow, allows};
use crate::snapshot::{File, Layout};
use crate::text::{FileId, Place};

/// What some files hold.
#[derive(Default)]
pub(super) struct Part<'s> {
    pub(super) functions: Vec<Entry<'s, Function<'s>>>,
    pub(super) people: Vec<Entry<'s, Person<'s>>>,
    pub(super) teams: Vec<Entry<'s, Team<'s>>>,
    pub(super) bodies: Vec<Entry<'s, Body<'s>>>,
    pub(super) kpis: Vec<Entry<'s, Kpi<'s>>>,
    pub(super) goals: Vec<Entry<'s, Goal<'s>>>,
    pub(super) roadmaps: Vec<Entry<'s, Roadmap<'s>>>,
    pub(super) reviews: Vec<Entry<'s, Review<'s>>>,
    pub(super) decisions: Vec<Entry<'s, Decision<'s>>>,
    pub(super) terms: Vec<Entry<'s, Term<'s>>>,
    pub(super) defects: Vec<Defect>,
    pub(super) allows: Vec<Allow>,
    pub(super) incomplete: Incomplete,
}

/// The id of the entry in the file at `path`; `None` for a file of tables.
pub(super) fn entry_of(path: &str) -> Option<&str> {
    let (_, name) = path.rsplit_once('/')?;
    name.strip_suffix(".toml")
}

impl<'s> Part<'s> {
    /// Reads one more file of the plan; goalpact.toml is read elsewhere.
    pub(super) fn read(mut self, id: FileId, file: &'s File, layout: &Layout) -> Self {
        match layout {
            Layout::Config | Layout::Foreign => {}
            Layout::Misplaced(kind, expected) => {
                let fault =
                    Fault::Misplaced { found: file.path.clone(), expected: expected.clone() };
                let at = Place::new(id, 0..0);
                self.defects.push(Defect { at, entry: None, path: String::new(), fault });
                match entry_of(expected) {
                    Some(id) => self.incomplete.lose_entry(*kind, id),
                    None => self.incomplete.lose_kind(*kind),
                }
            }
            Layout::Entry(kind, entry_id) => self.read_entry(id, file, *kind, entry_id),
            Layout::Tables(kind) => self.read_tables(id, file, *kind),
        }
        self
    }

    /// Both parts, what `later` holds after this.
    pub(super) fn then(mut self, later: Self) -> Self {
        self.functions.extend(later.functions);
        self.people.extend(later.people);
        self.teams.extend(later.teams);
        self.bodies.extend(later.bodies);
        self.kpis.extend(later.kpis);
        self.goals.extend(later.goals);
        self.roadmaps.extend(later.roadmaps);
        self.reviews.extend(later.reviews);
        self.decisions.extend(later.decisions);
        self.terms.extend(later.terms);
        self.defects.extend(later.defects);
        self.allows.extend(later.allows);
        self.incomplete.extend(later.incomplete);
        self
    }

    /// The same in the order of the files.
    pub(super) fn in_order(mut self) -> Self {
        self.functions.sort_by_key(|entry| entry.at.file);
        self.people.sort_by_key(|entry| entry.at.file);
        self.teams.sort_by_key(|entry| entry.at.file);
        self.bodies.sort_by_key(|entry| entry.at.file);
        self.kpis.sort_by_key(|entry| entry.at.file);
        self.goals.sort_by_key(|entry| entry.at.file);
        self.roadmaps.sort_by_key(|entry| entry.at.file);
        self.reviews.sort_by_key(|entry| entry.at.file);
        self.decisions.sort_by_key(|entry| entry.at.file);
        self.terms.sort_by_key(|entry| entry.at.file);
        self.allows.sort_by_key(|allow| allow.at.file);
        self
    }

    /// A file of one entry. The entry exists whatever is in the file, so that what refers to it is not accused.
    fn read_entry(&mut self, file_id: FileId, file: &'s File, kind: Kind, id: &str) {
        let name = EntryName { kind, id: id.to_owned() };
        let document = self.parse(file_id, file, None);
        let (table, at, mut decoder) = if let Some(document) = document {
            let at = first_line(file_id, &document);
            self.incomplete.items |= kind == Kind::Roadmap && !document.spoiled.is_empty();
            let decoder = Decoder::new(file_id, document.text, document.spoiled);
            (Some(document.table), at, decoder)
        } else {
            self.incomplete.items |= kind == Kind::Roadmap;
            (None, Place::new(file_id, 0..0), Decoder::new(file_id, "", Spoiled::default()))
        };
        decoder.begin_entry(name, model::fields(kind));
        if !file.has_utf8_name {
            decoder.bad_value(at, id, BadValue::NotUtf8Name);
        } else if !is_id(id) {
            decoder.bad_value(at, id, BadValue::NotAnId);
        }
        self.add(
            kind,
            Cow::Borrowed(entry_of(&file.path).unwrap_or_default()),
            at,
            table,
            &mut decoder,
        );
        self.defects.extend(decoder.into_defects());
    }

    /// A file with a table for each entry.
    fn read_tables(&mut self, file_id: FileId, file: &'s File, kind: Kind) {
        let Some(document) = self.parse(file_id, file, Some(kind)) else { return };
        let mut decoder = Decoder::new(file_id, document.text, document.spoiled);
        if decoder.is_damaged() {
            self.incomplete.lose_kind(kind);
        }
        let mut told = false;
        for (key, value) in document.table.into_rest() {
            let value_at = decoder.place(value.span());
            let is_header = decoder.source(value_at).starts_with('[');
            let key_at = decoder.place(key.span());
            let at = if is_header { value_at } else { key_at };
            let id = key.name;
            let Value::Table(table) = value.value else {
                // The fields of one goal at the top of goals.toml are one mistake, not one each.
                if !std::mem::replace(&mut told, true) {
                    self.not_a_table(kind, &id, key_at, &value, file, &mut decoder);
                }
                continue;
            };
            decoder
                .begin_entry(EntryName { kind, id: id.clone().into_owned() }, model::fields(kind));
            if !is_id(&id) {
                decoder.bad_value(at, &id, BadValue::NotAnId);
            }
            self.add(kind, id, at, Some(table), &mut decoder);
        }
        self.defects.extend(decoder.into_defects());
    }

    fn not_a_table(
        &mut self,
        kind: Kind,
        key: &str,
        at: Place,
        value: &TomlValue<'s>,
        file: &File,
        decoder: &mut Decoder<'s>,
    ) {
        if model::fields(kind).iter().any(|field| field.name == key) {
            let fault = Fault::Misplaced {
                found: file.path.clone(),
                expected: format!("{}/<id>.toml", kind.plural()),
            };
            decoder.defect(at, fault);
            self.incomplete.lose_kind(kind);
        } else {
            decoder.wrong_type(value, &Shape::Table(model::fields(kind)));
        }
    }

    /// Parses the file; `None` where it is no TOML at all. `tables` is the kind that a file of tables would hold.
    fn parse(&mut self, id: FileId, file: &'s File, tables: Option<Kind>) -> Option<Document<'s>> {
        let at = |range| Place::new(id, range);
        let defect =
            |(range, fault)| Defect { at: at(range), entry: None, path: String::new(), fault };
        let parsed = if file.is_unmerged {
            Err(vec![(0..0, Fault::Unmerged)])
        } else {
            Document::parse(&file.bytes)
        };
        match parsed {
            Ok(mut document) => {
                self.defects.extend(std::mem::take(&mut document.faults).into_iter().map(defect));
                let (allows, defects) = allows::comments(id, document.text);
                self.allows.extend(allows);
                self.defects.extend(defects);
                Some(document)
            }
            Err(faults) => {
                self.defects.extend(faults.into_iter().map(defect));
                if let Some(kind) = tables {
                    self.incomplete.lose_kind(kind);
                }
                None
            }
        }
    }

    fn add(
        &mut self,
        kind: Kind,
        id: Cow<'s, str>,
        at: Place,
        table: Option<Keys<'s>>,
        decoder: &mut Decoder<'s>,
    ) {
        match kind {
            Kind::Function => self.functions.push(entry(id, at, table, decoder)),
            Kind::Person => self.people.push(entry(id, at, table, decoder)),
            Kind::Team => self.teams.push(entry(id, at, table, decoder)),
            Kind::Body => self.bodies.push(entry(id, at, table, decoder)),
            Kind::Kpi => self.kpis.push(entry(id, at, table, decoder)),
            Kind::Goal => self.goals.push(entry(id, at, table, decoder)),
            Kind::Roadmap => self.roadmaps.push(entry(id, at, table, decoder)),
            Kind::Review => self.reviews.push(entry(id, at, table, decoder)),
            Kind::Decision => self.decisions.push(entry(id, at, table, decoder)),
            Kind::Term => self.terms.push(entry(id, at, table, decoder)),
        }
    }
}

/// One entry; where its file could not be read, everything in it counts as broken, and nothing as missing.
fn entry<'s, T: Entity<'s>>(
    id: Cow<'s, str>,
    at: Place,
    table: Option<Keys<'s>>,
    decoder: &mut Decoder<'s>,
) -> Entry<'s, T> {
    let record = match table {
        Some(table) => <T as Record>::from_table(table, at, decoder),
        None => T::blank(true),
    };
    Entry { id, at, record: Box::new(record) }
}

/// The first line of an entry's own file that says something: where a finding about the entry as a whole stands.
fn first_line(file: FileId, document: &Document<'_>) -> Place {
    let first = document.table.iter().map(|(key, value)| {
        let (key, value) = (key.span(), value.span());
        if value.start < key.start { value } else { key.start..key.end.max(value.end) }
    });
    let first = first.min_by_key(|span| span.start).unwrap_or(0..0);
    let line = document.text.get(first.clone()).unwrap_or_default().split('\n').next();
    let length = line.unwrap_or_default().len();
    Place::new(file, first.start..first.start.saturating_add(length))
}
