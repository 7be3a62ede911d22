//! The commits since a base: who wrote them, and who agreed in their messages.

use std::path::Path;

use git2::{ErrorCode, Mailmap, ObjectType, Oid, Time};

use crate::agreed::Agreed;
use crate::snapshot::Signature;
use crate::snapshot::limits::{MOST_OF_RANGE, too_many_commits};
use crate::snapshot::trailers::signers;
use crate::snapshot::{Repository, Unread};

/// Where Git looks up who is behind an address.
const MAILMAP: &str = ".mailmap";

impl Repository {
    /// Those who wrote the commits that `head` has and `base` has not, on whatever branch, or who stand in their trailers.
    ///
    /// Addresses are looked up in the base's `.mailmap`: a change does not say whose it is.
    ///
    /// # Errors
    ///
    /// Where the repository lacks one of the objects, or there are too many commits.
    pub fn agreed(&self, base: Oid, head: Oid) -> Result<Agreed, Unread> {
        let mailmap = self.mailmap(base)?;
        let missing = |error: git2::Error| self.missing(&head.to_string(), &error);
        let mut walk = self.git.revwalk().map_err(missing)?;
        walk.push(head).and_then(|()| walk.hide(base)).map_err(missing)?;
        let mut agreed = Agreed::default();
        for (count, id) in walk.enumerate() {
            if count == MOST_OF_RANGE {
                return Err(too_many_commits());
            }
            let commit = self.find_commit(id.map_err(missing)?)?;
            let message = String::from_utf8_lossy(commit.message_bytes());
            for signer in signers(&message).iter().chain([&Signature::of(&commit.author())]) {
                agreed.add_email(&mapped(signer, &mailmap));
                agreed.add_noreply(&signer.email);
            }
        }
        Ok(agreed)
    }

    /// The `.mailmap` of a commit, in lower case, since Git's library looks at the case, and Git does not; empty where there is none.
    fn mailmap(&self, id: Oid) -> Result<Mailmap, Unread> {
        let missing = |error: git2::Error| self.missing(MAILMAP, &error);
        let text = match self.tree_of(id)?.get_path(Path::new(MAILMAP)) {
            Ok(entry) if entry.kind() == Some(ObjectType::Blob) => self.text_of(entry.id())?,
            Err(error) if error.code() != ErrorCode::NotFound => return Err(missing(error)),
            _ => String::new(),
        };
        Mailmap::from_buffer(&text.replace('\0', "").to_lowercase()).map_err(missing)
    }

    /// What is in the blob of a `.mailmap`.
    fn text_of(&self, id: Oid) -> Result<String, Unread> {
        let missing = |error: git2::Error| self.missing(&id.to_string(), &error);
        let objects = self.git.odb().map_err(missing)?;
        let (bytes, _) = objects.read_header(id).map_err(missing)?;
        if bytes as u64 > self.limits.file_bytes() {
            return Err(self.limits.too_large(MAILMAP.into(), bytes as u64));
        }
        let object = objects.read(id).map_err(missing)?;
        Ok(String::from_utf8_lossy(object.data()).into_owned())
    }
}

/// The address by which somebody wants to be known, in lower case.
fn mapped(signer: &Signature, mailmap: &Mailmap) -> String {
    let email = signer.email.to_lowercase();
    let name = if signer.name.is_empty() { email.clone() } else { signer.name.to_lowercase() };
    let mapped = git2::Signature::new(&name, &email, &Time::new(0, 0))
        .and_then(|signature| mailmap.resolve_signature(&signature));
    mapped.map_or(email, |mapped| String::from_utf8_lossy(mapped.email_bytes()).into_owned())
}
