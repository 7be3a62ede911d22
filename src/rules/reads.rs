//! What rules look at: it tells a reader what to change, and a profile which findings a change can bring.

use crate::kind::Kind;

/// One thing that a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// The text of every file.
    Files,
    /// The goals.
    Goals,
    /// The KPIs, with their actuals.
    Kpis,
    /// The people.
    People,
    /// The functions.
    Functions,
    /// The teams.
    Teams,
    /// The roadmaps, with their phases and items.
    Roadmaps,
    /// The bodies, with their meetings.
    Bodies,
    /// The reviews.
    Reviews,
    /// The decisions.
    Decisions,
    /// The terms.
    Terms,
    /// CODEOWNERS.
    CodeOwners,
    /// goalpact.toml.
    Config,
    /// The allows, and what became of them.
    Allows,
    /// What has changed since the base; without a base such a rule does not run.
    Base,
    /// Who wrote the commits since the base, or agreed to them; where those are not made yet, such a rule does not run.
    Commits,
    /// What became of the committed goals, commit by commit; without a history such a rule does not run.
    Log,
    /// The day on which the plan is judged: such a rule can speak up although nobody has changed anything.
    Today,
}

impl Reads {
    /// The word for it in a list.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::CodeOwners => "CODEOWNERS",
            Self::Config => "goalpact.toml",
            Self::Allows => "allows",
            Self::Base => "base",
            Self::Commits => "commits",
            Self::Log => "history",
            Self::Today => "today",
            _ => self.kind().map_or("", Kind::plural),
        }
    }

    /// The kind whose entries are looked at.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Goals => Kind::Goal,
            Self::Kpis => Kind::Kpi,
            Self::People => Kind::Person,
            Self::Functions => Kind::Function,
            Self::Teams => Kind::Team,
            Self::Roadmaps => Kind::Roadmap,
            Self::Bodies => Kind::Body,
            Self::Reviews => Kind::Review,
            Self::Decisions => Kind::Decision,
            Self::Terms => Kind::Term,
            Self::Files
            | Self::CodeOwners
            | Self::Config
            | Self::Allows
            | Self::Base
            | Self::Commits
            | Self::Log
            | Self::Today => return None,
        })
    }
}
