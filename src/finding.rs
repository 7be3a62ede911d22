//! What a rule says: a title, a place, the other places involved, a help, perhaps a fix.
//!
//! Its words are [`Line`]s, so a rule writes foreign text into them as it is. Knows nothing of how loud a rule is or how a finding is
//! shown.

use std::fmt;

use crate::kind::EntryName;
use crate::level::Severity;
use crate::text::{Edit, Line, Place};

/// One thing a rule says.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// The fact, as one lowercase phrase that stands alone.
    pub title: Line,
    /// What to do about it, in the imperative.
    pub help: Option<Help>,
    /// The entry it is about.
    pub entry: Option<EntryName>,
    /// What is wrong within the entry, as a part of its identity that survives moves: a key, a KPI, an id.
    pub about: String,
    /// Where.
    pub at: Place,
    /// The other places involved, and what is there.
    pub labels: Vec<Label>,
    /// How it can be mended.
    pub fix: Option<Fix>,
    /// The loudest it may be, whatever the rule's level.
    pub ceiling: Severity,
    /// Whether comments cannot silence it: only goalpact.toml can.
    pub beyond_comments: bool,
}

/// Another place that is involved, and what is there.
#[derive(Debug, Clone)]
pub struct Label {
    /// Where.
    pub at: Place,
    /// What is there.
    pub text: Line,
}

/// What to do about a finding.
#[derive(Debug, Clone)]
pub struct Help {
    /// The imperative.
    pub sentence: Line,
    /// What it ends in, where it ends in lines of their own: text to paste, or a list.
    pub lines: Vec<Line>,
}

/// A way to mend a finding.
#[derive(Debug, Clone)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: Line,
    /// Whether a careful owner would accept it unseen.
    pub safe: bool,
    /// The changes, none of which overlap.
    pub edits: Vec<Edit>,
}

impl Help {
    /// A sentence, and the lines that it ends in.
    pub fn with(
        sentence: impl Into<Line>,
        lines: impl IntoIterator<Item = impl Into<Line>>,
    ) -> Self {
        let lines = lines.into_iter().map(Into::into).collect();
        Self { sentence: sentence.into(), lines }
    }
}

impl<T: Into<Line>> From<T> for Help {
    fn from(sentence: T) -> Self {
        Self { sentence: sentence.into(), lines: Vec::new() }
    }
}

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        self.lines.iter().try_for_each(|line| write!(f, "\n{line}"))
    }
}

impl Finding {
    /// Says what to do, in the imperative: a sentence, or a [`Help`] with lines that can be pasted.
    pub fn help(&mut self, help: impl Into<Help>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Shows another place that is involved.
    pub fn label(&mut self, at: Place, text: impl Into<Line>) -> &mut Self {
        self.labels.push(Label { at, text: text.into() });
        self
    }

    /// Names what is wrong within the entry, so that two findings of one rule are told apart wherever they move.
    pub fn about(&mut self, about: impl Into<String>) -> &mut Self {
        self.about = about.into();
        self
    }

    /// Makes it no louder than `severity`.
    pub fn at_most(&mut self, severity: Severity) -> &mut Self {
        self.ceiling = self.ceiling.min(severity);
        self
    }

    /// Keeps comments from silencing it.
    pub fn beyond_comments(&mut self) -> &mut Self {
        self.beyond_comments = true;
        self
    }

    /// Offers a fix that a careful owner would accept unseen.
    pub fn safe_fix(&mut self, title: impl Into<Line>, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Fix { title: title.into(), safe: true, edits });
        self
    }

    /// Offers a fix that wants to be looked at.
    pub fn unsafe_fix(&mut self, title: impl Into<Line>, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Fix { title: title.into(), safe: false, edits });
        self
    }
}

/// What one rule has said so far.
#[derive(Debug)]
pub struct Findings {
    rule: &'static str,
    all: Vec<Finding>,
}

impl Findings {
    /// Nothing said yet by `rule`.
    #[must_use]
    pub fn of(rule: &'static str) -> Self {
        Self { rule, all: Vec::new() }
    }

    /// Reports the fact `title` about `entry`, at a place.
    pub fn report(
        &mut self,
        entry: impl Into<Option<EntryName>>,
        at: Place,
        title: impl Into<Line>,
    ) -> &mut Finding {
        self.all.push(Finding {
            rule: self.rule,
            title: title.into(),
            help: None,
            entry: entry.into(),
            about: String::new(),
            at,
            labels: Vec::new(),
            fix: None,
            ceiling: Severity::Error,
            beyond_comments: false,
        });
        let last = self.all.len() - 1;
        &mut self.all[last]
    }

    /// Everything said.
    #[must_use]
    pub fn into_all(self) -> Vec<Finding> {
        self.all
    }
}
