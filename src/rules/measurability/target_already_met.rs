use crate::finding::Findings;
use crate::level::Level;
use crate::rules::amounts::amount;
use crate::rules::measurability::agreed::show_agreed_day;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "target-already-met",
    level: Level::Warning,
    page: include_str!("target_already_met.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(agreed) = goal.agreed_day() else { continue };
        for target in &goal.targets {
            let (Some(kpi), Some(to)) = (cx.plan.named(&target.kpi), target.to.spanned()) else {
                continue;
            };
            let Some(direction) = kpi.direction.value() else { continue };
            // A target that leads nowhere, or where the KPI cannot go, is a finding already.
            let leads_nowhere =
                target.from.value().is_some_and(|from| direction.has_reached(from, to.value));
            if leads_nowhere || !kpi.can_be(to.value) {
                continue;
            }
            let last = kpi.last_actual(agreed.value.min(cx.today));
            let Some(actual) = last.filter(|last| direction.has_reached(last.value, to.value))
            else {
                continue;
            };
            let (wanted, measured) = (amount(to.value, kpi), amount(actual.value, kpi));
            let title = format!(
                "the target of {wanted} for `{}` was met when goal `{}` was set: {measured} on {}",
                kpi.id, goal.id, actual.on.value
            );
            let finding = out.report(goal.name(), to.at, title);
            finding
                .about(kpi.id.as_ref())
                .help(
                    "agree on a value that is still to be reached; if the KPI shall only stay there, give it \
                     `direction = \"maintain\"`",
                )
                .label(actual.at, format!("the last measurement by then: {measured}"));
            show_agreed_day(goal, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn count(kpi: &str, goal: &str) -> usize {
        let kpis = format!("[k]\n{kpi}\n");
        let goals = format!("[g]\nstatus = \"committed\"\nstart = 2026-02-01\n{goal}\n");
        said(&RULE, &[("kpis.toml", &kpis), ("goals.toml", &goals)]).len()
    }

    const FROM_1_TO_5: &str = "[[g.target]]\nkpi = \"k\"\nfrom = 1\nto = 5\n";

    #[test]
    fn a_goal_that_gets_there_later_is_a_success() {
        let met_on = |day: &str| format!("direction = \"increase\"\nactuals = {{ {day} = 5 }}");
        assert_eq!(count(&met_on("2026-02-01"), FROM_1_TO_5), 1);
        assert_eq!(count(&met_on("2026-02-02"), FROM_1_TO_5), 0);
        let agreed = format!("agreed = {{ on = 2026-01-15 }}\n{FROM_1_TO_5}");
        assert_eq!(count(&met_on("2026-01-31"), &agreed), 0);
    }

    #[test]
    fn winning_back_what_was_lost_is_a_goal() {
        let kpi = "direction = \"increase\"\nactuals = { 2025-06-30 = 5, 2026-01-31 = 1 }";
        assert_eq!(count(kpi, FROM_1_TO_5), 0);
    }

    #[test]
    fn less_is_past_the_target_of_a_measure_that_shall_decrease() {
        let target = "[[g.target]]\nkpi = \"k\"\nfrom = 5\nto = 2\n";
        let kpi =
            |value: &str| format!("direction = \"decrease\"\nactuals = {{ 2026-01-31 = {value} }}");
        assert_eq!(count(&kpi("1.9"), target), 1);
        assert_eq!(count(&kpi("2.1"), target), 0);
    }

    #[test]
    fn what_shall_stay_where_it_is_may_be_there() {
        let kpi = "direction = \"maintain\"\nactuals = { 2026-01-31 = 5 }";
        assert_eq!(count(kpi, FROM_1_TO_5), 0);
    }

    #[test]
    fn a_target_that_leads_nowhere_is_not_told_of_twice() {
        let kpi = "direction = \"increase\"\nactuals = { 2026-01-31 = 9 }";
        assert_eq!(count(kpi, "[[g.target]]\nkpi = \"k\"\nfrom = 9\nto = 5\n"), 0);
        assert_eq!(count(kpi, "[[g.target]]\nkpi = \"k\"\nfrom = 9\nto = 9\n"), 0);
    }
}
