use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "team-without-lead",
    level: Level::Warning,
    page: include_str!("team_without_lead.md"),
    reads: &[Reads::Goals, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let teams = &cx.plan.teams;
    if !teams.iter().any(|team| team.lead.is_set()) {
        return;
    }
    // The first item of each team for an open goal.
    let mut work = vec![None; teams.len()];
    for (goal, item) in cx.plan.work().filter(|(goal, _)| cx.plan.goals[*goal].is_open()) {
        if let Some((found, at)) = item.team.get().and_then(|team| Some((team.found()?, team.at())))
        {
            work[found].get_or_insert((&cx.plan.goals[goal].id, at));
        }
    }
    for (team, first) in teams.iter().zip(work) {
        let (Some((goal, at)), true) = (first, team.lead.is_absent()) else { continue };
        out.report(team.name(), team.at, format!("team `{}` has work to do and no lead", team.id))
            .help("add `lead = \"<person>\"`, the person to ask how its work is going")
            .label(at, format!("its work for goal `{goal}`"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(status: &str, item: &str) -> Vec<String> {
        let goal = format!("[a]\nstatus = \"{status}\"\n");
        let item = format!("[r]\n[[r.item]]\ngoal = \"a\"\nteam = \"crm\"\n{item}\n");
        let teams = "[crm]\nname = \"CRM\"\n[web]\nlead = \"lin\"\n";
        said(&RULE, &[("goals.toml", &goal), ("roadmaps.toml", &item), ("teams.toml", teams)])
    }

    #[test]
    fn only_work_that_is_wanted_needs_a_lead() {
        assert_eq!(said_of("proposed", ""), ["team `crm` has work to do and no lead"]);
        assert!(said_of("proposed", "status = \"dropped\"").is_empty());
        assert!(said_of("draft", "").is_empty());
        assert!(said_of("missed", "").is_empty());
    }
}
