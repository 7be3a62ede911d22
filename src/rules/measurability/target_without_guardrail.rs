use crate::finding::Findings;
use crate::level::Level;
use crate::model::Measures;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-without-guardrail",
    level: Level::Off,
    page: include_str!("target_without_guardrail.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(kpis) = cx.plan.measured_by(goal) else { continue };
        // An output guards nothing; a KPI of which nothing is said may do so, and so may a non-negotiable.
        let mut others =
            kpis.iter().filter(|(kpi, _)| kpi.measures.value() != Some(Measures::Output));
        let (Some((kpi, at)), None) = (others.next(), others.next()) else { continue };
        let Some(measures) = kpi.measures.spanned().filter(|is| is.value == Measures::Outcome)
        else {
            continue;
        };
        if !goal.non_negotiables.is_missing() {
            continue;
        }
        let title =
            format!("goal `{}` is judged by `{}` alone, and nothing guards it", goal.id, kpi.id);
        out.report(goal.name(), *at, title)
            .help(format!(
                "add a target for a KPI with `measures = \"guardrail\"`: what may not get worse while `{}` gets better",
                kpi.id
            ))
            .label(measures.at, "the only outcome");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// How many findings there are of a goal with a KPI for each of these `measures`, and `more` at its end.
    fn said_of(measures: &[&str], more: &str) -> usize {
        let mut goal = "status = \"committed\"\n".to_owned();
        let mut all = String::new();
        for (index, measures) in measures.iter().enumerate() {
            goal += &format!("[[target]]\nkpi = \"k{index}\"\n");
            all += &format!("[k{index}]\nmeasures = \"{measures}\"\n");
        }
        said(&RULE, &[("goals/a.toml", &(goal + more)), ("kpis.toml", &all)]).len()
    }

    #[test]
    fn two_outcomes_guard_each_other_and_an_output_guards_nothing() {
        assert_eq!(said_of(&["outcome"], ""), 1);
        assert_eq!(said_of(&["outcome", "output"], ""), 1);
        assert_eq!(said_of(&["outcome", "outcome"], ""), 0);
        assert_eq!(said_of(&["outcome", "guardrail"], ""), 0);
    }

    #[test]
    fn steps_of_one_kpi_are_one_kpi() {
        assert_eq!(said_of(&["outcome"], "[[target]]\nkpi = \"k0\"\n"), 1);
    }

    #[test]
    fn a_non_negotiable_guards_too() {
        let must = "[[non_negotiable]]\nfunction = \"legal\"\nmust = \"no hidden fees\"\n";
        assert_eq!(said_of(&["outcome"], must), 0);
    }
}
