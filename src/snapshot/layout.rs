//! What a path within a plan is for.

use crate::kind::Kind;
use crate::snapshot::CONFIG;

/// What a file of a plan is, by its path alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// `goalpact.toml`.
    Config,
    /// `people.toml`: a table for each entry.
    Tables(Kind),
    /// `people/maria.toml`: one entry, and its id.
    Entry(Kind, String),
    /// Something that was surely meant for the plan, and the path it would have.
    Misplaced(Kind, String),
    /// Nobody's business.
    Foreign,
}

/// What the file at `path` (within the plan, with `/`) is.
#[must_use]
pub fn layout(path: &str) -> Layout {
    if path == CONFIG {
        return Layout::Config;
    }
    if path.starts_with('.') || path.contains("/.") {
        return Layout::Foreign;
    }
    let Some((folder, rest)) = path.split_once('/') else {
        let Some(stem) = path.strip_suffix(".toml") else { return Layout::Foreign };
        if let Some(kind) = Kind::from_plural(stem) {
            return Layout::Tables(kind);
        }
        return match near_kind(stem) {
            Some(kind) => Layout::Misplaced(kind, format!("{}.toml", kind.plural())),
            None => Layout::Foreign,
        };
    };
    let (stem, suffix) = rest.rsplit_once('.').unwrap_or((rest, ""));
    if let Some(kind) = Kind::from_plural(folder) {
        return match suffix {
            "toml" => Layout::Entry(kind, stem.rsplit('/').next().unwrap_or(stem).to_owned()),
            _ if is_other_data(suffix) => Layout::Misplaced(kind, format!("{folder}/{stem}.toml")),
            _ => Layout::Foreign,
        };
    }
    match near_kind(folder).filter(|_| suffix == "toml") {
        Some(kind) => Layout::Misplaced(kind, format!("{}/{rest}", kind.plural())),
        None => Layout::Foreign,
    }
}

/// The kind that a folder called `name` was probably meant for; also where `name` is right.
pub(super) fn near_kind(name: &str) -> Option<Kind> {
    let lower = name.to_lowercase();
    Kind::ALL.into_iter().find(|kind| {
        let plural = kind.plural();
        let slip = plural.len() > 4
            && strsim::osa_distance(&lower, plural) == 1
            && lower.chars().next() == plural.chars().next();
        lower == plural || lower == kind.name() || lower == format!("{}s", kind.name()) || slip
    })
}

/// Whether a file with such a suffix holds data that was meant to be TOML.
fn is_other_data(suffix: &str) -> bool {
    let suffix = suffix.to_lowercase();
    matches!(suffix.as_str(), "toml" | "tml" | "yaml" | "yml" | "json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_a_folder_or_a_file() {
        assert_eq!(layout("goals/2026/retail/x.toml"), Layout::Entry(Kind::Goal, "x".into()));
        assert_eq!(layout("people.toml"), Layout::Tables(Kind::Person));
        assert_eq!(layout("goalpact.toml"), Layout::Config);
        for path in [
            "README.md",
            "goals/README.md",
            "goals/.draft/x.toml",
            ".git/goals/x.toml",
            "apis/x.toml",
        ] {
            assert_eq!(layout(path), Layout::Foreign, "{path}");
        }
    }

    #[test]
    fn a_near_miss_is_seen() {
        for (path, meant) in [
            ("goal/x.toml", "goals/x.toml"),
            ("Goals/a/x.toml", "goals/a/x.toml"),
            ("kpi.toml", "kpis.toml"),
            ("persons.toml", "people.toml"),
            ("raodmaps/x.toml", "roadmaps/x.toml"),
            ("goals/x.yaml", "goals/x.toml"),
            ("goals/x.TOML", "goals/x.toml"),
        ] {
            assert!(
                matches!(layout(path), Layout::Misplaced(_, expected) if expected == meant),
                "{path}"
            );
        }
    }
}
