//! What moved between two plans, in words a manager reads: loosened first, then tightened, then the rest.

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::diff::{Change, Diff, Tone};
use crate::render::inert::{cell, code, words};
use crate::render::{View, json_text};
use crate::text::{Line, plural, shown};

/// The version of the JSON format; a field may be added under it, none is removed or changed.
const VERSION: u32 = 1;

const TONES: [Tone; 3] = [Tone::Loosened, Tone::Tightened, Tone::Neutral];

/// What moved, for a terminal or a pipe.
#[must_use]
pub fn changes(diff: &Diff<'_>, view: &View) -> String {
    let styled = |style: Style| if view.color { style } else { Style::new() };
    let mut out = String::new();
    for tone in TONES {
        let color = match tone {
            Tone::Loosened => AnsiColor::Red.on_default().bold(),
            Tone::Tightened => AnsiColor::Green.on_default().bold(),
            Tone::Neutral => Style::new().bold(),
        };
        let (style, bold) = (styled(color), styled(Style::new().bold()));
        let changes: Vec<&Change<'_>> = of_tone(diff, tone).collect();
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!("{style}{}{style:#}\n", heading(tone)));
        for change in changes {
            let words = diff.words(change);
            out.push_str(&format!(
                "  {} {bold}{}{bold:#}: {}\n",
                change.entry.kind,
                shown(&change.entry.id),
                words
            ));
        }
        out.push('\n');
    }
    out + &summary(diff) + "\n"
}

/// What moved, as Markdown: a table that no text of the plan can break.
#[must_use]
pub fn changes_markdown(diff: &Diff<'_>) -> String {
    let mut out = format!("{}.\n", summary(diff));
    for tone in TONES {
        let mut rows = of_tone(diff, tone).peekable();
        if rows.peek().is_none() {
            continue;
        }
        out.push_str(&format!(
            "\n### {}\n\n| entry | what moved |\n| --- | --- |\n",
            heading(tone)
        ));
        for change in rows {
            out.push_str(&format!("| {} |\n", cells(diff, change)));
        }
    }
    out
}

/// What stands above [`rows`].
pub(super) const HEADER: &str = "| | entry | what moved |\n| --- | --- | --- |\n";

/// What moved, as the rows of one Markdown table: loosened first.
pub(super) fn rows(diff: &Diff<'_>) -> Vec<String> {
    let row = |tone: Tone, change| {
        let word = match tone {
            Tone::Loosened => "⬇️ loosened",
            Tone::Tightened => "⬆️ tightened",
            Tone::Neutral => "changed",
        };
        format!("| {word} | {} |\n", cells(diff, change))
    };
    TONES
        .iter()
        .flat_map(|tone| of_tone(diff, *tone).map(move |change| row(*tone, change)))
        .collect()
}

/// A change in two cells of a Markdown table: the entry, and what moved.
fn cells(diff: &Diff<'_>, change: &Change<'_>) -> String {
    let entry = format!("{} {}", change.entry.kind, code(&change.entry.id));
    format!("{} | {}", cell(&entry), cell(&words(&diff.words(change))))
}

/// What moved, as JSON.
#[must_use]
pub fn changes_json(diff: &Diff<'_>, base: &str, head: &str) -> String {
    let changes = TONES.iter().flat_map(|tone| {
        of_tone(diff, *tone).map(move |change| Moved {
            entry: Entry { kind: change.entry.kind.name(), id: &change.entry.id },
            tone: tone.name(),
            field: change.what.field(),
            text: diff.words(change),
            path: change.after.map(|at| diff.head.snapshot.path(at.file)),
            base_path: change.before.map(|at| diff.base.snapshot.path(at.file)),
        })
    });
    let output = Output { version: VERSION, base, head, changes: changes.collect() };
    json_text(&output)
}

#[derive(Serialize)]
struct Output<'a> {
    version: u32,
    base: &'a str,
    head: &'a str,
    changes: Vec<Moved<'a>>,
}

/// One change.
#[derive(Serialize)]
struct Moved<'a> {
    entry: Entry<'a>,
    tone: &'static str,
    field: String,
    text: Line,
    path: Option<&'a str>,
    base_path: Option<&'a str>,
}

#[derive(Serialize)]
struct Entry<'a> {
    kind: &'static str,
    id: &'a str,
}

fn of_tone<'d, 'p>(diff: &'d Diff<'p>, tone: Tone) -> impl Iterator<Item = &'d Change<'p>> {
    diff.changes.iter().filter(move |change| diff.tone(change) == tone)
}

fn heading(tone: Tone) -> &'static str {
    match tone {
        Tone::Loosened => "Loosened: less is promised than before",
        Tone::Tightened => "Tightened: more is promised than before",
        Tone::Neutral => "Changed otherwise",
    }
}

/// "2 of 6 changes loosen what was promised, and 1 tightens it".
pub(super) fn summary(diff: &Diff<'_>) -> String {
    let [loosened, tightened, _] = TONES.map(|tone| of_tone(diff, tone).count());
    let all = plural(diff.changes.len(), "change");
    let verb = |count: usize, verb: &str| if count == 1 { format!("{verb}s") } else { verb.into() };
    let tightens = format!("{tightened} {} it", verb(tightened, "tighten"));
    match (diff.changes.len(), loosened, tightened) {
        (0, ..) => "nothing has moved".into(),
        (_, 0, 0) => format!("{all}, none of which loosens what was promised"),
        (_, 0, _) => {
            format!("{tightened} of {all} {} what was promised", verb(tightened, "tighten"))
        }
        (_, _, 0) => format!("{loosened} of {all} {} what was promised", verb(loosened, "loosen")),
        _ => format!(
            "{loosened} of {all} {} what was promised, and {tightens}",
            verb(loosened, "loosen")
        ),
    }
}
