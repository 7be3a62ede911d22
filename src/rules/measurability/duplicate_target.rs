use std::collections::HashMap;

use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "duplicate-target",
    level: Level::Error,
    page: include_str!("duplicate_target.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let mut firsts = HashMap::new();
        for target in &goal.targets {
            let (Some(kpi), Some(by)) = (target.kpi.get(), target.by.value()) else { continue };
            let Some(first) = firsts.get(&(kpi.id(), by)) else {
                firsts.insert((kpi.id(), by), kpi.at());
                continue;
            };
            let title =
                format!("goal `{}` has a second target for `{}` by {by}", goal.id, kpi.id());
            out.report(goal.name(), kpi.at(), title)
                .about(kpi.id())
                .help(
                    "keep the one that was agreed and remove the other; if one is a step on the way, give it a `by` \
                     of its own",
                )
                .label(*first, "the first one");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(targets: &[(&str, &str)]) -> usize {
        let mut goal = "status = \"committed\"\n".to_owned();
        for (kpi, by) in targets {
            goal += &format!("[[target]]\nkpi = \"{kpi}\"\n{by}\n");
        }
        said(&RULE, &[("goals/a.toml", &goal)]).len()
    }

    #[test]
    fn steps_of_one_kpi_are_no_duplicates() {
        assert_eq!(said_of(&[("k", "by = 2026-05-31"), ("k", "by = 2026-09-30")]), 0);
        assert_eq!(said_of(&[("k", "by = 2026-05-31"), ("l", "by = 2026-05-31")]), 0);
    }

    #[test]
    fn targets_without_a_day_are_not_known_to_be_the_same() {
        assert_eq!(said_of(&[("k", ""), ("k", "")]), 0);
    }

    #[test]
    fn a_confidential_target_can_be_there_twice_too() {
        let confidential = "by = 2026-05-31\nconfidential = \"board\"";
        assert_eq!(said_of(&[("k", "by = 2026-05-31"), ("k", confidential)]), 1);
    }
}
