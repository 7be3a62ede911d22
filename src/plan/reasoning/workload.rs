//! How much work each team has, and when.
//!
//! The effort of an item is spread evenly over the calendar days from its start to its due, both included.

use crate::day::{Day, Period};
use crate::decode::Ref;
use crate::model::Item;
use crate::plan::Plan;
use crate::text::Spanned;

/// The work of one team.
#[derive(Default)]
pub struct Workload<'p, 's> {
    spans: Vec<Span<'p, 's>>,
}

/// An item and the days it takes.
struct Span<'p, 's> {
    item: &'p Spanned<Item<'s>>,
    effort: f64,
    first: i64,
    last: i64,
}

impl<'p, 's> Workload<'p, 's> {
    /// The items that take effort in `period`, each with the person-days of it that lie there.
    pub fn within(&self, period: Period) -> impl Iterator<Item = (&'p Spanned<Item<'s>>, f64)> {
        let (first, last) = (ordinal(period.first_day()), ordinal(period.last_day()));
        self.spans.iter().filter_map(move |span| {
            let shared = last.min(span.last) - first.max(span.first) + 1;
            let part = shared as f64 / (span.last - span.first + 1) as f64;
            (shared > 0).then_some((span.item, span.effort * part))
        })
    }
}

impl<'s> Plan<'s> {
    /// The work of each team, by its position: what is planned, under way and done, but not for drafts.
    pub fn workloads(&self) -> Vec<Workload<'_, 's>> {
        let mut workloads: Vec<Workload<'_, 's>> = Vec::new();
        workloads.resize_with(self.teams.len(), Workload::default);
        for (_, item) in self.items() {
            // What cannot be read may mean that the item is dropped.
            let counts = item.status.is_absent() || item.status.is_set() && !item.is_dropped();
            let team = item.team.get().and_then(Ref::found).filter(|_| counts);
            let effort = item.effort.value().filter(|effort| *effort > 0.0);
            let (Some(team), Some(effort), Some((first, last))) =
                (team, effort, item.days().both())
            else {
                continue;
            };
            if !self.is_for_draft(item) {
                let (first, last) = (ordinal(first.value), ordinal(last.value));
                workloads[team].spans.push(Span { item, effort, first, last });
            }
        }
        workloads
    }
}

/// The number of a day, so that counting days needs no calendar.
fn ordinal(day: Day) -> i64 {
    Period::Year(1).first_day().days_until(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{plan, snapshot};

    /// The person-days of items of team `web` in one quarter.
    fn days(items: &[&str], quarter: &str) -> Vec<f64> {
        let items: String =
            items.iter().map(|item| format!("[[item]]\nteam = \"web\"\n{item}\n")).collect();
        let files = [
            ("roadmaps/r.toml", items.as_bytes()),
            ("teams.toml", b"[web]"),
            ("goals.toml", b"[sketch]\nstatus = \"draft\""),
        ];
        let snapshot = snapshot::from_texts(files);
        let plan = plan::load(&snapshot);
        let workloads = plan.workloads();
        let within = workloads[0].within(Period::parse(quarter).unwrap());
        within.map(|(_, days)| days).collect()
    }

    #[test]
    fn effort_is_spread_evenly_over_the_days_with_both_ends() {
        let item = "start = 2026-03-31\ndue = 2026-04-03\neffort = 8";
        assert_eq!(days(&[item], "2026-Q1"), [2.0]);
        assert_eq!(days(&[item], "2026-Q2"), [6.0]);
        assert!(days(&[item], "2026-Q3").is_empty());
        let day = "start = 2026-06-30\ndue = 2026-06-30\neffort = 0.5";
        assert_eq!(days(&[day], "2026-Q2"), [0.5]);
    }

    #[test]
    fn only_work_that_is_wanted_counts() {
        let stretch = "start = 2026-04-01\ndue = 2026-04-02\neffort = 2\n";
        for (more, counts) in [
            ("status = \"done\"", true),
            ("status = \"dropped\"", false),
            ("status = \"cancelled\"", false),
            ("goal = \"sketch\"", false),
            ("goal = \"unknown\"", true),
        ] {
            let said = days(&[&format!("{stretch}{more}")], "2026-Q2");
            assert_eq!(said.len(), usize::from(counts), "{more}");
        }
    }

    #[test]
    fn what_is_no_effort_or_no_stretch_takes_nothing() {
        for item in [
            "start = 2026-04-02\ndue = 2026-04-01\neffort = 2",
            "start = 2026-04-01\ndue = 2026-04-02",
            "start = 2026-04-01\ndue = 2026-04-02\neffort = -2",
            "due = 2026-04-02\neffort = 2",
        ] {
            assert!(days(&[item], "2026-Q2").is_empty(), "{item}");
        }
    }

    #[test]
    fn an_item_of_eight_thousand_years_has_a_share_in_each_quarter() {
        let item = "start = 2001-01-01\ndue = 9999-12-31\neffort = 1e308";
        let share = days(&[item], "2026-Q2")[0];
        assert!(share > 1e303 && share < 1e304, "{share}");
        assert_eq!(days(&[item], "9999-Q4").len(), 1);
    }
}
