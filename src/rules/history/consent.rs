//! Which goals people had agreed to, and how they agree to something else.

use crate::agreed::Agreed;
use crate::decode::Slot;
use crate::diff::{Change, Diff};
use crate::kind::Kind;
use crate::model::{Entry, Goal, Person, Status};

/// The goals that were committed and have changed, as they were, each with what has changed in it.
pub(super) fn committed<'a>(
    diff: &'a Diff<'a>,
) -> impl Iterator<Item = (&'a Entry<'a, Goal<'a>>, &'a [Change<'a>])> {
    diff.changes.chunk_by(|one, other| one.entry == other.entry).filter_map(|changes| {
        let name = &changes.first()?.entry;
        let goal = diff.goal_before(&name.id).filter(|_| name.kind == Kind::Goal)?;
        goal.is(Status::Committed).then_some((goal, changes))
    })
}

/// The address and the login of somebody, as far as they are known.
fn contact<'p>(person: &'p Person<'_>) -> (Option<&'p str>, Option<&'p str>) {
    let known = |slot: &'p Slot<std::borrow::Cow<'_, str>>| {
        slot.get().map(|text| text.trim()).filter(|text| !text.is_empty())
    };
    (known(&person.email), known(&person.github))
}

/// Whether somebody can be known by what stands in commits and reviews.
pub(super) fn is_known(person: &Person<'_>) -> bool {
    contact(person) != (None, None)
}

/// Whether somebody stands behind the change.
pub(super) fn has_agreed(agreed: &Agreed, person: &Person<'_>) -> bool {
    let (email, login) = contact(person);
    agreed.has(email, login)
}

/// The line by which somebody agrees in the message of a commit: "Agreed-by: Ana Ruiz <ana@example.org>".
pub(super) fn trailer(person: &Entry<'_, Person<'_>>) -> String {
    let name = person.name.get().map_or(person.id.as_ref(), |name| name.trim());
    let email = match contact(person) {
        (Some(email), _) => email.to_owned(),
        (None, Some(login)) => {
            format!("{}@users.noreply.github.com", login.trim_start_matches('@'))
        }
        (None, None) => "<address>".into(),
    };
    format!("Agreed-by: {name} <{email}>")
}
