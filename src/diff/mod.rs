//! What differs between two plans, by meaning: entries are matched by kind and id, wherever their files lie.
//!
//! Reordering, reformatting, a move to another file or folder, and comments are no changes. Knows nothing of Git, and judges
//! nothing: whether a change was agreed is for the rules.

mod change;
mod changed_lines;
mod excuse;
mod fields;
mod goals;
mod kpis;
mod pairs;
mod tone;
mod words;

pub use change::{Change, TargetName, What};
pub use changed_lines::ChangedLines;
pub use tone::Tone;
pub(crate) use words::share_given_up;

use std::collections::HashSet;

use crate::decode::Ref;
use crate::diff::fields::Texts;
use crate::diff::pairs::Pairs;
use crate::kind::Kind;
use crate::model::{Entry, Goal, Kpi, Status};
use crate::plan::Plan;
use crate::text::FileId;

/// Two plans and what differs between them.
pub struct Diff<'p> {
    /// The earlier plan.
    pub base: &'p Plan<'p>,
    /// The later plan.
    pub head: &'p Plan<'p>,
    /// What differs, in the order of kinds, ids, and fields.
    pub changes: Vec<Change<'p>>,
    pairs: Pairs<'p>,
}

/// What differs between `base` and `head`. Where their snapshots stand side by side, only the files that differ are looked at.
#[must_use]
pub fn diff<'p>(base: &'p Plan<'p>, head: &'p Plan<'p>) -> Diff<'p> {
    compared(base, head, Some(Texts::new(base, head)))
}

/// The same of what promises are made of alone: which entries there are, a goal's status, due, owners, and targets, and what a KPI's
/// numbers mean and were. No other field is looked at, which is most of the work.
#[must_use]
pub fn diff_of_promises<'p>(base: &'p Plan<'p>, head: &'p Plan<'p>) -> Diff<'p> {
    compared(base, head, None)
}

fn compared<'p>(base: &'p Plan<'p>, head: &'p Plan<'p>, mut texts: Option<Texts<'p>>) -> Diff<'p> {
    let pairs = Pairs::of(base, head);
    let mut changes = Vec::new();
    for kind in Kind::ALL {
        for pair in pairs.of_kind(kind) {
            let from = changes.len();
            let is_kept = pair.note_presence(&mut changes);
            if is_kept {
                match kind {
                    Kind::Goal => goals::compare(&pairs, pair, &mut changes),
                    Kind::Kpi => kpis::compare(&pairs, pair, &mut changes),
                    _ => {}
                }
                if let Some(texts) = &mut texts {
                    texts.compare(pair, &mut changes);
                }
            }
            changes[from..].sort_by_key(Change::place_in_entry);
        }
    }
    Diff { base, head, changes, pairs }
}

impl<'p> Diff<'p> {
    /// Whether a file is not the same in both plans.
    #[must_use]
    pub fn has_changed(&self, file: FileId) -> bool {
        has_changed(self.base, self.head, file)
    }

    /// The goal called `id` as it was.
    #[must_use]
    pub fn goal_before(&self, id: &str) -> Option<&'p Entry<'p, Goal<'p>>> {
        self.pairs.goal(id).map_or_else(|| find(&self.base.goals, id), |(before, _)| before)
    }

    /// The goal called `id` as it is.
    #[must_use]
    pub fn goal_after(&self, id: &str) -> Option<&'p Entry<'p, Goal<'p>>> {
        self.pairs.goal(id).map_or_else(|| find(&self.head.goals, id), |(_, after)| after)
    }

    /// The KPI called `id` as it is, else as it was.
    #[must_use]
    pub fn kpi(&self, id: &str) -> Option<&'p Entry<'p, Kpi<'p>>> {
        find(&self.head.kpis, id).or_else(|| find(&self.base.kpis, id))
    }

    /// The KPI called `id` as it was.
    #[must_use]
    pub fn kpi_before(&self, id: &str) -> Option<&'p Entry<'p, Kpi<'p>>> {
        self.pairs.kpi(id).map_or_else(|| find(&self.base.kpis, id), |(before, _)| before)
    }

    /// The ids of the goals that were committed, each with the KPIs it was measured by.
    pub fn committed_before(&self) -> impl Iterator<Item = (&'p str, HashSet<&'p str>)> {
        self.base.goals.iter().filter(|goal| goal.is(Status::Committed)).map(|goal| {
            let kpis = goal.targets.iter().filter_map(|target| target.kpi.get().map(Ref::id));
            (goal.id.as_ref(), kpis.collect())
        })
    }
}

/// Whether a file is not the same on both sides: its bytes differ, or one side has none there.
fn has_changed(base: &Plan<'_>, head: &Plan<'_>, file: FileId) -> bool {
    !base.snapshot.shares(file, head.snapshot)
}

fn find<'p, T>(entries: &'p [Entry<'p, T>], id: &str) -> Option<&'p Entry<'p, T>> {
    entries.iter().find(|entry| entry.id == id)
}

#[cfg(test)]
mod tests {
    use super::{Tone, diff};
    use crate::{plan, snapshot};

    type Files<'a> = &'a [(&'a str, &'a str)];

    const GOAL: &str = "title = \"Keep nine customers in ten\"\nstatus = \"committed\"\ndue = 2026-06-30\n\
        [owners]\nbusiness = \"ana\"\nit = \"bo\"\n\
        [[target]]\nkpi = \"rate\"\nfrom = 1.8\nto = 2.8\nby = 2026-06-30\n";
    const KPI: &str =
        "title = \"Rate\"\nunit = \"%\"\ndirection = \"increase\"\n[actuals]\n2026-01-31 = 2\n";

    /// What differs between two plans, in words, the loosened first.
    fn said(before: Files<'_>, after: Files<'_>) -> Vec<String> {
        let read = |files: Files<'_>| {
            snapshot::from_texts(files.iter().map(|(path, text)| (*path, text.as_bytes())))
        };
        let (before, after) = (read(before), read(after));
        let (base, head) = (plan::load(&before), plan::load(&after));
        let diff = diff(&base, &head);
        let mut said: Vec<(Tone, String)> = diff
            .changes
            .iter()
            .map(|change| {
                let tone = diff.tone(change);
                (tone, format!("{tone:?} {}: {}", change.entry.id, diff.words(change)))
            })
            .collect();
        said.sort_by_key(|(tone, _)| *tone);
        said.into_iter().map(|(_, words)| words).collect()
    }

    /// What differs where `old` in the goal has become `new`.
    fn goal_says(old: &str, new: &str) -> Vec<String> {
        assert!(GOAL.contains(old));
        let after = GOAL.replace(old, new);
        said(
            &[("goals/a.toml", GOAL), ("kpis/rate.toml", KPI)],
            &[("goals/a.toml", &after), ("kpis/rate.toml", KPI)],
        )
    }

    #[test]
    fn where_a_file_lies_and_how_it_is_written_is_no_change() {
        let tables = "[a]\ndue = 2026-06-30 # still\nstatus = \"committed\"\ntitle = \"Keep nine customers in ten\"\n\
            owners = { it = \"bo\", business = \"ana\" }\n\
            target = [{ by = 2026-06-30, to = 2.80, from = 1.8, kpi = \"rate\" }]\n";
        for moved in [("goals/2026/sales/a.toml", GOAL), ("goals.toml", tables)] {
            assert_eq!(said(&[("goals/a.toml", GOAL)], &[moved]), [""; 0], "{}", moved.0);
            assert_eq!(said(&[moved], &[("goals/a.toml", GOAL)]), [""; 0], "{}", moved.0);
        }
    }

    #[test]
    fn a_goalpost_that_moves_is_told_in_days_and_percent() {
        assert_eq!(
            goal_says("due = 2026-06-30", "due = 2026-12-31"),
            ["Loosened a: due 2026-06-30 → 2026-12-31: 184 days later"]
        );
        assert_eq!(
            goal_says("to = 2.8", "to = 2.4"),
            ["Loosened a: target `rate` by 2026-06-30 2.8 % → 2.4 %: 40 % of the way given up"]
        );
        assert_eq!(
            goal_says("to = 2.8", "to = 3"),
            ["Tightened a: target `rate` by 2026-06-30 2.8 % → 3 %"]
        );
        assert_eq!(
            goal_says("from = 1.8", "from = 2.3"),
            ["Neutral a: baseline of target `rate` by 2026-06-30 1.8 % → 2.3 %"]
        );
        assert_eq!(
            goal_says("by = 2026-06-30", "by = 2026-07-31"),
            ["Loosened a: target `rate` by 2026-06-30 → 2026-07-31: 31 days later"]
        );
        assert_eq!(
            goal_says("business = \"ana\"", "business = \"eve\""),
            ["Neutral a: business owner `ana` → `eve`"]
        );
        assert_eq!(
            goal_says("\"committed\"", "\"draft\""),
            ["Loosened a: status committed → draft"]
        );
    }

    #[test]
    fn a_target_that_moves_in_two_ways_is_another_target() {
        assert_eq!(
            goal_says("to = 2.8\nby = 2026-06-30", "to = 2.4\nby = 2026-12-31"),
            [
                "Loosened a: target `rate` by 2026-06-30 gone",
                "Tightened a: new target `rate` by 2026-12-31"
            ]
        );
    }

    #[test]
    fn where_confidential_numbers_are_kept_is_compared() {
        let kept = |place: &str| {
            GOAL.replace("from = 1.8\nto = 2.8", &format!("confidential = \"{place}\""))
        };
        let (before, after) = (kept("the safe"), kept("the vault"));
        assert_eq!(
            said(&[("goals/a.toml", &before)], &[("goals/a.toml", &after)]),
            ["Neutral a: target[rate].confidential \"the safe\" → \"the vault\""]
        );
    }

    #[test]
    fn whatever_else_is_written_is_compared_as_well() {
        assert_eq!(
            goal_says("title = \"Keep nine", "why = \"x\"\ntitle = \"Keep eight"),
            [
                "Neutral a: title \"Keep nine customers in ten\" → \"Keep eight customers in ten\"",
                "Neutral a: why is now \"x\""
            ]
        );
        let item = |due: &str| format!("[[item]]\nid = \"i\"\n[[item]]\nid = \"j\"\ndue = {due}\n");
        assert_eq!(
            said(
                &[("roadmaps/r.toml", &item("2026-03-01"))],
                &[("roadmaps/r.toml", &item("2026-04-01"))]
            ),
            ["Loosened r: item[j].due 2026-03-01 → 2026-04-01: 31 days later"]
        );
    }

    #[test]
    fn a_kpi_is_its_definition_and_its_measurements() {
        let after = KPI.replace("\"%\"", "\"orders\"").replace("= 2\n", "= 3\n2026-02-28 = 4\n");
        assert_eq!(
            said(&[("kpis/rate.toml", KPI)], &[("kpis/rate.toml", &after)]),
            [
                "Neutral rate: unit % → orders",
                "Neutral rate: what was measured on 2026-01-31: 2 % → 3 orders",
                "Neutral rate: measured on 2026-02-28: 4 orders",
            ]
        );
    }

    #[test]
    fn a_plan_differs_from_itself_in_nothing_and_both_ways_alike() {
        let before: Files<'_> = &[("goals/a.toml", GOAL), ("kpis/rate.toml", KPI)];
        let changed = GOAL.replace("2026-06-30", "2026-12-31");
        let after: Files<'_> =
            &[("goals/b.toml", &changed), ("kpis.toml", "[rate]\nunit = \"%\"\n")];
        assert_eq!(said(before, before), [""; 0]);
        assert_eq!(said(before, after).len(), said(after, before).len());
    }

    #[test]
    fn what_a_broken_file_may_hold_is_neither_gone_nor_changed() {
        let before: Files<'_> = &[("goals.toml", "[a]\ntitle = \"x\"\n[b]\ntitle = \"y\"\n")];
        assert_eq!(said(before, &[("goals.toml", "[a\ntitle = ")]), [""; 0]);
        assert_eq!(said(&[("goals/a.toml", GOAL)], &[("goals/a.toml", "due = ")]), [""; 0]);
    }
}
