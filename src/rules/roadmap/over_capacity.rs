use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    name: "over-capacity",
    level: Level::Error,
    page: include_str!("over_capacity.md"),
    reads: &[Reads::Goals, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many of the items that weigh most are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (team, work) in cx.plan.teams.iter().zip(cx.plan.workloads()) {
        for (quarter, capacity) in &team.capacity {
            let period = quarter.value.0;
            let planned: f64 = work.within(period).map(|(_, days)| days).sum();
            let (planned, free) = (tenths(planned), tenths(capacity.value));
            let over = tenths(planned - free);
            if planned <= 0.0 || over <= 0.0 {
                continue;
            }
            let share = tenths(over / free * 100.0);
            let percent = if free > 0.0 && (0.1..1e6).contains(&share) {
                format!(" ({} %)", number(if share < 10.0 { share } else { share.round() }))
            } else {
                String::new()
            };
            let title = format!(
                "team `{}` has {} of work in {period} and {} to give: {} too many{percent}",
                team.id,
                person_days(planned),
                shown(free),
                shown(over),
            );
            let finding = out.report(team.name(), capacity.at, title);
            finding.about(period.to_string()).help(format!(
                "take {} out of the quarter: move an item's days, hand it to another team, or drop it; its effort is \
                 spread evenly over its days",
                person_days(over)
            ));
            for (item, days) in heaviest(work.within(period)) {
                let at = item.effort.at().unwrap_or(item.at);
                let share = person_days(tenths(days));
                finding.label(at, format!("`{}` takes {share} of the quarter", item.shown_id()));
            }
        }
    }
}

/// The items that weigh most, in order; of those that weigh the same, the first.
fn heaviest<T>(shares: impl Iterator<Item = (T, f64)>) -> Vec<(T, f64)> {
    let mut heaviest: Vec<(T, f64)> = Vec::new();
    for (item, days) in shares {
        let rank = heaviest.iter().take_while(|(_, heavier)| *heavier >= days).count();
        if rank < SHOWN {
            heaviest.truncate(SHOWN - 1);
            heaviest.insert(rank, (item, days));
        }
    }
    heaviest
}

/// A finite number with at most one decimal, so that what is shown adds up.
fn tenths(value: f64) -> f64 {
    let value = value.clamp(f64::MIN, f64::MAX);
    if value.abs() < 1e12 { (value * 10.0).round() / 10.0 } else { value }
}

fn person_days(count: f64) -> String {
    format!("{} person-day{}", shown(count), if count == 1.0 { "" } else { "s" })
}

/// A slip of the keys is shown as such, not as a line of digits.
fn shown(count: f64) -> String {
    if count.abs() < 1e12 { number(count) } else { format!("{count:.1e}") }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(capacity: &str, efforts: &[&str]) -> Vec<String> {
        let items: String = efforts
            .iter()
            .map(|effort| {
                format!(
                    "[[item]]\nteam = \"web\"\nstart = 2026-04-01\ndue = 2026-06-30\neffort = {effort}\n"
                )
            })
            .collect();
        let teams = format!("[web.capacity]\n{capacity}");
        said(&RULE, &[("roadmaps/r.toml", &items), ("teams.toml", &teams)])
    }

    #[test]
    fn a_full_quarter_is_not_over_full() {
        assert!(said_of("2026-Q2 = 60", &["20", "40"]).is_empty());
        assert!(said_of("2026-Q2 = 0.3", &["0.1", "0.2"]).is_empty());
        assert_eq!(
            said_of("2026-Q2 = 60", &["20", "40.5"]),
            [
                "team `web` has 60.5 person-days of work in 2026-Q2 and 60 to give: 0.5 too many (0.8 %)"
            ]
        );
    }

    #[test]
    fn a_quarter_without_an_entry_is_not_judged() {
        assert!(said_of("2026-Q1 = 0", &["20"]).is_empty());
    }

    #[test]
    fn nothing_to_give_has_no_percent() {
        assert_eq!(
            said_of("2026-Q2 = 0", &["1"]),
            ["team `web` has 1 person-day of work in 2026-Q2 and 0 to give: 1 too many"]
        );
    }

    #[test]
    fn numbers_beyond_all_measure_are_still_numbers() {
        for (capacity, efforts) in [("60", &["1e308", "1e308"]), ("-1e308", &["1e308", "1"])] {
            let titles = said_of(&format!("2026-Q2 = {capacity}"), efforts);
            assert_eq!(titles.len(), 1);
            assert!(!titles[0].contains("inf") && !titles[0].contains("NaN"), "{titles:?}");
            assert!(titles[0].len() < 100, "{titles:?}");
        }
        assert!(said_of("2026-Q2 = 1e308", &["1e308"]).is_empty());
    }

    #[test]
    fn the_items_that_weigh_most_are_shown() {
        let shares = [("a", 1.0), ("b", 3.0), ("c", 2.0), ("d", 3.0), ("e", 0.5)];
        let names = super::heaviest(shares.into_iter()).into_iter().map(|(name, _)| name);
        assert_eq!(names.collect::<Vec<_>>(), ["b", "d", "c"]);
    }

    #[test]
    fn each_quarter_is_judged_alone() {
        let items =
            "[[item]]\nteam = \"web\"\nstart = 2026-01-01\ndue = 2026-06-30\neffort = 181\n";
        let teams = "[web.capacity]\n2026-Q1 = 90\n2026-Q2 = 90\n";
        assert_eq!(
            said(&RULE, &[("roadmaps/r.toml", items), ("teams.toml", teams)]),
            ["team `web` has 91 person-days of work in 2026-Q2 and 90 to give: 1 too many (1.1 %)"]
        );
    }
}
