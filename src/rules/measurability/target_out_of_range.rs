use crate::finding::Findings;
use crate::level::Level;
use crate::rules::measurability::words::{amount, the_target};
use crate::rules::{Cx, Rule};
use crate::text::number;

pub(super) const RULE: Rule = Rule {
    name: "target-out-of-range",
    level: Level::Error,
    page: include_str!("target_out_of_range.md"),
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (goal, target) in cx.plan.open_targets() {
        let Some(kpi) = cx.plan.named(&target.kpi) else { continue };
        let Some(bounds) = kpi.bounds() else { continue };
        let is_outside = |value: f64| value < bounds.low || value > bounds.high;
        if ![target.from.value(), target.to.value()].into_iter().flatten().any(is_outside) {
            continue;
        }
        let (low, high) = (amount(bounds.low, kpi), amount(bounds.high, kpi));
        let (why, help) = if kpi.range.is_set() {
            ("its `range`", "correct the number, or the `range` of the KPI")
        } else {
            (
                "a `%` without a `range`",
                "correct the number; if the KPI can take such a value, give it `range = [<lowest>, <highest>]`",
            )
        };
        for (key, what, value) in [("from", "the start of ", &target.from), ("to", "", &target.to)]
        {
            let Some(value) = value.spanned() else { continue };
            let outside = if value.value > bounds.high {
                format!(
                    "{} over the KPI's highest value, {high}",
                    number(value.value - bounds.high)
                )
            } else if value.value < bounds.low {
                format!("{} under the KPI's lowest value, {low}", number(bounds.low - value.value))
            } else {
                continue;
            };
            let name = the_target(goal, target);
            let title = format!("{what}{name} is {}, {outside}", amount(value.value, kpi));
            out.report(goal.name(), value.at, title)
                .about(format!("{} {key}", kpi.id))
                .help(help)
                .label(bounds.at, format!("{why} is {} to {high}", number(bounds.low)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(kpi: &str, from: f64, to: f64) -> Vec<String> {
        let goal =
            format!("status = \"committed\"\n[[target]]\nkpi = \"k\"\nfrom = {from}\nto = {to}\n");
        said(&RULE, &[("kpis/k.toml", kpi), ("goals/a.toml", &goal)])
    }

    #[test]
    fn the_ends_of_a_range_belong_to_it() {
        assert!(said_of("unit = \"%\"\n", 0.0, 100.0).is_empty());
        assert!(said_of("unit = \"points\"\nrange = [-100, 100]\n", -100.0, 100.0).is_empty());
    }

    #[test]
    fn a_start_can_lie_outside_as_well() {
        assert_eq!(
            said_of("unit = \"points\"\nrange = [-10, 10]\n", -12.5, 10.5),
            [
                "the start of the target for `k` of goal `a` is -12.5 points, 2.5 under the KPI's lowest value, -10 points",
                "the target for `k` of goal `a` is 10.5 points, 0.5 over the KPI's highest value, 10 points",
            ]
        );
    }

    #[test]
    fn a_percentage_with_a_range_can_be_what_its_range_says() {
        assert!(said_of("unit = \"%\"\nrange = [0, 300]\n", 80.0, 250.0).is_empty());
        assert!(said_of("unit = \"%\"\nrange = \"any\"\n", 80.0, 250.0).is_empty());
        assert!(said_of("unit = \"EUR\"\n", 80.0, 250.0).is_empty());
    }
}
