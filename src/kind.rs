//! The ten kinds of entries a plan is made of, and the names they and their entries go by.

use std::fmt;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A part of the organization: marketing, finance, engineering.
    Function,
    /// Somebody who can answer for something.
    Person,
    /// People who do work together.
    Team,
    /// A steering committee or board.
    Body,
    /// A measure.
    Kpi,
    /// What shall be reached.
    Goal,
    /// The work towards goals, in order.
    Roadmap,
    /// A post-mortem or check-in.
    Review,
    /// What was decided, and why.
    Decision,
    /// A word and what it means.
    Term,
}

impl Kind {
    /// All kinds, in the order in which a plan grows.
    pub const ALL: [Self; 10] = [
        Self::Function,
        Self::Person,
        Self::Team,
        Self::Body,
        Self::Kpi,
        Self::Goal,
        Self::Roadmap,
        Self::Review,
        Self::Decision,
        Self::Term,
    ];

    /// The word for one, as in JSON output and in `goalpact new`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Function => "function",
            Self::Person => "person",
            Self::Team => "team",
            Self::Body => "body",
            Self::Kpi => "kpi",
            Self::Goal => "goal",
            Self::Roadmap => "roadmap",
            Self::Review => "review",
            Self::Decision => "decision",
            Self::Term => "term",
        }
    }

    /// The word for one in a sentence.
    #[must_use]
    pub fn noun(self) -> &'static str {
        if self == Self::Kpi { "KPI" } else { self.name() }
    }

    /// The name of its folder and, with `.toml`, of its file of tables.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Function => "functions",
            Self::Person => "people",
            Self::Team => "teams",
            Self::Body => "bodies",
            Self::Kpi => "kpis",
            Self::Goal => "goals",
            Self::Roadmap => "roadmaps",
            Self::Review => "reviews",
            Self::Decision => "decisions",
            Self::Term => "terms",
        }
    }

    /// The kind whose folder is called `plural`.
    #[must_use]
    pub fn from_plural(plural: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.plural() == plural)
    }

    /// The kind called `name`, in the singular or the plural.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name || kind.plural() == name)
    }
}

/// The name of an entry: its kind and its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName {
    /// What it is.
    pub kind: Kind,
    /// Its id, as written.
    pub id: String,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.noun())
    }
}
