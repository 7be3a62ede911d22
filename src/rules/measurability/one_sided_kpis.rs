use crate::finding::Findings;
use crate::level::Level;
use crate::model::GoalLevel;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "one-sided-kpis",
    level: Level::Warning,
    page: include_str!("one_sided_kpis.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::People, Reads::Functions],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let is_of_company = |level: Option<GoalLevel>| level == Some(GoalLevel::Company);
    for goal in cx.plan.open_goals().filter(|goal| is_of_company(goal.level.value())) {
        let Some(kpis) = cx.plan.measured_by(goal) else { continue };
        let owned = kpis.iter().map(|(kpi, _)| {
            let owner = kpi.owner.get()?;
            Some((kpi, owner, cx.plan.side_of(cx.plan.entry(owner)?)?))
        });
        // A KPI without a known owner may be the other side's.
        let Some(owned) = owned.collect::<Option<Vec<_>>>() else { continue };
        let (Some((_, at)), Some((_, _, side))) = (kpis.first(), owned.first()) else { continue };
        if owned.iter().any(|(_, _, other)| other != side) {
            continue;
        }
        let all = match owned.len() {
            1 => "the only KPI".to_owned(),
            2 => "both KPIs".to_owned(),
            count => format!("all {count} KPIs"),
        };
        let verb = if owned.len() == 1 { "is" } else { "are" };
        let title =
            format!("{all} of company goal `{}` {verb} owned by the {} side", goal.id, side.noun());
        let finding = out.report(goal.name(), *at, title);
        finding.help(format!(
            "let somebody of the {} side answer for a KPI of this goal: one that it has, or a further one",
            side.other().noun()
        ));
        for (kpi, owner, _) in owned {
            finding.label(owner.at(), format!("`{}` is owned by `{}`", kpi.id, owner.id()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const FUNCTIONS: (&str, &str) =
        ("functions.toml", "[sales]\nside = \"business\"\n[data]\nside = \"it\"\n");
    const PEOPLE: (&str, &str) = (
        "people.toml",
        "[ana]\nfunction = \"sales\"\n[ben]\nfunction = \"sales\"\n[kim]\nfunction = \"data\"\n\
         [lee]\nfunction = \"data\"\ndepartment = \"sales\"\n",
    );

    /// What is said of a goal whose KPIs have these owners.
    fn said_of(level: &str, owners: &[&str]) -> Vec<String> {
        let mut goal = format!("level = \"{level}\"\nstatus = \"committed\"\n");
        let mut kpis = String::new();
        for (index, owner) in owners.iter().enumerate() {
            goal += &format!("[[target]]\nkpi = \"k{index}\"\n");
            let owner =
                if owner.is_empty() { String::new() } else { format!("owner = \"{owner}\"") };
            kpis += &format!("[k{index}]\n{owner}\n");
        }
        said(&RULE, &[FUNCTIONS, PEOPLE, ("goals/a.toml", &goal), ("kpis.toml", &kpis)])
    }

    #[test]
    fn sides_are_counted_by_function() {
        let title = |all: &str, side: &str| format!("{all} of company goal `a` {side} side");
        assert_eq!(
            said_of("company", &["ana"]),
            [title("the only KPI", "is owned by the business")]
        );
        assert_eq!(
            said_of("company", &["ana", "ben"]),
            [title("both KPIs", "are owned by the business")]
        );
        assert_eq!(
            said_of("company", &["kim", "lee", "kim"]),
            [title("all 3 KPIs", "are owned by the IT")]
        );
        assert!(said_of("company", &["ana", "kim"]).is_empty());
    }

    #[test]
    fn other_goals_may_be_measured_by_one_side() {
        assert!(said_of("function", &["ana", "ben"]).is_empty());
        assert!(said_of("team", &["ana", "ben"]).is_empty());
    }

    #[test]
    fn a_kpi_without_a_known_owner_may_be_the_other_sides() {
        assert!(said_of("company", &["ana", ""]).is_empty());
        assert!(said_of("company", &["ana", "nobody-known"]).is_empty());
    }
}
