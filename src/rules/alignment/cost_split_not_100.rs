use crate::decode::{Map, Percent};
use crate::finding::Findings;
use crate::level::Level;
use crate::model::FunctionRef;
use crate::rules::amounts::money;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, Place, number};

pub(super) const RULE: Rule = Rule {
    name: "cost-split-not-100",
    level: Level::Error,
    page: include_str!("cost_split_not_100.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

/// How many shares are shown.
const SHOWN: usize = 6;

/// How many points rounding may cost, however many shares there are.
const MOST_ROUNDED: f64 = 1.0;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let case = &goal.case;
        let Some(total) = case.split_total().filter(|_| !case.is_split_in_full()) else { continue };
        let rest = 100.0 - total;
        let (points, side) = (number(rest.abs()), if rest > 0.0 { "short of" } else { "over" });
        let noun = if points == "1" { "point" } else { "points" };
        let title = format!(
            "the shares in the cost of goal `{}` add up to {} %, {points} {noun} {side} 100 %",
            goal.id,
            number(total),
        );
        let at = case.cost_split.at.unwrap_or(goal.at);
        let finding = out.report(goal.name(), at, title);
        let why = case.cost.value().filter(|cost| *cost > 0.0).map(|cost| {
            let (amount, cost) = (money(cost * rest.abs() / 100.0, case), money(cost, case));
            if rest > 0.0 {
                format!(": as it stands, nobody pays {amount} of the {cost}")
            } else {
                format!(": as it stands, {amount} more than the {cost} are paid")
            }
        });
        finding.help(format!(
            "let those who pay agree on shares that add up to 100{}",
            why.unwrap_or_default()
        ));
        for (function, share) in case.cost_split.iter().take(SHOWN) {
            let text = format!("`{}` pays {} %", function.id(), number(share.0));
            finding.label(share.at, text);
        }
        if let Some((payer, at, share)) = rounded(&case.cost_split, rest) {
            let text = number(share);
            let title = format!("let `{payer}` take the rest, which makes {text} %");
            finding.unsafe_fix(title, vec![Edit { at, text }]);
        }
    }
}

/// Who takes the rest, and what their share becomes, where only rounding is at fault: the shares are written so roughly that it may
/// lie in them, and the one who pays most, or the last of several, still does afterwards.
fn rounded<'a>(
    split: &'a Map<FunctionRef<'_>, Percent>,
    rest: f64,
) -> Option<(&'a str, Place, f64)> {
    let roughness: f64 = split.iter().map(|(_, share)| last_digit(share.0)).sum();
    let (function, most) = split.iter().max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0))?;
    let share = most.0 + rest;
    let stays_most = split.iter().all(|(_, other)| other.0 == most.0 || other.0 < share);
    let is_rounding = rest.abs() <= MOST_ROUNDED && rest.abs() < roughness;
    (is_rounding && stays_most).then_some((function.id(), most.at, share))
}

/// What its last digit counts: 1 for 33, 0.1 for 33.3.
fn last_digit(share: f64) -> f64 {
    let decimals = number(share).split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (0..decimals).fold(1.0, |unit, _| unit / 10.0)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::day::Day;
    use crate::finding::{Finding, Findings};
    use crate::rules::{Cx, Settings};
    use crate::{plan, snapshot};

    /// What is found where the functions pay these shares.
    fn found(shares: &[&str]) -> Option<Finding> {
        let shares: String =
            shares.iter().enumerate().map(|(at, share)| format!("f{at} = {share}\n")).collect();
        let goal = format!("status = \"committed\"\n[case.cost_split]\n{shares}");
        let snapshot = snapshot::from_texts([("goals/a.toml", goal.as_bytes())]);
        let plan = plan::load(&snapshot);
        let today = Day::parse("2026-03-31").unwrap();
        let mut findings = Findings::of(RULE.name);
        let settings = &Settings::default();
        let (diff, agreed, log) = (None, None, None);
        let cx = Cx { plan: &plan, today, allows: &[], settings, diff, agreed, log };
        (RULE.check)(&cx, &mut findings);
        findings.into_all().pop()
    }

    #[test]
    fn a_hundredth_of_a_point_is_near_enough() {
        for shares in [&["33.33", "33.33", "33.33"][..], &["0.1", "0.2", "99.7"], &["100"], &[]] {
            assert!(found(shares).is_none(), "{shares:?}");
        }
        assert!(found(&["33.33", "33.33", "33.32"]).is_some());
        assert!(found(&["50", "150", "\"half\""]).is_none());
    }

    #[test]
    fn the_largest_share_takes_what_rounding_has_left() {
        for (shares, fixed) in [
            (&["33.3", "33.3", "33.3"][..], "f2` take the rest, which makes 33.4 %"),
            (&["33", "33", "33"], "f2` take the rest, which makes 34 %"),
            (&["33.4", "33.4", "33.4"], "f2` take the rest, which makes 33.2 %"),
            (&["66.6", "33.3"], "f0` take the rest, which makes 66.7 %"),
            (
                &["16.7", "16.7", "16.7", "16.7", "16.7", "16.7"],
                "f5` take the rest, which makes 16.5 %",
            ),
        ] {
            let fix = found(shares).unwrap().fix.unwrap();
            assert!(fix.title.ends_with(fixed) && !fix.safe, "{}", fix.title);
        }
    }

    #[test]
    fn the_points_over_or_short_are_said() {
        for (shares, points) in [
            (&["60", "41"][..], "101 %, 1 point over"),
            (&["60", "38.5"], "98.5 %, 1.5 points short of"),
        ] {
            let title = format!("the shares in the cost of goal `a` add up to {points} 100 %");
            assert_eq!(&*found(shares).unwrap().title, title);
        }
    }

    #[test]
    fn what_is_more_than_rounding_is_for_those_who_pay() {
        for shares in [&["49.5", "49.5"][..], &["30", "30", "30"], &["51", "50"], &["60"]] {
            assert!(found(shares).unwrap().fix.is_none(), "{shares:?}");
        }
    }
}
