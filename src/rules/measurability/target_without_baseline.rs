use crate::finding::Findings;
use crate::level::{Level, Severity};
use crate::model::Status;
use crate::rules::measurability::words::the_target;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-without-baseline",
    level: Level::Error,
    page: include_str!("target_without_baseline.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (goal, target) in cx.plan.open_targets() {
        if !target.confidential.is_absent() {
            continue;
        }
        let (lacks, add) = match (target.from.is_absent(), target.to.is_absent()) {
            (false, false) => continue,
            (true, false) => ("no baseline (`from`)", "`from = <value at the start>`"),
            (false, true) => ("no value to reach (`to`)", "`to = <value to reach>`"),
            (true, true) => (
                "neither a baseline (`from`) nor a value to reach (`to`)",
                "`from = <value at the start>` and `to = <value to reach>`",
            ),
        };
        let title = format!("{} has {lacks}", the_target(goal, target));
        let unit = cx.plan.named(&target.kpi).and_then(|kpi| kpi.unit.get());
        let unit = unit.map_or(String::new(), |unit| format!(", in {unit}"));
        let finding = out.report(goal.name(), target.at, title);
        finding.about(target.kpi_id()).help(format!(
            "add {add}{unit}, or `confidential = \"<where the numbers are kept>\"` if they may not be published"
        ));
        if goal.is(Status::Proposed) {
            finding.at_most(Severity::Warning);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(target: &str) -> Vec<String> {
        let goal = format!("status = \"committed\"\n[[target]]\n{target}");
        said(&RULE, &[("goals/a.toml", &goal)])
    }

    #[test]
    fn either_number_can_be_missing() {
        let start = "the target for `k` of goal `a` has ";
        assert_eq!(said_of("kpi = \"k\"\nto = 2\n"), [format!("{start}no baseline (`from`)")]);
        assert_eq!(
            said_of("kpi = \"k\"\nfrom = 1\n"),
            [format!("{start}no value to reach (`to`)")]
        );
        assert_eq!(
            said_of("kpi = \"k\"\n"),
            [format!("{start}neither a baseline (`from`) nor a value to reach (`to`)")]
        );
    }

    #[test]
    fn a_confidential_target_keeps_its_numbers_elsewhere() {
        assert!(said_of("kpi = \"k\"\nconfidential = \"the board's folder\"\n").is_empty());
    }

    #[test]
    fn a_number_that_cannot_be_read_is_not_missing() {
        assert!(said_of("kpi = \"k\"\nfrom = \"84 %\"\nto = 2\n").is_empty());
    }

    #[test]
    fn it_is_said_of_a_target_without_a_kpi_too() {
        assert_eq!(said_of("to = 2\n"), ["a target of goal `a` has no baseline (`from`)"]);
    }
}
