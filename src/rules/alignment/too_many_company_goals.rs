use crate::day::{Day, Period};
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal, GoalLevel};
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::{Place, plural};

pub(super) const RULE: Rule = Rule {
    name: "too-many-company-goals",
    level: Level::Warning,
    page: include_str!("too_many_company_goals.md"),
    reads: &[Reads::Goals, Reads::Today],
    settings: &[GOALS],
    check,
};

const GOALS: Setting = Setting {
    rule: "too-many-company-goals",
    name: "goals",
    default: 7.0,
    looser: Looser::Higher,
    about: "how many open company goals may run in one calendar year",
};

/// How many of the others are shown.
const SHOWN: usize = 10;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let year = Period::Year(cx.today.year());
    let goals: Vec<(&Entry<'_, Goal<'_>>, Place)> = cx
        .plan
        .open_goals()
        .filter(|goal| runs_in(goal, year))
        .filter_map(|goal| {
            let level = goal.level.spanned()?;
            (level.value == GoalLevel::Company).then_some((goal, level.at))
        })
        .collect();
    let most = cx.count(&GOALS);
    let Some(((last, at), others)) = goals.split_last().filter(|_| goals.len() > most) else {
        return;
    };
    let over = goals.len() - most;
    let title = format!(
        "{} run in {year}, {over} over the limit of {most}",
        plural(goals.len(), "open company goal")
    );
    let finding = out.report(last.name(), *at, title);
    finding.help(
        "keep those without which the year has failed; let the others support one of them with `level = \"function\"`, or \
         begin later",
    );
    for (goal, at) in others.iter().take(SHOWN) {
        finding.label(*at, format!("`{}` too", goal.id));
    }
}

/// Whether some day of the goal lies in `year`, as far as its days are known: what its dates do not say, its period does.
fn runs_in(goal: &Goal<'_>, year: Period) -> bool {
    let period = goal.period.value();
    let start = goal.start.value().or(period.map(Period::first_day));
    let due = goal.due.value().or(period.map(Period::last_day));
    let overlaps = |first: Day, last: Day| first <= year.last_day() && year.first_day() <= last;
    start.or(due).zip(due.or(start)).is_some_and(|(first, last)| overlaps(first, last))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// Seven company goals of this year, and one more.
    fn said_of(one_more: &str) -> Vec<String> {
        let goal = |id: usize| {
            format!("[g{id}]\nlevel = \"company\"\nstatus = \"committed\"\nperiod = \"2026\"\n")
        };
        let seven: String = (1..=7).map(goal).collect();
        said(&RULE, &[("goals.toml", &format!("{seven}[more]\n{one_more}"))])
    }

    #[test]
    fn goals_count_whose_days_overlap_the_year() {
        for (days, count) in [
            ("start = 2025-06-01\ndue = 2026-01-01", 1),
            ("start = 2026-12-31\ndue = 2027-06-30", 1),
            ("start = 2025-01-01\ndue = 2027-12-31", 1),
            ("due = 2026-06-30", 1),
            ("period = \"2026-Q4\"", 1),
            ("period = \"2026-H2\"\nstart = 2027-01-01\ndue = 2027-06-30", 0),
            ("start = 2027-01-01\ndue = 2027-12-31", 0),
            ("start = 2025-01-01\ndue = 2025-12-31", 0),
            ("", 0),
        ] {
            let goal = format!("level = \"company\"\nstatus = \"proposed\"\n{days}\n");
            assert_eq!(said_of(&goal).len(), count, "{days}");
        }
    }

    #[test]
    fn only_open_company_goals_count() {
        for (level, status) in [("company", "draft"), ("company", "missed"), ("team", "committed")]
        {
            let goal = format!("level = \"{level}\"\nstatus = \"{status}\"\nperiod = \"2026\"\n");
            assert!(said_of(&goal).is_empty(), "{level} {status}");
        }
    }
}
