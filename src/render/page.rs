//! A rule's page as one reads it on a screen: Markdown laid out, its examples told apart.

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use textwrap::{Options, wrap};

use crate::render::View;
use crate::text::shown;

/// The widest that prose is set, in columns: longer lines are hard to read.
const WIDEST: usize = 96;

/// A page, from its Markdown: headings, paragraphs, lists, and fenced blocks.
#[must_use]
pub fn page(markdown: &str, view: &View) -> String {
    let styles = if view.color { Styles::colored() } else { Styles::plain() };
    let mut layout = Layout {
        styles,
        width: view.width.clamp(40, WIDEST),
        bar: if view.unicode { '│' } else { '|' },
        out: String::new(),
        line: String::new(),
        block: None,
        is_below_heading: false,
    };
    for event in Parser::new(markdown) {
        layout.take(event);
    }
    layout.out
}

/// A page as Markdown for those who see no info strings of fences: what each block shows stands above it.
pub(super) fn captioned(markdown: &str) -> String {
    let mut out = String::new();
    for line in markdown.lines() {
        let mut info = line.strip_prefix("```").unwrap_or_default().split_whitespace();
        if let Some(language) = info.next() {
            let says = caption(language, info.next().unwrap_or_default());
            let path = info.next().map(|path| format!("`{path}` "));
            out += &format!("\n{}{says}:\n\n```{language}\n", path.unwrap_or_default());
        } else {
            // A page may show what hides in a file.
            out += &format!("{}\n", shown(line));
        }
    }
    out
}

/// What a fenced block of a page shows, by the words after its fence.
fn caption(language: &str, word: &str) -> &'static str {
    match (language, word) {
        ("text", _) => "goalpact says",
        ("message", _) => "the message of its commit",
        ("log", _) => "what `goalpact log` tells of it",
        (_, "before") => "as it was",
        (_, "fails") => "has the fault",
        (_, "passes") => "is right",
        (_, "fixed") => "after `goalpact fix`",
        (_, "fixed-unsafely") => "after `goalpact fix --unsafe`",
        _ => "",
    }
}

/// How the parts of a page look; nothing where no colors are wanted.
#[derive(Debug, Clone, Copy)]
struct Styles {
    heading: Style,
    code: Style,
    /// What stands around code in a sentence, where no color tells it.
    tick: &'static str,
    path: Style,
    fails: Style,
    passes: Style,
    frame: Style,
}

impl Styles {
    fn plain() -> Self {
        let none = Style::new();
        Self {
            heading: none,
            code: none,
            tick: "`",
            path: none,
            fails: none,
            passes: none,
            frame: none,
        }
    }

    fn colored() -> Self {
        Self {
            heading: Style::new().bold(),
            code: AnsiColor::Cyan.on_default(),
            tick: "",
            path: Style::new().bold(),
            fails: AnsiColor::Red.on_default(),
            passes: AnsiColor::Green.on_default(),
            frame: Style::new().dimmed(),
        }
    }
}

struct Layout {
    styles: Styles,
    width: usize,
    /// What stands to the left of a fenced block.
    bar: char,
    out: String,
    /// The words of the paragraph, heading or list item that is being read.
    line: String,
    /// What stands behind the fence, while a fenced block is being read.
    block: Option<String>,
    /// Whether a heading is the last thing laid out: what it heads stands close to it.
    is_below_heading: bool,
}

impl Layout {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                self.block = Some(info.into_string());
            }
            Event::End(TagEnd::CodeBlock) => self.end_block(),
            Event::Text(text) => self.line.push_str(&text),
            Event::Code(code) => {
                let Styles { code: style, tick, .. } = self.styles;
                self.line.push_str(&format!("{style}{tick}{code}{tick}{style:#}"));
            }
            Event::SoftBreak | Event::HardBreak => self.line.push(' '),
            Event::End(TagEnd::Heading(level)) => self.end_heading(level),
            Event::End(TagEnd::Paragraph) => self.end_paragraph("", ""),
            Event::End(TagEnd::Item) => self.end_paragraph("- ", "  "),
            _ => {}
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        let Styles { heading, .. } = self.styles;
        let title = std::mem::take(&mut self.line);
        self.gap();
        self.out.push_str(&format!("{heading}{title}{heading:#}\n"));
        self.is_below_heading = level != HeadingLevel::H1;
    }

    fn end_paragraph(&mut self, first: &str, rest: &str) {
        let text = std::mem::take(&mut self.line);
        if text.is_empty() {
            return;
        }
        // The items of a list stand close together.
        if first.is_empty() || !self.out.lines().last().is_some_and(|line| line.starts_with("- ")) {
            self.gap();
        }
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false);
        self.out.push_str(&(wrap(&text, options).join("\n") + "\n"));
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.line);
        let info = self.block.take().unwrap_or_default();
        let mut words = info.split_whitespace();
        let (language, word, path) =
            (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next());
        self.gap();
        let Styles { fails, passes, path: bold, frame, .. } = self.styles;
        let says = caption(language, word);
        let style = match word {
            "fails" => fails,
            "passes" | "fixed" | "fixed-unsafely" => passes,
            _ => Style::new(),
        };
        let header = match (path, says) {
            (Some(path), "") => format!("{bold}{path}{bold:#}"),
            (Some(path), _) => format!("{bold}{path}{bold:#}  {style}{says}{style:#}"),
            (None, _) => says.to_owned(),
        };
        if !header.is_empty() {
            self.out.push_str(&format!("  {header}\n"));
        }
        for line in text.lines() {
            // A page may show what hides in a file.
            for line in self.folded(&shown(line), language == "text") {
                let line = format!("  {frame}{}{frame:#} {line}", self.bar);
                self.out.push_str(line.trim_end());
                self.out.push('\n');
            }
        }
    }

    /// A line of a fenced block: words are folded below their own indent, files are shown as they are.
    fn folded(&self, line: &str, is_words: bool) -> Vec<String> {
        if !is_words {
            return vec![line.to_owned()];
        }
        let words = line.trim_start();
        let indent = &line[..line.len() - words.len()];
        let rest = format!("{indent}    ");
        let options = Options::new(self.width - 4)
            .initial_indent(indent)
            .subsequent_indent(&rest)
            .break_words(false);
        wrap(words, options).into_iter().map(std::borrow::Cow::into_owned).collect()
    }

    /// An empty line, but neither at the top nor below a heading.
    fn gap(&mut self) {
        if !self.out.is_empty() && !std::mem::take(&mut self.is_below_heading) {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# a-rule\n\nOne `thing`.\n\n## Why\n- a\n- b\n\n```toml fails goals/a.toml\nx = 1\n\ny = 2\n```\n";

    #[test]
    fn a_page_is_laid_out() {
        let view = View { width: 60, ..View::default() };
        insta::assert_snapshot!(page(PAGE, &view), @"
        a-rule

        One `thing`.

        Why
        - a
        - b

          goals/a.toml  has the fault
          | x = 1
          |
          | y = 2
        ");
    }

    #[test]
    fn only_files_keep_their_long_lines() {
        let long = format!(
            "```toml fails a.toml\n{0}\n```\n```text\n  {0}\n```\n",
            "ab ".repeat(30).trim()
        );
        let widths: Vec<usize> = page(&long, &View { width: 60, ..View::default() })
            .lines()
            .map(|line| line.chars().count())
            .collect();
        assert!(widths[1] > 60 && widths[3..].iter().all(|width| *width <= 60), "{widths:?}");
    }
}
