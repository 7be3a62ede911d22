use crate::finding::Findings;
use crate::level::Level;
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "short-roadmap",
    level: Level::Warning,
    page: include_str!("short_roadmap.md"),
    reads: &[Reads::Roadmaps, Reads::Today],
    settings: &[MONTHS],
    check,
};

const MONTHS: Setting = Setting {
    rule: "short-roadmap",
    name: "months",
    default: 12.0,
    looser: Looser::Lower,
    about: "how many months from today a roadmap reaches at least",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let months = cx.count(&MONTHS);
    let horizon = cx.today.plus_months(i64::try_from(months).unwrap_or(i64::MAX));
    let starts = cx.plan.roadmaps.iter().filter_map(|roadmap| roadmap.days().first);
    let ends = cx.plan.roadmaps.iter().filter_map(|roadmap| roadmap.days().last);
    let last_start = starts.map(|start| start.value).max();
    let last_end = ends.map(|end| end.value).max();
    for roadmap in &cx.plan.roadmaps {
        let Some(end) = roadmap.days().last.filter(|end| end.value < horizon) else { continue };
        let is_followed = last_start.is_some_and(|start| start > end.value);
        let is_over = end.value < cx.today;
        // One that is over while another goes on is history; of several that are over, the last one is missed.
        if is_followed || is_over && last_end != Some(end.value) {
            continue;
        }
        let days = days_between(cx.today, end.value);
        let (fact, help) = if is_over {
            (
                format!("ended {days} ago, and no other goes on"),
                format!("begin the next roadmap, and let it reach {horizon} at least"),
            )
        } else {
            let short = days_between(end.value, horizon);
            let ends = if end.value == cx.today { "today".into() } else { format!("in {days}") };
            (
                format!("ends {ends}, {short} short of {} from today", plural(months, "month")),
                format!(
                    "plan ahead to {horizon} at least, or add the roadmap that begins when this one has ended"
                ),
            )
        };
        let title = format!("roadmap `{}` {fact}", roadmap.id);
        out.report(roadmap.name(), end.at, title).about("end").help(help);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(roadmaps: &[(&str, &str)]) -> Vec<String> {
        let text: String = (1..)
            .zip(roadmaps)
            .map(|(at, (start, end))| format!("[r{at}]\nstart = {start}\nend = {end}\n"))
            .collect();
        said(&RULE, &[("roadmaps.toml", &text)])
    }

    #[test]
    fn twelve_months_to_the_day_are_enough() {
        assert!(said_of(&[("2026-01-01", "2027-03-31")]).is_empty());
        assert_eq!(
            said_of(&[("2026-01-01", "2027-03-30")]),
            ["roadmap `r1` ends in 364 days, 1 day short of 12 months from today"]
        );
        assert_eq!(
            said_of(&[("2026-01-01", "2026-03-31")]),
            ["roadmap `r1` ends today, 365 days short of 12 months from today"]
        );
    }

    #[test]
    fn one_that_is_over_is_history_while_another_goes_on() {
        let over = ("2025-01-01", "2026-03-01");
        assert!(said_of(&[over, ("2026-02-01", "2027-12-31")]).is_empty());
        assert_eq!(said_of(&[over, ("2026-02-01", "2026-12-31")]).len(), 1);
    }

    #[test]
    fn the_last_of_those_that_are_over_is_missed() {
        assert_eq!(
            said_of(&[("2025-01-01", "2026-03-01"), ("2025-01-01", "2025-06-30")]),
            ["roadmap `r1` ended 30 days ago, and no other goes on"]
        );
    }

    #[test]
    fn one_that_another_follows_is_judged_by_that_one() {
        assert!(said_of(&[("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-12-31")]).is_empty());
        assert_eq!(
            said_of(&[("2026-01-01", "2026-12-31"), ("2027-01-01", "2027-01-31")]),
            ["roadmap `r2` ends in 306 days, 59 days short of 12 months from today"]
        );
    }
}
