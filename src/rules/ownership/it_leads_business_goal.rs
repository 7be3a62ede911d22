use crate::finding::Findings;
use crate::level::Level;
use crate::model::Side;
use crate::rules::amounts::money;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "it-leads-business-goal",
    level: Level::Off,
    page: include_str!("it_leads_business_goal.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(lead) = goal.owners.lead.spanned().filter(|lead| lead.value == Side::It) else {
            continue;
        };
        let value = goal.case.value.spanned().filter(|value| value.value > 0.0);
        let (promise, at, label) = match (goal.customer.at(), value) {
            (Some(customer), _) => (
                "promises something to the customer".to_owned(),
                customer,
                "what the customer gains",
            ),
            (None, Some(value)) => (
                format!("is to bring in {}", money(value.value, &goal.case)),
                value.at,
                "what it brings in",
            ),
            (None, None) => continue,
        };
        out.report(goal.name(), lead.at, format!("goal `{}` {promise}, and IT leads it", goal.id))
            .help(
                "write `lead = \"business\"`, so that whoever wants the outcome has the last word",
            )
            .label(at, label);
    }
}
