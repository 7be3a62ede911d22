//! How a table within an entry is headed in the file that the entry stands in.

use crate::model::Entry;
use crate::plan::Plan;
use crate::snapshot::{Layout, layout};

impl<'s> Plan<'s> {
    /// The header of `table`, as it can be pasted: `[owners]`, or `[retention.owners]` in a file of many entries.
    #[must_use]
    pub fn header<T>(&self, entry: &Entry<'s, T>, table: &str) -> String {
        let path = self.snapshot.within_plan(self.snapshot.path(entry.at.file));
        match layout(path) {
            Layout::Tables(_) => format!("[{}.{table}]", entry.id),
            _ => format!("[{table}]"),
        }
    }
}
