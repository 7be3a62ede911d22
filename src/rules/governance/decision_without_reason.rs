use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "decision-without-reason",
    level: Level::Error,
    page: include_str!("decision_without_reason.md"),
    reads: &[Reads::Decisions],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for decision in cx.plan.decisions.iter().filter(|decision| decision.because.is_absent()) {
        out.report(decision.name(), decision.at, format!("decision `{}` gives no reason", decision.id))
            .help("add `because = \"…\"`: what spoke for it, and what was given up, in a sentence for those who were not there");
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_reason_that_cannot_be_read_is_not_missing() {
        assert_eq!(said(&RULE, &[("decisions.toml", "[d]\n")]).len(), 1);
        assert!(said(&RULE, &[("decisions.toml", "[d]\nbecause = 7\n")]).is_empty());
    }
}
