//! A rule's page: Markdown whose examples are executed.

use std::fmt::Write;

/// A page, taken apart.
#[derive(Debug)]
pub struct Page {
    /// The first paragraph: one sentence.
    pub summary: String,
    /// The practice behind it: what stands below `## Why`.
    pub why: String,
    /// Its fenced blocks, in order.
    pub blocks: Vec<PageBlock>,
}

/// A fenced block of a page: ```` ```toml fails goals/retention.toml ````.
#[derive(Debug, Clone)]
pub struct PageBlock {
    /// The heading it stands under.
    pub heading: String,
    /// The language: `toml`, `text` for the words that are printed, `escaped` for bytes written as `\xff`, `message` for that of
    /// a commit.
    pub language: String,
    /// What it shows: `before`, `fails`, `passes`, `fixed`, `fixed-unsafely`; empty for the words that are printed.
    pub word: String,
    /// The path of the file it shows.
    pub path: String,
    /// Its lines.
    pub text: String,
    /// The line (from 0) after the opening fence.
    pub line: usize,
}

impl Page {
    /// Takes a page apart.
    #[must_use]
    pub fn parse(markdown: &str) -> Self {
        let mut summary = String::new();
        let mut why = String::new();
        let mut heading = String::new();
        let mut blocks: Vec<PageBlock> = Vec::new();
        let mut open: Option<PageBlock> = None;
        for (line_number, line) in markdown.lines().enumerate() {
            if let Some(block) = &mut open {
                if line == "```" {
                    blocks.extend(open.take());
                } else {
                    let _ = writeln!(block.text, "{line}");
                }
            } else if let Some(info) = line.strip_prefix("```") {
                let mut words = info.split_whitespace().map(ToOwned::to_owned);
                open = Some(PageBlock {
                    heading: heading.clone(),
                    language: words.next().unwrap_or_default(),
                    word: words.next().unwrap_or_default(),
                    path: words.next().unwrap_or_default(),
                    text: String::new(),
                    line: line_number + 1,
                });
            } else if let Some(title) = line.strip_prefix("## ") {
                title.clone_into(&mut heading);
            } else if heading == "Why" {
                let _ = writeln!(why, "{line}");
            } else if heading.is_empty()
                && !line.starts_with('#')
                && (summary.is_empty() || !line.is_empty())
            {
                let gap = if summary.is_empty() { "" } else { " " };
                let _ = write!(summary, "{gap}{line}");
            }
        }
        Self { summary: summary.trim().to_owned(), why: why.trim().to_owned(), blocks }
    }

    /// Whether `goalpact fix` mends what the rule finds, always or now and then: its page shows how.
    #[must_use]
    pub fn has_safe_fix(&self) -> bool {
        self.blocks.iter().any(|block| block.word == "fixed")
    }

    /// Whether `goalpact fix --unsafe` mends more than that.
    #[must_use]
    pub fn has_unsafe_fix(&self) -> bool {
        self.blocks.iter().any(|block| block.word == "fixed-unsafely")
    }
}
