//! Whom GitHub is to ask when a goal's file changes: those who answer for the goal or for a part of it.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::kind::Kind;
use crate::model::{Entry, Goal, Person, Side};
use crate::plan::{Plan, Seat};
use crate::text::FileId;

/// The longest GitHub login, of those that an enterprise manages.
const LONGEST_LOGIN: usize = 100;

/// Who answers for the goals of each file.
pub struct Reviewers<'p, 's> {
    /// Those of each file that has goals, each once, in the order of the goals and of who has more to say.
    pub by_file: BTreeMap<FileId, Vec<&'p Entry<'s, Person<'s>>>>,
    /// Whether somebody may be missing, since what names them could not be read, which is a finding already.
    pub may_lack: bool,
}

impl<'s> Plan<'s> {
    /// Who answers for each goal and is still there: its owners (or who acts for one), the leading one first, its champions, and the
    /// leads of the teams that work on it.
    pub fn reviewers(&self, today: Day) -> Reviewers<'_, 's> {
        let teams = self.teams_by_goal();
        let mut by_file: BTreeMap<FileId, Vec<&Entry<'s, Person<'s>>>> = BTreeMap::new();
        for (goal, teams) in self.goals.iter().zip(teams) {
            let mut sides = Side::BOTH;
            sides.sort_by_key(|side| *side != goal.lead());
            let owners = sides.into_iter().filter_map(|side| goal.answering(side));
            let champions = goal.champions.iter().map(|(_, champion)| champion);
            let named = owners.chain(champions).filter_map(|named| self.entry(named));
            let leads = teams.into_iter().filter_map(|team| self.named(&self.teams[team].lead));
            let asked = by_file.entry(goal.at.file).or_default();
            for person in named.chain(leads).filter(|person| !person.has_left(today)) {
                if !asked.iter().any(|other| other.id == person.id) {
                    asked.push(person);
                }
            }
        }
        let kinds = [Kind::Goal, Kind::Person, Kind::Team, Kind::Roadmap];
        let may_lack = kinds.into_iter().any(|kind| self.may_lack(kind))
            || self.goals.iter().any(|goal| is_unclear(goal));
        Reviewers { by_file, may_lack }
    }
}

/// Whether a goal names somebody in a way that could not be read.
fn is_unclear(goal: &Goal<'_>) -> bool {
    let is_unclear = |side| matches!(goal.seat(side), Seat::Unclear);
    Side::BOTH.into_iter().any(is_unclear) || !goal.champions.is_whole()
}

impl Person<'_> {
    /// Their GitHub login, where one is given that GitHub could have given out.
    #[must_use]
    pub fn login(&self) -> Option<&str> {
        let login = self.github.get()?.trim();
        let login = login.strip_prefix('@').unwrap_or(login);
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_login = (1..=LONGEST_LOGIN).contains(&login.len()) && login.bytes().all(is_letter);
        is_login.then_some(login)
    }
}

impl<'p, 's> Reviewers<'p, 's> {
    /// All of them, each once, by id.
    #[must_use]
    pub fn people(&self) -> Vec<&'p Entry<'s, Person<'s>>> {
        let mut people: Vec<_> = self.by_file.values().flatten().copied().collect();
        people.sort_by(|one, other| one.id.cmp(&other.id));
        people.dedup_by(|one, other| one.id == other.id);
        people
    }
}
