use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "non-negotiable-without-reason",
    level: Level::Error,
    page: include_str!("non_negotiable_without_reason.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        for condition in &goal.non_negotiables {
            if !condition.because.is_absent() {
                continue;
            }
            let of = condition
                .function
                .get()
                .map_or(String::new(), |function| format!(" of `{}`", function.id()));
            let title = format!("a non-negotiable{of} for goal `{}` has no reason", goal.id);
            out.report(goal.name(), condition.must.at().unwrap_or(condition.at), title)
                .about(condition.must.get().map_or("", AsRef::as_ref))
                .help(
                    "add `because = \"…\"`: what would happen if it were given up, so that the other side can look for another \
                     way to prevent that",
                );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_reason_that_cannot_be_read_is_not_missing() {
        for (because, count) in [("", 1), ("because = 7\n", 0), ("because = \" \"\n", 0)] {
            let goal =
                format!("status = \"committed\"\n[[non_negotiable]]\nmust = \"x\"\n{because}");
            assert_eq!(said(&RULE, &[("goals/a.toml", &goal)]).len(), count, "{because}");
        }
    }
}
