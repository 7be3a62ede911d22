//! Which entry a place of a file belongs to.

use crate::kind::{EntryName, Kind};
use crate::plan::Plan;
use crate::snapshot::{Layout, layout};
use crate::text::{FileId, Place};

/// The entries of one file, so that many places can be asked for cheaply.
#[derive(Debug)]
pub struct EntriesOfFile {
    /// Where each begins, and which it is; in order.
    starts: Vec<(u32, EntryName)>,
}

impl EntriesOfFile {
    /// The entry that `place` stands in; `None` before the first, and in a file without any.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<&EntryName> {
        let after = self.starts.partition_point(|(start, _)| *start <= place.start);
        Some(&self.starts.get(after.checked_sub(1)?)?.1)
    }
}

impl Plan<'_> {
    /// The entries of `file`. In a file of its own, an entry begins with the file.
    #[must_use]
    pub fn entries_of(&self, file: FileId) -> EntriesOfFile {
        let path = self.snapshot.within_plan(self.snapshot.path(file));
        let starts = match layout(path) {
            Layout::Entry(kind, id) => vec![(0, EntryName { kind, id })],
            Layout::Tables(kind) => self.tables_of(file, kind),
            Layout::Config | Layout::Misplaced(..) | Layout::Foreign => Vec::new(),
        };
        EntriesOfFile { starts }
    }

    fn tables_of(&self, file: FileId, kind: Kind) -> Vec<(u32, EntryName)> {
        let here = self.heads(kind).filter(|(_, at)| at.file == file);
        here.map(|(id, at)| (at.start, EntryName { kind, id: id.to_owned() })).collect()
    }
}
