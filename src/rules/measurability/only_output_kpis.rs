use crate::finding::Findings;
use crate::level::Level;
use crate::model::Measures;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "only-output-kpis",
    level: Level::Warning,
    page: include_str!("only_output_kpis.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(kpis) = cx.plan.measured_by(goal) else { continue };
        // A KPI of which nothing is said may well measure an outcome.
        let may_be_outcome =
            |measures| !matches!(measures, Some(Measures::Output | Measures::Guardrail));
        if kpis.iter().any(|(kpi, _)| may_be_outcome(kpi.measures.value())) {
            continue;
        }
        let outputs: Vec<_> =
            kpis.iter().filter(|(kpi, _)| kpi.measures.value() == Some(Measures::Output)).collect();
        let Some((_, at)) = outputs.first() else { continue };
        let title = format!("goal `{}` measures what is done, and not what it brings", goal.id);
        let finding = out.report(goal.name(), *at, title);
        finding.help(
            "add a target for a KPI with `measures = \"outcome\"`: what changes for customers or for the business once \
             the work is done",
        );
        for (kpi, _) in outputs {
            if let Some(at) = kpi.measures.at() {
                finding.label(at, format!("`{}` measures an output", kpi.id));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// How many findings there are of a goal whose KPIs `k0`, `k1`, … hold these fields.
    fn said_of(kpis: &[&str]) -> usize {
        let mut goal = "status = \"committed\"\n".to_owned();
        let mut all = String::new();
        for (index, fields) in kpis.iter().enumerate() {
            goal += &format!("[[target]]\nkpi = \"k{index}\"\n");
            all += &format!("[k{index}]\n{fields}\n");
        }
        said(&RULE, &[("goals/a.toml", &goal), ("kpis.toml", &all)]).len()
    }

    #[test]
    fn a_guardrail_is_no_outcome() {
        assert_eq!(said_of(&["measures = \"output\"", "measures = \"guardrail\""]), 1);
        assert_eq!(said_of(&["measures = \"guardrail\""]), 0);
    }

    #[test]
    fn a_kpi_of_which_nothing_is_said_is_no_output() {
        assert_eq!(said_of(&[""]), 0);
        assert_eq!(said_of(&["measures = \"output\"", ""]), 0);
        assert_eq!(said_of(&["measures = \"output\"", "measures = \"result\""]), 0);
    }

    #[test]
    fn a_kpi_that_nobody_has_may_be_an_outcome() {
        let goal = "status = \"committed\"\n[[target]]\nkpi = \"k\"\n[[target]]\nkpi = \"lost\"\n";
        let kpi = "measures = \"output\"\n";
        assert!(said(&RULE, &[("goals/a.toml", goal), ("kpis/k.toml", kpi)]).is_empty());
    }
}
