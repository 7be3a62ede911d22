//! What a plan is made of: one noun a file, its fields in the order in which people write them.
//!
//! Says what may be written and holds what was. Knows nothing of rules, files or findings.

mod body;
mod config;
mod decision;
mod entry;
mod function;
mod goal;
mod kpi;
mod person;
mod review;
mod roadmap;
mod team;
mod term;

pub use body::{Body, Meeting};
pub use config::{AllowEntry, Config, CutOver, LevelChoice, LevelEntry, LevelWord, PlanSection};
pub use decision::{Deciders, Decision, DecisionStatus, Movable};
pub use entry::{Entity, Entry};
pub use function::{Function, Side};
pub use goal::{
    Agreement, Case, Closing, Goal, GoalLevel, Health, Incentive, NonNegotiable, Owners, Seats,
    Status, Target, Vacancies, Vacancy,
};
pub use kpi::{Cadence, Direction, Kpi, Measures};
pub use person::{Immersion, Person};
pub use review::{Figure, Review, ReviewKind};
pub use roadmap::{Item, ItemStatus, Need, Phase, Roadmap};
pub use team::Team;
pub use term::Term;

use crate::decode::{Field, Record, Ref};
use crate::kind::Kind;

/// The id of a function.
pub type FunctionRef<'s> = Ref<'s, Function<'s>>;
/// The id of a person.
pub type PersonRef<'s> = Ref<'s, Person<'s>>;
/// The id of a team.
pub type TeamRef<'s> = Ref<'s, Team<'s>>;
/// The id of a body.
pub type BodyRef<'s> = Ref<'s, Body<'s>>;
/// The id of a kpi.
pub type KpiRef<'s> = Ref<'s, Kpi<'s>>;
/// The id of a goal.
pub type GoalRef<'s> = Ref<'s, Goal<'s>>;
/// The id of a roadmap item.
pub type ItemRef<'s> = Ref<'s, Item<'s>>;
/// The id of a phase of the same roadmap.
pub type PhaseRef<'s> = Ref<'s, Phase<'s>>;
/// The id of a decision.
pub type DecisionRef<'s> = Ref<'s, Decision<'s>>;

/// The fields of a kind.
#[must_use]
pub fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Function => Function::FIELDS,
        Kind::Person => Person::FIELDS,
        Kind::Team => Team::FIELDS,
        Kind::Body => Body::FIELDS,
        Kind::Kpi => Kpi::FIELDS,
        Kind::Goal => Goal::FIELDS,
        Kind::Roadmap => Roadmap::FIELDS,
        Kind::Review => Review::FIELDS,
        Kind::Decision => Decision::FIELDS,
        Kind::Term => Term::FIELDS,
    }
}
