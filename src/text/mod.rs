//! Text as a place where findings stand: spans, lines, edits, and what may be shown of it.
//!
//! Knows nothing of TOML, plans or rules.

mod invisible;
mod line;
mod lines;
mod lookalike;
mod nearest;
mod place;
mod shown;
mod words;

pub use invisible::{hidden, is_bidi_control, is_unshowable};
pub use line::Line;
pub use lines::{LineColumn, LineIndex};
pub use lookalike::{Lookalike, lookalike, lookalike_in, undisguised};
pub use nearest::nearest;
pub use place::{Edit, FileId, Place, Spanned};
pub(crate) use shown::is_of_command;
pub use shown::{cut, cut_message, is_showable, masked, shown, visible};
pub use words::{a_or_an, and_list, number, or_list, plural, quantity, tick};
