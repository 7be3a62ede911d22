//! What follows from a plan, wherever several rules reason alike: who answers for what, what stands above what, what was measured,
//! which work waits for which.
//!
//! Each file answers one sort of question, as a method of the plan or of what is in it; what is costly is worked out once.

mod actuals;
mod agreed_day;
mod alignment;
mod cost_split;
mod course;
mod dependencies;
mod functions;
mod graph;
mod items;
mod kpis;
mod leaving;
mod measured;
mod meetings;
mod needs;
mod placeholder;
mod reasoned;
mod reviewers;
mod reviews;
mod shared;
mod sides;
mod stretch;
mod texts;
mod workload;

pub use actuals::{Actual, Use};
pub use course::Course;
pub use functions::{Functions, Voices};
pub use graph::Graph;
pub use meetings::{Meetings, PastMeeting};
pub use needs::{Giver, OpenNeed};
pub use placeholder::is_placeholder;
pub use reviewers::Reviewers;
pub use sides::Seat;
pub use stretch::Stretch;
pub use texts::Text;
pub use workload::Workload;

pub(super) use reasoned::Reasoned;
