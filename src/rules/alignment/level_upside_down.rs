use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::a_or_an;

pub(super) const RULE: Rule = Rule {
    name: "level-upside-down",
    level: Level::Warning,
    page: include_str!("level_upside_down.md"),
    reads: &[Reads::Goals],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    for (position, goal) in plan.goals.iter().enumerate() {
        for supported in &goal.supports {
            let Some(found) = supported.found() else { continue };
            // A circle is another rule's to tell.
            let is_in_circle = plan.open_alignment().is_knotted(position, found);
            if is_in_circle || !plan.is_upside_down(position, found) {
                continue;
            }
            let below = &plan.goals[found];
            let (Some(level), Some(lower)) = (goal.level.spanned(), below.level.spanned()) else {
                continue;
            };
            let kind = |level| format!("{level} goal");
            let title = format!(
                "{} `{}` supports `{}`, {}",
                kind(level.value),
                goal.id,
                below.id,
                a_or_an(&kind(lower.value))
            );
            out.report(goal.name(), supported.at, title)
                .about(below.id.as_ref())
                .help(format!(
                    "if `{0}` helps to reach `{1}`, turn the link round: remove `{0}` here and write \
                     `supports = [\"{1}\"]` there; else correct the `level` that is wrong",
                    below.id, goal.id
                ))
                .label(level.at, format!("`{}` is {}", goal.id, a_or_an(&kind(level.value))))
                .label(lower.at, format!("`{}` is {}", below.id, a_or_an(&kind(lower.value))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said where a goal of one level supports one of another.
    fn said_of(level: &str, other: &str, more: &str) -> Vec<String> {
        let goals = format!(
            "[a]\nlevel = \"{level}\"\nstatus = \"committed\"\nsupports = [\"b\"]\n[b]\nlevel = \"{other}\"\n{more}"
        );
        said(&RULE, &[("goals.toml", &goals)])
    }

    #[test]
    fn support_goes_upwards_or_stays_on_a_level() {
        let levels = ["company", "function", "team"];
        for (rank, level) in levels.iter().enumerate() {
            for (other_rank, other) in levels.iter().enumerate() {
                let count = usize::from(rank < other_rank);
                assert_eq!(said_of(level, other, "status = \"draft\"\n").len(), count);
            }
        }
    }

    #[test]
    fn circles_and_closed_goals_are_for_other_rules() {
        let back = "status = \"committed\"\nsupports = [\"a\"]\n";
        assert!(said_of("company", "team", back).is_empty());
        assert!(said_of("company", "team", "status = \"achieved\"\n").is_empty());
    }

    #[test]
    fn a_circle_that_only_a_draft_closes_is_told_by_no_other_rule() {
        let back = "status = \"draft\"\nsupports = [\"a\"]\n";
        assert_eq!(
            said_of("company", "team", back),
            ["company goal `a` supports `b`, a team goal"]
        );
    }
}
