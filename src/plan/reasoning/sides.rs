//! Which side people and teams are on, and who sits in an owner's seat.

use crate::model::{Entry, Function, Goal, Person, PersonRef, Side, Status, Team, Vacancy};
use crate::plan::Plan;
use crate::text::Spanned;

/// Who sits in an owner's seat of a goal.
pub enum Seat<'p, 's> {
    /// Somebody is named there.
    Held(&'p Spanned<PersonRef<'s>>),
    /// Nobody, and the goal says so.
    Vacant(&'p Spanned<Vacancy<'s>>),
    /// Nobody, and nothing is said.
    Empty,
    /// Something that could not be read, which is a finding already.
    Unclear,
}

impl<'s> Goal<'s> {
    /// Whether it is proposed or committed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status.value().is_some_and(Status::is_open)
    }

    /// Whether it has that status.
    #[must_use]
    pub fn is(&self, status: Status) -> bool {
        self.status.value() == Some(status)
    }

    /// Who sits in the owner's seat of one side.
    #[must_use]
    pub fn seat(&self, side: Side) -> Seat<'_, 's> {
        let owner = self.owners.of(side);
        match (owner.spanned(), self.vacancies.of(side).spanned()) {
            (Some(owner), _) => Seat::Held(owner),
            (None, Some(vacancy)) => Seat::Vacant(vacancy),
            (None, None) if owner.is_absent() && self.vacancies.of(side).is_absent() => Seat::Empty,
            (None, None) => Seat::Unclear,
        }
    }
}

impl<'s> Plan<'s> {
    /// The function a person reports to.
    pub fn function_of(&self, person: &Person<'s>) -> Option<&Entry<'s, Function<'s>>> {
        self.named(&person.function)
    }

    /// The side a person is on, through the function they report to.
    #[must_use]
    pub fn side_of(&self, person: &Person<'s>) -> Option<Side> {
        self.function_of(person)?.side.value()
    }

    /// The side a team is on, through its function.
    #[must_use]
    pub fn side_of_team(&self, team: &Team<'s>) -> Option<Side> {
        self.named(&team.function)?.side.value()
    }

    /// The owner of a goal on one side, where one is named and registered.
    pub fn owner(&self, goal: &Goal<'s>, side: Side) -> Option<&Entry<'s, Person<'s>>> {
        self.named(goal.owners.of(side))
    }
}
