//! Which versions of which files are to be compared, so that each is loaded once.

use std::collections::{BTreeMap, BTreeSet};

use git2::Oid;

use crate::decode::Fault;
use crate::kind::{EntryName, Kind};
use crate::plan::Plan;
use crate::snapshot::{Layout, Touched, layout};

/// Some files, each in one version: their paths from the root of the repository, and their blobs.
pub(super) type Version = Vec<(String, Oid)>;

/// The files that are compared together: those of one entry, or all of a kind where a file of tables is among them, since entries may
/// have moved between them.
pub(super) type Group = (Kind, Option<String>);

/// The entry that a group is about, where it is one alone.
pub(super) fn name_of((kind, id): &Group) -> Option<EntryName> {
    id.as_ref().map(|id| EntryName { kind: *kind, id: id.clone() })
}

/// Two versions of a group that follow each other.
#[derive(Debug)]
pub(super) struct Pair {
    /// The position of the commit among those that were read.
    pub(super) commit: usize,
    /// The position of its parent.
    pub(super) parent: usize,
    pub(super) group: Group,
    pub(super) before: Version,
    pub(super) after: Version,
    /// Whether only promises are of interest: when the entry was last touched is known already.
    pub(super) only_promises: bool,
}

/// The files that differ, by the groups that are compared together.
pub(super) fn groups(touched: &[Touched]) -> BTreeMap<Group, Vec<&Touched>> {
    let kind_of_tables = |file: &Touched| match file.layout {
        Layout::Tables(kind) => Some(kind),
        _ => None,
    };
    let with_tables: BTreeSet<Kind> = touched.iter().filter_map(kind_of_tables).collect();
    let mut groups: BTreeMap<Group, Vec<&Touched>> = BTreeMap::new();
    for file in touched {
        let group = match &file.layout {
            Layout::Entry(kind, id) if !with_tables.contains(kind) => (*kind, Some(id.clone())),
            Layout::Entry(kind, _) | Layout::Tables(kind) => (*kind, None),
            _ => continue,
        };
        groups.entry(group).or_default().push(file);
    }
    groups
}

/// Whether the files of a kind could be read as TOML, each to its end: what is missing from one that could not proves nothing.
pub(super) fn is_readable(plan: &Plan<'_>, kind: Kind) -> bool {
    let snapshot = plan.snapshot;
    let is_of_kind = |path: &str| match layout(snapshot.within_plan(path)) {
        Layout::Entry(its, _) | Layout::Tables(its) => its == kind,
        _ => false,
    };
    let is_of_text = |fault: &Fault| {
        matches!(
            fault,
            Fault::Syntax { .. }
                | Fault::NotToml(_)
                | Fault::MoreSyntaxErrors(_)
                | Fault::ConflictMarker
                | Fault::NotUtf8 { .. }
        )
    };
    !plan.may_lack(kind)
        && !plan
            .defects
            .iter()
            .any(|defect| is_of_text(&defect.fault) && is_of_kind(snapshot.path(defect.at.file)))
}
