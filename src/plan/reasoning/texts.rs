//! The texts that people of both sides read: titles, whys, and what customers gain; and where a word of them stands.

use std::borrow::Cow;
use std::ops::Range;

use crate::decode::Slot;
use crate::kind::{EntryName, Kind};
use crate::model::{DecisionStatus, Entity, Entry, Goal, ItemStatus, Side};
use crate::plan::Plan;
use crate::text::{Place, Spanned};

/// A text, and whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Text<'p, 's> {
    /// The word for what it belongs to: "goal", "KPI", "item".
    pub noun: &'static str,
    /// The id of what it belongs to.
    pub id: &'p str,
    /// The field: "title", "why", "customer".
    pub role: &'static str,
    /// The words.
    pub words: &'p Spanned<Cow<'s, str>>,
    /// The entry it stands in; an item stands in its roadmap.
    entry: (Kind, &'p str),
}

impl<'p, 's> Text<'p, 's> {
    /// The text in `slot` of `entry`, where there is one.
    pub fn of<T: Entity<'s>>(
        entry: &'p Entry<'s, T>,
        role: &'static str,
        slot: &'p Slot<Cow<'s, str>>,
    ) -> Option<Self> {
        slot.spanned().map(|words| Self::new(entry, role, words))
    }

    /// The text `words` of `entry`.
    #[must_use]
    pub fn new<T: Entity<'s>>(
        entry: &'p Entry<'s, T>,
        role: &'static str,
        words: &'p Spanned<Cow<'s, str>>,
    ) -> Self {
        let id = entry.id.as_ref();
        Self { noun: T::KIND.noun(), id, role, words, entry: (T::KIND, id) }
    }

    /// The name of the entry it stands in.
    #[must_use]
    pub fn entry(&self) -> EntryName {
        EntryName { kind: self.entry.0, id: self.entry.1.to_owned() }
    }

    /// What tells it from the other texts of the entry: "title", "title of item `pilot`".
    #[must_use]
    pub fn about(&self) -> String {
        match self.noun {
            "item" => format!("{} {}", self.id, self.role),
            _ => self.role.to_owned(),
        }
    }

    /// Whether both belong to the same goal, KPI or item.
    #[must_use]
    pub fn is_beside(&self, other: &Self) -> bool {
        (self.noun, self.id) == (other.noun, other.id)
    }
}

impl std::fmt::Display for Text<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the {} of {} `{}`", self.role, self.noun, self.id)
    }
}

impl<'s> Plan<'s> {
    /// What people of both sides read: title, why and customer of open goals; the titles of KPIs, of roadmaps, of items to be
    /// done, and of decisions that hold or are proposed.
    pub fn texts(&self) -> impl Iterator<Item = Text<'_, 's>> {
        let goals = self.open_goals().flat_map(|goal| {
            let fields = [("title", &goal.title), ("why", &goal.why), ("customer", &goal.customer)];
            fields.into_iter().filter_map(move |(role, slot)| Text::of(goal, role, slot))
        });
        let kpis = self.kpis.iter().filter_map(|kpi| Text::of(kpi, "title", &kpi.title));
        let roadmaps = self.roadmaps.iter().flat_map(|roadmap| {
            let items = roadmap.items.iter().filter_map(move |item| {
                let is_over =
                    matches!(item.status.value(), Some(ItemStatus::Done | ItemStatus::Dropped));
                let text = Text::of(roadmap, "title", &item.title).filter(|_| !is_over)?;
                Some(Text { noun: "item", id: item.id.get().map_or("", |id| &id.0), ..text })
            });
            Text::of(roadmap, "title", &roadmap.title).into_iter().chain(items)
        });
        let decisions = self
            .decisions
            .iter()
            .filter(|decision| decision.status.value() != Some(DecisionStatus::Superseded))
            .filter_map(|decision| Text::of(decision, "title", &decision.title));
        goals.chain(kpis).chain(roadmaps).chain(decisions)
    }

    /// Where a stretch of a text stands in its file; `None` where escapes make the file differ from the text.
    pub fn place_within(
        &self,
        text: &Spanned<Cow<'s, str>>,
        stretch: &Range<usize>,
    ) -> Option<Place> {
        let source = self.snapshot.text(text.at.file).get(text.at.range())?;
        let quote = if source.starts_with("\"\"\"") || source.starts_with("'''") { 3 } else { 1 };
        let mut inner = source.get(quote..source.len().checked_sub(quote)?)?;
        if quote == 3 {
            inner = inner.strip_prefix("\r\n").or(inner.strip_prefix('\n')).unwrap_or(inner);
        }
        if inner != text.value {
            return None;
        }
        let start = text.at.start as usize + (inner.as_ptr().addr() - source.as_ptr().addr());
        Some(Place::new(text.at.file, start + stretch.start..start + stretch.end))
    }
}

impl<'s> Goal<'s> {
    /// Every text of the goal, each with its key.
    pub fn all_texts(&self) -> impl Iterator<Item = (&'static str, &Spanned<Cow<'s, str>>)> {
        let own = [("title", &self.title), ("why", &self.why), ("customer", &self.customer)];
        let vacancies = Side::BOTH.into_iter().filter_map(|side| self.vacancies.of(side).get());
        let limits = self.non_negotiables.iter();
        let slots = own
            .into_iter()
            .chain(vacancies.map(|vacancy| ("because", &vacancy.because)))
            .chain([("because", &self.closed.because)])
            .chain(self.targets.iter().map(|target| ("confidential", &target.confidential)))
            .chain(limits.flat_map(|limit| [("must", &limit.must), ("because", &limit.because)]))
            .chain(self.incentives.iter().map(|incentive| ("reward", &incentive.reward)));
        slots
            .filter_map(|(key, slot)| Some((key, slot.spanned()?)))
            .chain(self.tags.iter().map(|tag| ("tags", tag)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Field, Record, Shape};
    use crate::{plan, snapshot};

    fn texts_in(fields: &[Field]) -> usize {
        fields.iter().map(|field| texts_of(&field.shape)).sum()
    }

    fn texts_of(shape: &Shape) -> usize {
        match shape {
            Shape::Text => 1,
            Shape::List(item) => texts_of(item),
            Shape::Table(fields) => texts_in(fields),
            _ => 0,
        }
    }

    #[test]
    fn no_text_of_a_goal_is_forgotten() {
        let goal = "[g]\ntitle = \"a\"\nwhy = \"a\"\ncustomer = \"a\"\ntags = [\"a\"]\n\
                    vacancies.it.because = \"a\"\nvacancies.business.because = \"a\"\nclosed.because = \"a\"\n\
                    [[g.target]]\nconfidential = \"a\"\n[[g.non_negotiable]]\nmust = \"a\"\nbecause = \"a\"\n\
                    [[g.incentive]]\nreward = \"a\"\n";
        let snapshot = snapshot::from_texts([("goals.toml", goal.as_bytes())]);
        let plan = plan::load(&snapshot);
        assert_eq!(plan.goals[0].all_texts().count(), texts_in(Goal::FIELDS));
    }

    #[test]
    fn a_word_is_pointed_at_where_the_file_has_it_as_it_is() {
        let file = "[a]\ntitle = \"one two\"\n[b]\ntitle = 'one two'\n[c]\ntitle = \"\"\"\r\none two\"\"\"\n\
                    [d]\ntitle = \"one \\u0074wo\"\n";
        let snapshot = snapshot::from_texts([("kpis.toml", file.as_bytes())]);
        let plan = plan::load(&snapshot);
        let found: Vec<_> = plan
            .texts()
            .map(|text| plan.place_within(text.words, &(4..7)).map(|at| &file[at.range()]))
            .collect();
        assert_eq!(found, [Some("two"), Some("two"), Some("two"), None]);
    }
}
