//! Histories as pages write them down: in the words of `goalpact log`.

use goalpact::day::Day;
use goalpact::diff::Tone;
use goalpact::kind::{EntryName, Kind};
use goalpact::log::{Log, Move, Moved, Step};
use goalpact::model::Status;
use goalpact::rules::PageBlock;
use goalpact::snapshot::{Commit, Signature};

/// The history that the `log` blocks under a heading tell; `None` where there are none.
pub(crate) fn log_of(blocks: &[PageBlock], heading: &str) -> Option<Log> {
    let mut told = blocks
        .iter()
        .filter(|block| block.heading == heading && block.language == "log")
        .peekable();
    told.peek()?;
    let mut log = Log::default();
    for block in told {
        let kind = Kind::from_name(&block.word).unwrap();
        let name = EntryName { kind, id: block.path.clone() };
        for step in steps(&block.text) {
            log.add(name.clone(), step);
        }
    }
    Some(log)
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("    ") {
            let what = moved(words);
            let (field, text) = (String::new(), words.to_owned());
            let moves = &mut steps.last_mut().unwrap().moves;
            moves.push(Move { field, tone: Tone::Neutral, text: text.into(), what });
        } else {
            let mut parts = line.splitn(3, "  ");
            let mut part = || parts.next().unwrap().to_owned();
            let (day, id, name) = (Day::parse(&part()).unwrap(), part(), part());
            let author = Signature { name, email: String::new() };
            let commit = Commit { id, day, author, agreed: Vec::new(), is_first_here: false };
            steps.push(Step { commit: Some(commit.into()), moves: Vec::new() });
        }
    }
    steps
}

fn moved(words: &str) -> Moved {
    if let Some(rest) = words.strip_prefix("created as ") {
        return Moved::Created { status: Status::from_name(rest.split(',').next().unwrap()) };
    }
    if let Some((_, to)) = words.strip_prefix("status ").and_then(|rest| rest.split_once(" → ")) {
        return Moved::Status { to: Status::from_name(to).unwrap() };
    }
    if let Some((from, to)) = words.strip_prefix("due ").and_then(|rest| rest.split_once(" → ")) {
        let to = to.split(':').next().unwrap();
        return Moved::Due { from: Day::parse(from), to: Day::parse(to) };
    }
    Moved::Other
}
