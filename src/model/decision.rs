//! Decisions: what was decided, by whom, and why.

use std::borrow::Cow;

use crate::day::Day;
use crate::decode::{
    Decoder, FromToml, List, Reference, Shape, Slot, TomlValue, Value, choice, record,
};
use crate::model::{BodyRef, DecisionRef, GoalRef, PersonRef};
use crate::text::Spanned;

choice! {
    /// How far a decision is.
    pub enum DecisionStatus {
        /// Not yet taken.
        Proposed = "proposed",
        /// Taken.
        Accepted = "accepted",
        /// Replaced by a later one.
        Superseded = "superseded",
    }
}

choice! {
    /// What a decision lets move on its goals.
    pub enum Movable {
        /// A target's numbers.
        Target = "target",
        /// The day a goal or a target is due.
        Due = "due",
        /// Who answers for it.
        Owners = "owners",
        /// How a KPI is defined.
        Kpi = "kpi",
        /// What belongs to the goal.
        Scope = "scope",
        /// The goal as a whole: it may be given up.
        Drop = "drop",
    }
}

record! {
    /// What was decided, by whom, and why.
    pub struct Decision<'s> {
        /// What was decided, in one line.
        [Required] title: Slot<Cow<'s, str>>,
        /// The day.
        [Required] on: Slot<Day>,
        /// How far it is; `accepted` where nothing is said.
        status: Slot<DecisionStatus>,
        /// The goals it is about.
        goals: List<GoalRef<'s>>,
        /// Who decided: people, or one body.
        by: Slot<Deciders<'s>>,
        /// Why.
        because: Slot<Cow<'s, str>>,
        /// What could have been chosen.
        options: List<Cow<'s, str>>,
        /// What was chosen.
        chosen: Slot<Cow<'s, str>>,
        /// The decision it replaces.
        supersedes: Slot<DecisionRef<'s>>,
        /// What may move on its goals because of it.
        allows: List<Movable>,
    }
}

/// Who took a decision.
#[derive(Debug, Clone)]
pub enum Deciders<'s> {
    /// A body, written as a plain id.
    Body(BodyRef<'s>),
    /// People, written as a list.
    People(Vec<Spanned<PersonRef<'s>>>),
}

impl<'s> FromToml<'s> for Deciders<'s> {
    const SHAPE: Shape = Shape::Either(
        &Shape::List(&<PersonRef<'s> as FromToml<'s>>::SHAPE),
        &<BodyRef<'s> as FromToml<'s>>::SHAPE,
    );

    fn from_toml(value: TomlValue<'s>, decoder: &mut Decoder<'s>) -> Option<Self> {
        if matches!(value.value, Value::Text(_)) {
            return BodyRef::from_toml(value, decoder).map(Self::Body);
        }
        let Value::Array(array) = &value.value else {
            decoder.wrong_type(&value, &Self::SHAPE);
            return None;
        };
        let people = array.iter().filter_map(|person| {
            let at = decoder.place(person.span());
            PersonRef::from_toml(person.clone(), decoder).map(|value| Spanned { value, at })
        });
        Some(Self::People(people.collect()))
    }

    fn visit_references(&mut self, visit: &mut dyn FnMut(&mut Reference<'s>)) {
        match self {
            Self::Body(body) => body.visit_references(visit),
            Self::People(people) => {
                for person in people {
                    person.value.visit_references(visit);
                }
            }
        }
    }
}
