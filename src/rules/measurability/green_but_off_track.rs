use crate::finding::Findings;
use crate::level::Level;
use crate::model::Health;
use crate::rules::measurability::off_track::{courses_off_track, show, where_it_is};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "green-but-off-track",
    level: Level::Warning,
    page: include_str!("green_but_off_track.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        let Some(health) = goal.health.spanned().filter(|health| health.value == Health::Green)
        else {
            continue;
        };
        let courses = courses_off_track(cx, goal);
        let Some(first) = courses.first() else { continue };
        let title = format!("goal `{}` is called green, but {}", goal.id, where_it_is(first));
        let finding = out.report(goal.name(), health.at, title);
        finding.help(
            "write `health = \"amber\"` or `\"red\"` and talk about what to change, or add a newer measurement that \
             shows it on track",
        );
        for course in &courses {
            show(course, cx, finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_goal_is_told_once_however_many_kpis_are_behind() {
        let kpis = "[a]\nactuals = { 2026-02-28 = 0 }\n[b]\nactuals = { 2026-02-28 = 0 }\n";
        let goals = "[g]\nstatus = \"committed\"\nhealth = \"green\"\nstart = 2026-01-01\n\
            [[g.target]]\nkpi = \"a\"\nfrom = 0\nto = 9\nby = 2026-12-31\n\
            [[g.target]]\nkpi = \"b\"\nfrom = 0\nto = 9\nby = 2026-06-30\n";
        assert_eq!(
            said(&RULE, &[("kpis.toml", kpis), ("goals.toml", goals)]),
            ["goal `g` is called green, but `b` was at 0 on 2026-02-28, where 2.9 was due"]
        );
    }

    #[test]
    fn amber_and_red_have_said_so_already() {
        let kpis = "[a]\nactuals = { 2026-02-28 = 0 }\n";
        for health in ["amber", "red"] {
            let goals = format!(
                "[g]\nstatus = \"committed\"\nhealth = \"{health}\"\nstart = 2026-01-01\n\
                 [[g.target]]\nkpi = \"a\"\nfrom = 0\nto = 9\nby = 2026-12-31\n"
            );
            assert!(said(&RULE, &[("kpis.toml", kpis), ("goals.toml", &goals)]).is_empty());
        }
    }
}
