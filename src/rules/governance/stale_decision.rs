use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{DecisionStatus, GoalRef};
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::{Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "stale-decision",
    level: Level::Warning,
    page: include_str!("stale_decision.md"),
    reads: &[Reads::Decisions, Reads::Today],
    settings: &[DAYS],
    check,
};

const DAYS: Setting = Setting {
    rule: "stale-decision",
    name: "days",
    default: 30.0,
    looser: Looser::Higher,
    about: "how many days a decision may be proposed",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let allowed = cx.count(&DAYS);
    for decision in &cx.plan.decisions {
        let is_proposed = decision.status.value() == Some(DecisionStatus::Proposed);
        let (Some(status), Some(on)) = (decision.status.at(), decision.on.spanned()) else {
            continue;
        };
        let days = usize::try_from(on.days_until(cx.today)).unwrap_or(0);
        if !is_proposed || days <= allowed {
            continue;
        }
        let title = format!(
            "decision `{}` has been proposed for {}, {} over the {allowed} allowed",
            decision.id,
            plural(days, "day"),
            plural(days - allowed, "day")
        );
        let finding = out.report(decision.name(), status, title);
        finding
            .help(Help::with(
                "put it on the agenda of the next meeting and write down what comes of it, which may be that all stays as \
                 it is:",
                ["status = \"accepted\"", "chosen = \"…\""],
            ))
            .label(on.at, format!("proposed on {}", on.value));
        if let Some(at) = decision.goals.at().filter(|_| !decision.goals.is_empty()) {
            finding.label(at, format!("{} for it", waiting(&decision.goals)));
        }
    }
}

/// "goal `a` waits", "3 goals wait".
fn waiting(goals: &[Spanned<GoalRef<'_>>]) -> String {
    match goals {
        [goal] => format!("goal `{}` waits", goal.id()),
        _ => format!("{} wait", plural(goals.len(), "goal")),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn count(decision: &str) -> usize {
        said(&RULE, &[("decisions.toml", &format!("[d]\n{decision}"))]).len()
    }

    #[test]
    fn thirty_days_are_not_more_than_thirty() {
        assert_eq!(count("on = 2026-03-01\nstatus = \"proposed\"\n"), 0);
        assert_eq!(count("on = 2026-02-28\nstatus = \"proposed\"\n"), 1);
        assert_eq!(count("on = 2027-02-28\nstatus = \"proposed\"\n"), 0);
    }

    #[test]
    fn a_decision_that_says_nothing_of_its_status_is_taken() {
        assert_eq!(count("on = 2025-01-01\n"), 0);
        assert_eq!(count("on = 2025-01-01\nstatus = \"superseded\"\n"), 0);
    }
}
