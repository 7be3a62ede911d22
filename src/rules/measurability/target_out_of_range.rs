use crate::finding::Findings;
use crate::level::Level;
use crate::rules::amounts::amount;
use crate::rules::measurability::beyond::beyond;
use crate::rules::measurability::words::the_target;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-out-of-range",
    level: Level::Error,
    page: include_str!("target_out_of_range.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (goal, target) in cx.plan.open_targets() {
        let Some(kpi) = cx.plan.named(&target.kpi) else { continue };
        for (key, what, value) in [("from", "the start of ", &target.from), ("to", "", &target.to)]
        {
            let Some(value) = value.spanned() else { continue };
            let Some(beyond) = beyond(value.value, kpi, "the KPI's") else { continue };
            let (name, value_at) = (the_target(goal, target), value.at);
            let title = format!("{what}{name} is {}, {}", amount(value.value, kpi), beyond.words);
            out.report(goal.name(), value_at, title)
                .about(format!("{} {key}", kpi.id))
                .help(beyond.help)
                .label(beyond.at, beyond.bounds);
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
