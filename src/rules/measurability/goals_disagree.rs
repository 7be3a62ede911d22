use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::day::Day;
use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal, Kpi, Target};
use crate::rules::amounts::amount;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Spanned;

pub(super) const RULE: Rule = Rule {
    name: "goals-disagree",
    level: Level::Error,
    page: include_str!("goals_disagree.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

/// What one goal wants of a KPI.
struct Claim<'p, 's> {
    goal: &'p Entry<'s, Goal<'s>>,
    target: &'p Target<'s>,
    to: Spanned<f64>,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut claims: Vec<Vec<Claim<'_, '_>>> = Vec::new();
    claims.resize_with(cx.plan.kpis.len(), Vec::new);
    for (goal, target) in cx.plan.open_targets() {
        if let (Some(kpi), Some(to)) = (target.kpi.get().and_then(Ref::found), target.to.spanned())
        {
            claims[kpi].push(Claim { goal, target, to: *to });
        }
    }
    for (kpi, claims) in cx.plan.kpis.iter().zip(&claims) {
        judge(kpi, claims, out);
    }
}

/// Compares each claim with the first for the same day and the first that goes the opposite way: one pass, and where
/// any two disagree something is said.
fn judge(kpi: &Entry<'_, Kpi<'_>>, claims: &[Claim<'_, '_>], out: &mut Findings) {
    let mut first_on: HashMap<Day, &Claim<'_, '_>> = HashMap::new();
    let mut first_way: HashMap<Ordering, &Claim<'_, '_>> = HashMap::new();
    let mut told = HashSet::new();
    for claim in claims {
        let goal = claim.goal;
        // Several steps of one goal are no disagreement, and two goals are told of once.
        let mut is_news = |other: &&Claim<'_, '_>| {
            other.goal.id != goal.id && told.insert((goal.at, other.goal.at))
        };
        if let Some(way) = claim.target.way().filter(|way| way.is_ne()) {
            let opposite = first_way.get(&way.reverse()).copied();
            if let Some(other) = opposite.filter(&mut is_news) {
                let (this, that) = if way.is_gt() { ("rise", "fall") } else { ("fall", "rise") };
                let fact = format!("to {this}, and goal `{}` wants it to {that}", other.goal.id);
                report(kpi, claim, other, &fact, out);
            }
            first_way.entry(way).or_insert(claim);
        }
        if let Some(day) = claim.target.by.value() {
            let same_day = first_on.get(&day).copied();
            let another = same_day.filter(|other| other.to.value != claim.to.value);
            if let Some(other) = another.filter(is_news) {
                let (this, that) = (amount(claim.to.value, kpi), amount(other.to.value, kpi));
                let fact = format!("at {this} on {day}, and goal `{}` wants {that}", other.goal.id);
                report(kpi, claim, other, &fact, out);
            }
            first_on.entry(day).or_insert(claim);
        }
    }
}

fn report(
    kpi: &Entry<'_, Kpi<'_>>,
    claim: &Claim<'_, '_>,
    other: &Claim<'_, '_>,
    fact: &str,
    out: &mut Findings,
) {
    let title = format!("goal `{}` wants KPI `{}` {fact}", claim.goal.id, kpi.id);
    out.report(claim.goal.name(), claim.to.at, title)
        .about(format!("{} {}", kpi.id, other.goal.id))
        .help(
            "let the owners of both goals agree on one value and write it in both; if they measure different things, \
             such as two markets, make a KPI of each",
        )
        .label(other.to.at, format!("goal `{}`: {}", other.goal.id, aim(other, kpi)));
}

/// "from 2 % to 3 % by 2026-12-31".
fn aim(claim: &Claim<'_, '_>, kpi: &Kpi<'_>) -> String {
    let from = claim.target.from.value().map(|from| format!("from {} ", amount(from, kpi)));
    let by = claim.target.by.value().map(|by| format!(" by {by}"));
    format!(
        "{}to {}{}",
        from.unwrap_or_default(),
        amount(claim.to.value, kpi),
        by.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const KPI: (&str, &str) = ("kpis/k.toml", "unit = \"%\"\ndirection = \"maintain\"\n");

    fn goal(status: &str, targets: &[(&str, &str, &str)]) -> String {
        let mut goal = format!("status = \"{status}\"\n");
        for (from, to, by) in targets {
            goal += &format!("[[target]]\nkpi = \"k\"\nfrom = {from}\nto = {to}\nby = {by}\n");
        }
        goal
    }

    fn said_of(goals: &[(&str, String)]) -> Vec<String> {
        let files = goals.iter().map(|(path, text)| (*path, text.as_str()));
        said(&RULE, &files.chain([KPI]).collect::<Vec<_>>())
    }

    #[test]
    fn steps_of_one_goal_are_no_disagreement() {
        let steps = [("2", "3", "2026-06-30"), ("2", "4", "2026-12-31"), ("4", "1", "2026-12-31")];
        assert!(said_of(&[("goals/a.toml", goal("committed", &steps))]).is_empty());
    }

    #[test]
    fn the_same_value_and_other_days_are_no_disagreement() {
        let one = goal("committed", &[("2", "3", "2026-12-31")]);
        let two = goal("proposed", &[("1", "3", "2026-12-31"), ("2", "2.5", "2026-06-30")]);
        assert!(said_of(&[("goals/a.toml", one), ("goals/b.toml", two)]).is_empty());
    }

    #[test]
    fn drafts_and_closed_goals_disagree_with_nobody() {
        for status in ["draft", "missed"] {
            let one = goal("committed", &[("2", "3", "2026-12-31")]);
            let two = goal(status, &[("2", "4", "2026-12-31")]);
            assert!(said_of(&[("goals/a.toml", one), ("goals/b.toml", two)]).is_empty());
        }
    }

    #[test]
    fn two_goals_that_disagree_on_two_days_are_told_of_once() {
        let one = goal("committed", &[("2", "3", "2026-06-30"), ("2", "5", "2026-12-31")]);
        let two = goal("committed", &[("2", "4", "2026-06-30"), ("2", "6", "2026-12-31")]);
        assert_eq!(
            said_of(&[("goals/a.toml", one), ("goals/b.toml", two)]),
            ["goal `b` wants KPI `k` at 4 % on 2026-06-30, and goal `a` wants 3 %"]
        );
    }

    #[test]
    fn the_one_that_stands_later_speaks_whatever_its_id() {
        let goals = "[zoe]\nstatus = \"committed\"\n[[zoe.target]]\nkpi = \"k\"\nfrom = 1\nto = 2\n\
                     [ada]\nstatus = \"committed\"\n[[ada.target]]\nkpi = \"k\"\nfrom = 2\nto = 1\n";
        assert_eq!(
            said_of(&[("goals.toml", goals.to_owned())]),
            ["goal `ada` wants KPI `k` to fall, and goal `zoe` wants it to rise"]
        );
    }

    #[test]
    fn a_kpi_that_nobody_has_is_not_compared() {
        let goals = [("goals/a.toml", "3"), ("goals/b.toml", "4")]
            .map(|(path, to)| (path, goal("committed", &[("2", to, "2026-12-31")])));
        let files: Vec<_> = goals.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert!(said(&RULE, &files).is_empty());
    }
}
