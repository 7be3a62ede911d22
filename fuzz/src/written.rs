//! A plan, and perhaps the one before it, written as one text: what a fuzzer changes, and what a person can read.

use std::collections::BTreeMap;

use goalpact::snapshot::{self, Snapshot};
use goalpact::text::shown;

/// A line that begins a file: what is in both plans, only in the one before, and only in the one after.
const MARKS: [(&[u8], bool, bool); 3] =
    [(b"=== ", true, true), (b"--- ", true, false), (b"+++ ", false, true)];

/// The files of a plan and of the one before it.
#[derive(Default)]
pub struct Written {
    before: BTreeMap<String, Vec<u8>>,
    after: BTreeMap<String, Vec<u8>>,
}

impl Written {
    /// Reads a text in which each file stands below a line such as `=== goals/a.toml`.
    pub fn parse(text: &[u8]) -> Self {
        let mut written = Self::default();
        let mut file: Option<(String, bool, bool)> = None;
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            let mark = MARKS.iter().find_map(|(mark, before, after)| {
                Some((line.strip_prefix(*mark)?, *before, *after))
            });
            if let Some((path, before, after)) = mark {
                // As a snapshot has the paths of the files that it reads.
                let path = shown(String::from_utf8_lossy(path).trim_end()).into_owned();
                written.begin(&path, before, after);
                file = Some((path, before, after));
            } else if let Some((path, before, after)) = &file {
                written.add(path, *before, *after, line);
            }
        }
        written
    }

    /// A file that stands twice is the last one: no folder has two of a name.
    fn begin(&mut self, path: &str, before: bool, after: bool) {
        for (files, is_in) in [(&mut self.before, before), (&mut self.after, after)] {
            if is_in {
                files.insert(path.to_owned(), Vec::new());
            }
        }
    }

    fn add(&mut self, path: &str, before: bool, after: bool, line: &[u8]) {
        for (files, is_in) in [(&mut self.before, before), (&mut self.after, after)] {
            if let Some(file) = files.get_mut(path).filter(|_| is_in) {
                file.extend(line);
            }
        }
    }

    /// The plan before.
    pub fn before(&self) -> Snapshot {
        snapshot_of(&self.before)
    }

    /// The plan.
    pub fn after(&self) -> Snapshot {
        snapshot_of(&self.after)
    }
}

fn snapshot_of(files: &BTreeMap<String, Vec<u8>>) -> Snapshot {
    snapshot::from_texts(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))
}
