//! Two moments of a plan side by side: what is the same in both is read once, and stands in one list of files.

use std::sync::Arc;

use git2::Oid;
use rayon::prelude::*;

use crate::snapshot::{File, Repository, Snapshot, Unread};
use crate::text::FileId;

/// Which of two moments has a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum In {
    Base,
    Head,
    Both,
}

impl In {
    fn is_in(self, moment: Self) -> bool {
        self == moment || self == Self::Both
    }
}

/// Puts two snapshots side by side, by the paths and the bytes of their files: the base, and the head.
#[must_use]
pub fn side_by_side(mut base: Snapshot, head: Snapshot) -> (Snapshot, Snapshot) {
    let mut sides = vec![In::Head; head.at_hand.len()];
    let mut files = base.take_files();
    files.retain(|file| {
        let same = head.find(&file.path).filter(|id| head.file(*id).bytes == file.bytes);
        if let Some(same) = same {
            mark(&mut sides, same);
        }
        same.is_none()
    });
    base.fill(files);
    join(base, head, sides)
}

/// Notes that both have a file of the head.
fn mark(sides: &mut [In], file: FileId) {
    if let Some(side) = sides.get_mut(file.index()) {
        *side = In::Both;
    }
}

/// Puts a base that has only its own files beside a head whose files are in these moments.
fn join(mut base: Snapshot, mut head: Snapshot, sides: Vec<In>) -> (Snapshot, Snapshot) {
    let mut files: Vec<(File, In)> = head.take_files().into_iter().zip(sides).collect();
    files.extend(base.take_files().into_iter().map(|file| (file, In::Base)));
    files.par_sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
    let (files, sides): (Vec<File>, Vec<In>) = files.into_iter().unzip();
    let files = Arc::new(files);
    let own = |moment: In| {
        let own = sides.iter().enumerate().filter(|(_, side)| side.is_in(moment));
        own.map(|(at, _)| FileId::at(at)).collect()
    };
    base.take_part_in(Arc::clone(&files), own(In::Base));
    head.take_part_in(files, own(In::Head));
    (base, head)
}

impl Repository {
    /// The plan as the commit `id` has it, in the folder `prefix`, side by side with `head`: the base, and the head. What both have is
    /// not read again.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects.
    pub fn read_beside(
        &self,
        id: Oid,
        prefix: &str,
        head: Snapshot,
    ) -> Result<(Snapshot, Snapshot), Unread> {
        let ids: Vec<Option<Oid>> = head.at_hand.par_iter().map(File::blob).collect();
        let mut sides = vec![In::Head; ids.len()];
        let base = self.read_commit_but(id, prefix, |path, id| {
            let is_same = |file: &FileId| {
                ids.get(file.index()) == Some(&Some(id)) && !head.file(*file).is_unmerged
            };
            let same = head.find(path).filter(is_same);
            if let Some(same) = same {
                mark(&mut sides, same);
            }
            same.is_some()
        })?;
        Ok(join(base, head, sides))
    }
}
