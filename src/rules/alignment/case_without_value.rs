use crate::decode::Slot;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::amounts::money;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "case-without-value",
    level: Level::Warning,
    page: include_str!("case_without_value.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let case = &goal.case;
        let Some(cost) = case.cost.spanned().filter(|cost| cost.value > 0.0) else { continue };
        let costs = money(cost.value, case);
        match &case.value {
            Slot::Absent => {
                let title = format!(
                    "goal `{}` costs {costs}, and its case does not say what it brings in",
                    goal.id
                );
                out.report(goal.name(), cost.at, title).help(
                    "add `value = <amount>` beside the cost, in the same currency: what is earned or saved by it, as the \
                     business owner reckons it",
                );
            }
            Slot::Set(value) if value.value < cost.value => {
                let title = format!(
                    "goal `{}` brings in {} and costs {costs}, a loss of {}",
                    goal.id,
                    money(value.value, case),
                    money(cost.value - value.value, case),
                );
                out.report(goal.name(), value.at, title)
                    .help(
                        "correct the number that is wrong; if it is wanted all the same, because the law asks for it, say, \
                         write that into `why` and let this line carry `# goalpact: allow case-without-value because …`",
                    )
                    .label(cost.at, "what it costs");
            }
            Slot::Set(_) | Slot::Broken => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_case_pays_or_costs_nothing() {
        for (case, count) in [
            ("cost = 100\nvalue = 100", 0),
            ("cost = 100\nvalue = 99.5", 1),
            ("cost = 100\nvalue = 0", 1),
            ("cost = 100\nvalue = \"a lot\"", 0),
            ("cost = 0", 0),
            ("value = 100", 0),
        ] {
            let goal = format!("status = \"committed\"\n[case]\n{case}\n");
            assert_eq!(said(&RULE, &[("goals/a.toml", &goal)]).len(), count, "{case}");
        }
    }

    #[test]
    fn amounts_are_shown_as_people_write_them() {
        for (amounts, shown) in [
            ("value = 999\ncost = 1_000", "brings in 999 and costs 1,000, a loss of 1"),
            (
                "value = -1234567.891\ncost = 0.5",
                "brings in -1,234,567.89 and costs 0.5, a loss of 1,234,568.39",
            ),
        ] {
            let goal = format!("status = \"committed\"\n[case]\n{amounts}\n");
            assert_eq!(said(&RULE, &[("goals/a.toml", &goal)]), [format!("goal `a` {shown}")]);
        }
    }
}
