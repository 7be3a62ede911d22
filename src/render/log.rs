//! What became of an entry, oldest first.

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::diff::Tone;
use crate::kind::EntryName;
use crate::log::{Log, Step};
use crate::render::{View, json_text};
use crate::snapshot::{Commit, Signature};
use crate::text::{and_list, cut, plural, shown};

/// The version of the JSON format; a field may be added under it, none is removed or changed.
const VERSION: u32 = 1;

/// What became of the entry `name`, for a terminal or a pipe: each commit with its day, its author and who agreed, and what it moved.
#[must_use]
pub fn log(log: &Log, name: &EntryName, view: &View) -> String {
    let styled = |style: Style| if view.color { style } else { Style::new() };
    let (bold, dim) = (styled(Style::new().bold()), styled(Style::new().dimmed()));
    let steps = log.life(name);
    let mut out = format!("{bold}{} {}{bold:#}\n\n", name.kind, shown(&name.id));
    for (commit, step) in committed(steps) {
        let agreed: Vec<String> = commit.agreed.iter().map(called).collect();
        let agreed = match agreed.as_slice() {
            [] => String::new(),
            people => format!(", agreed by {}", and_list(people)),
        };
        let author = called(&commit.author);
        out.push_str(&format!(
            "{}  {dim}{}{dim:#}  {author}{agreed}\n",
            commit.day,
            commit.short()
        ));
        for moved in &step.moves {
            let style = styled(match moved.tone {
                Tone::Loosened => AnsiColor::Red.on_default(),
                Tone::Tightened => AnsiColor::Green.on_default(),
                Tone::Neutral => Style::new(),
            });
            let already = if commit.is_first_here && moved.is_creation() {
                "here already, where this shallow clone begins: "
            } else {
                ""
            };
            out.push_str(&format!("    {style}{already}{}{style:#}\n", moved.text));
        }
    }
    out + &summary(steps)
}

/// What became of the entry `name`, as JSON; `head` is the commit that the history was read from.
#[must_use]
pub fn log_json(log: &Log, name: &EntryName, head: &str) -> String {
    let commits = committed(log.life(name)).map(|(commit, step)| Written {
        commit: &commit.id,
        day: commit.day.to_string(),
        author: Person::of(&commit.author),
        agreed: commit.agreed.iter().map(Person::of).collect(),
        first_in_shallow_clone: commit.is_first_here,
        changes: step
            .moves
            .iter()
            .map(|moved| Change { field: &moved.field, tone: moved.tone.name(), text: &moved.text })
            .collect(),
    });
    let output = Output {
        version: VERSION,
        entry: Entry { kind: name.kind.name(), id: &name.id },
        head,
        shallow: log.is_shallow,
        commits: commits.collect(),
    };
    json_text(&output)
}

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    entry: Entry<'a>,
    head: &'a str,
    shallow: bool,
    commits: Vec<Written<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    id: &'a str,
}

/// A commit.
#[derive(Serialize)]
struct Written<'a> {
    commit: &'a str,
    day: String,
    author: Person<'a>,
    agreed: Vec<Person<'a>>,
    first_in_shallow_clone: bool,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    email: &'a str,
}

impl<'a> Person<'a> {
    fn of(signature: &'a Signature) -> Self {
        Self { name: &signature.name, email: &signature.email }
    }
}

#[derive(Serialize)]
struct Change<'a> {
    field: &'a str,
    tone: &'static str,
    text: &'a str,
}

/// The steps that are committed, each with its commit.
fn committed(steps: &[Step]) -> impl Iterator<Item = (&Commit, &Step)> {
    steps.iter().filter_map(|step| Some((step.commit.as_deref()?, step)))
}

/// What a person is called, as it may be shown.
fn called(person: &Signature) -> String {
    shown(&cut(person.called())).into_owned()
}

/// "3 commits by 2 people".
fn summary(steps: &[Step]) -> String {
    let mut people: Vec<&str> =
        committed(steps).map(|(commit, _)| commit.author.called()).collect();
    people.sort_unstable();
    people.dedup();
    let people = match people.len() {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    };
    format!("\n{} by {people}\n", plural(steps.len(), "commit"))
}
