//! Goals: the pacts.

use std::borrow::Cow;

use crate::day::{Day, Period};
use crate::decode::{Currency, List, Map, Percent, Slot, Table, choice, record};
use crate::model::{BodyRef, FunctionRef, GoalRef, KpiRef, PersonRef, Side};

choice! {
    /// How high in the organization a goal stands.
    pub enum GoalLevel {
        /// A goal of the whole company.
        Company = "company",
        /// A goal of one function.
        Function = "function",
        /// A goal of one team.
        Team = "team",
    }
}

choice! {
    /// Where a goal is in its life.
    pub enum Status {
        /// Being written; only the shape of its file is checked.
        Draft = "draft",
        /// On the table, to be agreed.
        Proposed = "proposed",
        /// Agreed by both sides.
        Committed = "committed",
        /// Closed, and reached.
        Achieved = "achieved",
        /// Closed, and not reached.
        Missed = "missed",
        /// Closed, because it is no longer wanted.
        Dropped = "dropped",
    }
}

impl Status {
    /// Whether such a goal is open: proposed or committed.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Committed)
    }

    /// Whether such a goal is closed: achieved, missed or dropped.
    #[must_use]
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Achieved | Self::Missed | Self::Dropped)
    }
}

choice! {
    /// What its owners say of a goal's course.
    pub enum Health {
        /// On track.
        Green = "green",
        /// At risk.
        Amber = "amber",
        /// Off track.
        Red = "red",
    }
}

record! {
    /// A goal: a pact between business and IT to reach something measurable by a day.
    pub struct Goal<'s> {
        /// What shall be reached, in one line.
        [Required] title: Slot<Cow<'s, str>>,
        /// The intent, in business words.
        [Proposed] why: Slot<Cow<'s, str>>,
        /// What the customer gains.
        customer: Slot<Cow<'s, str>>,
        /// How high in the organization it stands.
        [Required] level: Slot<GoalLevel>,
        /// Where it is in its life.
        [Required] status: Slot<Status>,
        /// What its owners say of its course.
        health: Slot<Health>,
        /// The period it is planned for: `"2026"`, `"2026-H1"` or `"2026-Q3"`.
        period: Slot<Period>,
        /// The day work on it begins.
        [Committed] start: Slot<Day>,
        /// The day it shall be reached.
        [Committed] due: Slot<Day>,
        /// The goals above it, which it helps to reach.
        supports: List<GoalRef<'s>>,
        /// Its rank among its owner's goals; 1 is first.
        priority: Slot<u32>,
        /// The body it is escalated to.
        governed_by: Slot<BodyRef<'s>>,
        /// Words to find it by.
        tags: List<Cow<'s, str>>,
        /// Who answers for it.
        [Proposed] owners: Table<Owners<'s>>,
        /// Who stands in for its owners.
        deputies: Table<Seats<'s>>,
        /// Seats that are empty for now, said openly.
        vacancies: Table<Vacancies<'s>>,
        /// Who answers for each function's part, such as `finance = "ana"`.
        champions: Map<FunctionRef<'s>, PersonRef<'s>>,
        /// Who agreed to it, and when.
        [Committed] agreed: Table<Agreement<'s>>,
        /// What it is worth and what it costs.
        case: Table<Case<'s>>,
        /// How it ended.
        [Closed] closed: Table<Closing<'s>>,
        /// What is measured: a KPI from X to Y by a day.
        [Committed] targets = "target": List<Target<'s>>,
        /// What may not be given up on the way.
        non_negotiables = "non_negotiable": List<NonNegotiable<'s>>,
        /// What is paid for reaching it.
        incentives = "incentive": List<Incentive<'s>>,
    }
}

record! {
    /// Who answers for a goal, one person on each side.
    pub struct Owners<'s> {
        /// The person who answers for the outcome.
        [Proposed] business: Slot<PersonRef<'s>>,
        /// The person who answers for the technology.
        [Proposed] it: Slot<PersonRef<'s>>,
        /// The side with the last word; `business` where nothing is said.
        lead: Slot<Side>,
        /// The executive who backs it.
        sponsor: Slot<PersonRef<'s>>,
    }
}

impl<'s> Owners<'s> {
    /// The owner on one side.
    #[must_use]
    pub fn of(&self, side: Side) -> &Slot<PersonRef<'s>> {
        match side {
            Side::Business => &self.business,
            Side::It => &self.it,
        }
    }
}

record! {
    /// One person on each side.
    pub struct Seats<'s> {
        /// The person on the business side.
        business: Slot<PersonRef<'s>>,
        /// The person on the IT side.
        it: Slot<PersonRef<'s>>,
    }
}

impl<'s> Seats<'s> {
    /// The person on one side.
    #[must_use]
    pub fn of(&self, side: Side) -> &Slot<PersonRef<'s>> {
        match side {
            Side::Business => &self.business,
            Side::It => &self.it,
        }
    }
}

record! {
    /// Owners' seats that are empty for now.
    pub struct Vacancies<'s> {
        /// The empty seat of the business owner.
        business: Slot<Vacancy<'s>>,
        /// The empty seat of the IT owner.
        it: Slot<Vacancy<'s>>,
    }
}

impl<'s> Vacancies<'s> {
    /// The empty seat on one side.
    #[must_use]
    pub fn of(&self, side: Side) -> &Slot<Vacancy<'s>> {
        match side {
            Side::Business => &self.business,
            Side::It => &self.it,
        }
    }
}

record! {
    /// A seat that is empty for now.
    pub struct Vacancy<'s> {
        /// The day by which it is filled.
        [Required] until: Slot<Day>,
        /// Who acts in the meantime.
        acting: Slot<PersonRef<'s>>,
        /// Why it is empty.
        because: Slot<Cow<'s, str>>,
    }
}

record! {
    /// Who agreed to a goal, and when.
    pub struct Agreement<'s> {
        /// The day it was agreed.
        [Committed] on: Slot<Day>,
        /// The people who agreed: both owners at least.
        [Committed] by: List<PersonRef<'s>>,
    }
}

record! {
    /// What a goal is worth and what it costs.
    pub struct Case<'s> {
        /// What it brings in, in `currency`.
        value: Slot<f64>,
        /// What it costs, in `currency`.
        cost: Slot<f64>,
        /// The ISO 4217 code of both numbers, such as `EUR`.
        currency: Slot<Currency<'s>>,
        /// The day the case was approved.
        approved: Slot<Day>,
        /// The share of the cost that each function pays, in percent.
        cost_split: Map<FunctionRef<'s>, Percent>,
    }
}

record! {
    /// How a goal ended.
    pub struct Closing<'s> {
        /// The day it was closed.
        [Closed] on: Slot<Day>,
        /// Why it was closed as it was.
        [Closed] because: Slot<Cow<'s, str>>,
    }
}

record! {
    /// A measurable promise: one KPI from X to Y by a day.
    pub struct Target<'s> {
        /// What is measured.
        [Required] kpi: Slot<KpiRef<'s>>,
        /// Where it stands now, in the KPI's unit.
        [Committed] from: Slot<f64>,
        /// Where it shall stand, in the KPI's unit.
        [Committed] to: Slot<f64>,
        /// Where the numbers are kept, for a target that may not be published; in place of `from` and `to`.
        confidential: Slot<Cow<'s, str>>,
        /// The day by which it shall stand there.
        [Committed] by: Slot<Day>,
    }
}

record! {
    /// What a function will not give up on the way.
    pub struct NonNegotiable<'s> {
        /// Whose it is.
        [Required] function: Slot<FunctionRef<'s>>,
        /// What must hold.
        [Required] must: Slot<Cow<'s, str>>,
        /// Why.
        because: Slot<Cow<'s, str>>,
    }
}

record! {
    /// What is paid for reaching a goal.
    pub struct Incentive<'s> {
        /// The reward.
        [Required] reward: Slot<Cow<'s, str>>,
        /// The functions that get it.
        [Required] functions: List<FunctionRef<'s>>,
    }
}
