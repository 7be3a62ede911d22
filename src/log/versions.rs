//! Which versions of which files are to be compared, so that each is loaded once.

use std::collections::BTreeSet;

use git2::Oid;

use crate::decode::Fault;
use crate::kind::{EntryName, Kind};
use crate::plan::Plan;
use crate::snapshot::{Layout, Touched, layout};

/// Some files, each in one version: their paths from the root of the repository, and their blobs.
pub(super) type Version = Vec<(String, Oid)>;

/// What is compared together: the files of one entry, or all of a kind where a file of tables is among them, since entries may
/// have moved between them.
pub(super) type Group<'t> = (Kind, Option<&'t str>);

/// The entry that a group is about, where it is one alone.
pub(super) fn name_of((kind, id): Group<'_>) -> Option<EntryName> {
    Some(EntryName { kind, id: id?.to_owned() })
}

/// Two versions of a group that follow each other.
#[derive(Debug)]
pub(super) struct Pair {
    /// The position of the commit among those that were read.
    pub(super) commit: usize,
    /// The position of its parent.
    pub(super) parent: usize,
    pub(super) kind: Kind,
    /// The entry that it is about, where it is one alone.
    pub(super) id: Option<String>,
    pub(super) before: Version,
    pub(super) after: Version,
}

impl Pair {
    /// What is compared.
    pub(super) fn group(&self) -> Group<'_> {
        (self.kind, self.id.as_deref())
    }
}

/// The files that differ, each with the group that it is compared in; those of one group follow each other.
pub(super) fn grouped(touched: &[Touched]) -> Vec<(Group<'_>, &Touched)> {
    let kind_of_tables = |file: &Touched| match file.layout {
        Layout::Tables(kind) => Some(kind),
        _ => None,
    };
    let with_tables: BTreeSet<Kind> = touched.iter().filter_map(kind_of_tables).collect();
    let mut grouped: Vec<_> =
        touched.iter().filter_map(|file| Some((group(file, &with_tables)?, file))).collect();
    grouped.sort_by_key(|(group, _)| *group);
    grouped
}

/// What a file is compared with; `with_tables` are the kinds of which a file of tables differs.
fn group<'t>(file: &'t Touched, with_tables: &BTreeSet<Kind>) -> Option<Group<'t>> {
    match &file.layout {
        Layout::Entry(kind, _) | Layout::Tables(kind) if with_tables.contains(kind) => {
            Some((*kind, None))
        }
        Layout::Entry(kind, id) => Some((*kind, Some(id.as_str()))),
        _ => None,
    }
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
