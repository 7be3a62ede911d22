//! Frames with the lines of the plan, for a terminal. The only file that knows miette.

use std::collections::BTreeMap;
use std::fmt;

use anstyle::{AnsiColor, Style};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use crate::check::{Report, Reported};
use crate::level::Severity;
use crate::render::{View, checked, held_back, left_out, mended, shown_of, verdict};
use crate::text::{FileId, Place, and_list, masked, plural};

/// The most places in other files that are drawn for one finding; the rest is named.
const ELSEWHERE: usize = 2;

/// The most further places that are named; `--format plain` names them all.
const FURTHER: usize = 2;

/// How many lines above its finding a label may stand to be drawn in the same frame.
const NEAR: usize = 8;

/// The widest line that is drawn whole, in bytes.
const WIDEST: usize = 400;

/// The findings, each in a frame with the lines it is about.
#[must_use]
pub fn human_findings(report: &Report<'_>, view: &View) -> String {
    let handler = GraphicalReportHandler::new_themed(theme(view))
        .with_width(view.width.clamp(40, 120))
        .with_context_lines(1)
        .with_links(false)
        .with_break_words(false);
    let mut sources = Sources { report, view, drawn: BTreeMap::new() };
    let (drawn, more) = shown_of(report, view.most);
    for reported in &drawn {
        sources.add(reported);
    }
    let mut out = String::new();
    for reported in drawn {
        for frame in frames(reported, &sources) {
            if handler.render_report(&mut out, &frame).is_err() {
                out.push_str(&frame.title);
            }
        }
        out.push('\n');
    }
    if let Some(more) = left_out(more) {
        out.push_str(&format!("{more}\n\n"));
    }
    out
}

/// The verdict and what was checked.
#[must_use]
pub fn human_summary(report: &Report<'_>, view: &View) -> String {
    let worst = report.findings.iter().map(|reported| reported.severity).max();
    let (mark, color) = match worst {
        Some(Severity::Error) => ("✗", AnsiColor::Red),
        Some(Severity::Warning) => ("!", AnsiColor::Yellow),
        Some(Severity::Note) => ("·", AnsiColor::Cyan),
        None => ("✓", AnsiColor::Green),
    };
    let mark = if view.unicode { mark } else { "-" };
    let (bold, dim) = if view.color {
        (color.on_default().bold(), Style::new().dimmed())
    } else {
        (Style::new(), Style::new())
    };
    let mut out =
        format!("{bold}{mark} {}{bold:#}\n{dim}  {}{dim:#}\n", verdict(report), checked(report));
    for line in [held_back(report), mended(report)].into_iter().flatten() {
        out.push_str(&format!("{dim}  {line}{dim:#}\n"));
    }
    if worst.is_some() {
        out.push_str(&format!("{dim}  `goalpact explain RULE` says why a rule is there{dim:#}\n"));
    }
    out
}

fn theme(view: &View) -> GraphicalTheme {
    let mut characters =
        if view.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() };
    if view.unicode {
        characters.advice = "→".into();
    }
    let mut styles = if view.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    // One color for every mark: a color of its own for each would seem to mean something.
    styles.highlights = vec![styles.help];
    GraphicalTheme { characters, styles }
}

/// The files that are drawn from, made harmless once each.
struct Sources<'a> {
    report: &'a Report<'a>,
    view: &'a View,
    drawn: BTreeMap<FileId, Source>,
}

impl Sources<'_> {
    fn add(&mut self, reported: &Reported) {
        let labels = reported.finding.labels.iter().map(|label| label.at);
        for at in labels.chain([reported.finding.at]) {
            let snapshot = self.report.plan.snapshot;
            self.drawn.entry(at.file).or_insert_with(|| Source {
                name: self.view.path(snapshot.path(at.file)).to_string(),
                text: masked(snapshot.text(at.file)).into_owned(),
            });
        }
    }

    /// Whether a label is drawn in the frame of its finding: in the same file, and not far above, where it would take the first place.
    fn is_near(&self, finding: Place, label: Place) -> bool {
        let line = |at| self.report.position(at).start.line;
        label.file == finding.file && line(label) + NEAR >= line(finding)
    }

    /// The source to draw `at` from; none where its line is too wide to be drawn.
    fn get(&self, at: Place) -> Option<&Source> {
        let source = self.drawn.get(&at.file)?;
        (source.line_width(at) <= WIDEST && !source.text.is_empty()).then_some(source)
    }
}

/// One file to draw lines from.
#[derive(Debug)]
struct Source {
    name: String,
    text: String,
}

impl Source {
    fn line_width(&self, at: Place) -> usize {
        let start = self.text.floor_char_boundary(at.start as usize);
        let end = self.text.floor_char_boundary(at.end as usize).max(start);
        let before = self.text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let after = self.text[end..].find('\n').map_or(self.text.len(), |newline| end + newline);
        after - before
    }
}

impl SourceCode for Source {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let contents = self.text.read_span(span, before, after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            contents.data(),
            *contents.span(),
            contents.line(),
            contents.column(),
            contents.line_count(),
        )))
    }
}

/// The frames of a finding: its own file's, then those of other files; the help stands below the last.
fn frames<'a>(reported: &'a Reported, sources: &'a Sources<'_>) -> Vec<Frame<'a>> {
    let finding = &reported.finding;
    let severity = match reported.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Note => miette::Severity::Advice,
    };
    let own = Frame {
        title: finding.title.to_string(),
        code: Some(format!("{}[{}]", reported.severity, finding.rule)),
        severity,
        help: None,
        source: sources.get(finding.at),
        labels: vec![LabeledSpan::new_primary_with_span(None, finding.at.range())],
    };
    let mut frames = vec![own];
    let mut further: Vec<String> = Vec::new();
    for label in &finding.labels {
        let source = sources.get(label.at);
        if source.is_some() && sources.is_near(finding.at, label.at) {
            frames[0]
                .labels
                .push(LabeledSpan::new_with_span(Some(label.text.to_string()), label.at.range()));
        } else if frames.len() <= ELSEWHERE {
            frames.push(Frame {
                title: label.text.to_string(),
                code: None,
                severity: miette::Severity::Advice,
                help: None,
                source,
                labels: vec![LabeledSpan::new_primary_with_span(None, label.at.range())],
            });
        } else {
            let position = sources.report.position(label.at);
            further.push(format!("{}:{}", sources.view.path(position.path), position.start.line));
        }
    }
    let further = (!further.is_empty()).then(|| further_places(&further));
    let help: Vec<String> = finding.help.iter().map(ToString::to_string).chain(further).collect();
    if let Some(last) = frames.last_mut().filter(|_| !help.is_empty()) {
        last.help = Some(help.join("\n"));
    }
    frames
}

/// "also at a.toml:3, b.toml:7, and 12 more places".
fn further_places(places: &[String]) -> String {
    let mut named: Vec<String> = places.iter().take(FURTHER).cloned().collect();
    if places.len() > FURTHER {
        named.push(plural(places.len() - FURTHER, "more place"));
    }
    format!("also at {}", and_list(&named))
}

/// Lines of one file with what is to be said of them, as miette takes it.
#[derive(Debug)]
struct Frame<'a> {
    title: String,
    code: Option<String>,
    severity: miette::Severity,
    help: Option<String>,
    source: Option<&'a Source>,
    labels: Vec<LabeledSpan>,
}

impl fmt::Display for Frame<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.title)
    }
}

impl std::error::Error for Frame<'_> {}

impl Diagnostic for Frame<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.code.as_ref().map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
