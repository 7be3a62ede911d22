//! What of a plan a commit has otherwise: the rest is the same on both sides, and need not be read twice.

use std::collections::HashMap;

use git2::{ObjectType, Oid};
use rayon::prelude::*;

use crate::snapshot::repository::CODEOWNERS;
use crate::snapshot::{CONFIG, File, Repository, Snapshot, Unread};
use crate::text::FileId;

/// What of a plan a commit has otherwise.
pub struct Changed {
    /// The files of the commit that the later snapshot does not have, or has otherwise; and its goalpact.toml.
    pub base: Snapshot,
    /// Which files of the later snapshot are new or changed, by their position.
    changed: Vec<bool>,
}

impl Changed {
    /// Whether a file of the later snapshot is new or changed.
    #[must_use]
    pub fn has(&self, file: FileId) -> bool {
        self.changed.get(file.index()).copied().unwrap_or(false)
    }

    /// The whole plan as the commit has it: what differs, and what is the same in `head`.
    #[must_use]
    pub fn whole(&self, head: &Snapshot) -> Snapshot {
        let same = head.files.iter().zip(&self.changed).filter(|(_, is_changed)| !**is_changed);
        let mut files: Vec<File> =
            same.map(|(file, _)| file).chain(&self.base.files).cloned().collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        files.dedup_by(|one, other| one.path == other.path);
        let position = |path: &str| {
            let at = files.iter().position(|file| file.path == path)?;
            u32::try_from(at).ok().map(FileId)
        };
        let codeowners = CODEOWNERS.into_iter().find_map(position);
        Snapshot {
            moment: self.base.moment.clone(),
            prefix: self.base.prefix.clone(),
            codeowners,
            files,
            ..Snapshot::default()
        }
    }
}

impl Repository {
    /// What the commit `id` has otherwise than `head`, by path and content; `prefix` is the plan's folder there, which is another one
    /// where the plan has moved since.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects.
    pub fn read_changed(&self, id: Oid, prefix: &str, head: &Snapshot) -> Result<Changed, Unread> {
        let ids: Vec<Option<Oid>> = head
            .files
            .par_iter()
            .map(|file| Oid::hash_object(ObjectType::Blob, &file.bytes).ok())
            .collect();
        let by_path: HashMap<&str, usize> =
            head.files.iter().enumerate().map(|(at, file)| (file.path.as_str(), at)).collect();
        let config = format!("{prefix}{CONFIG}");
        let mut changed = vec![true; head.files.len()];
        let base = self.read_commit_but(id, prefix, |path, id| {
            let same = by_path
                .get(path)
                .filter(|at| ids[**at] == Some(id) && !head.files[**at].is_unmerged);
            if let Some(at) = same {
                changed[*at] = false;
            }
            // What the plan leaves out it leaves out on both sides, so its settings are always at hand.
            same.is_some() && path != config
        })?;
        Ok(Changed { base, changed })
    }
}
