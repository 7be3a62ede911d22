//! Files of the working tree that are as the index has them: Git notes what the file system said of each when it last looked, and
//! where that is still so, nobody has written to it.

use std::fs::Metadata;
use std::time::SystemTime;

use git2::{Index, IndexEntry, IndexTime, Oid};

use crate::snapshot::index::INTENT_TO_ADD;

/// What the index has noted of a file.
pub(super) struct Noted {
    blob: Oid,
    #[cfg_attr(not(unix), expect(dead_code))]
    stamp: Stamp,
}

/// What the file system says of a file: when it was written and when it was touched, in seconds and nanoseconds, its number, and its
/// size in bytes. Numbers and sizes are cut to 32 bits, as the index has them.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    written: (i64, i64),
    touched: (i64, i64),
    number: u32,
    size: u32,
}

impl Noted {
    /// What an index, which was written at a time, has noted in one of its entries. `None` where that proves nothing: of what was
    /// written in the same moment as the index, or later, Git itself cannot tell whether it has seen it.
    pub(super) fn of(entry: &IndexEntry, index_written: (i64, i64)) -> Option<Self> {
        let at = |time: IndexTime| (i64::from(time.seconds()), i64::from(time.nanoseconds()));
        let written = at(entry.mtime);
        let is_proof = written < index_written && entry.flags_extended & INTENT_TO_ADD == 0;
        let (touched, number, size) = (at(entry.ctime), entry.ino, entry.file_size);
        let stamp = Stamp { written, touched, number, size };
        is_proof.then_some(Self { blob: entry.id, stamp })
    }

    /// The blob of a file of which the file system says this, where nobody has written to it since.
    #[cfg(unix)]
    pub(super) fn blob_of(&self, metadata: &Metadata) -> Option<Oid> {
        use std::os::unix::fs::MetadataExt;
        let stamp = Stamp {
            written: (metadata.mtime(), metadata.mtime_nsec()),
            touched: (metadata.ctime(), metadata.ctime_nsec()),
            number: metadata.ino() as u32,
            size: metadata.size() as u32,
        };
        (stamp == self.stamp).then_some(self.blob)
    }

    /// Elsewhere the file system says too little.
    #[cfg(not(unix))]
    pub(super) fn blob_of(&self, _: &Metadata) -> Option<Oid> {
        let _ = self.blob;
        None
    }
}

/// When an index was written, in seconds and nanoseconds; before everything where that is not known.
pub(super) fn written(index: &Index) -> (i64, i64) {
    let written = index.path().and_then(|path| path.metadata().ok()?.modified().ok());
    let since = written.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    since.map_or((0, 0), |since| {
        (i64::try_from(since.as_secs()).unwrap_or(0), i64::from(since.subsec_nanos()))
    })
}
