use std::collections::{BTreeMap, BTreeSet};

use crate::day::Day;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Entry, Goal, PersonRef, Side};
use crate::rules::ownership::seats;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, Spanned, and_list, plural};

pub(super) const RULE: Rule = Rule {
    name: "owner-has-left",
    level: Level::Error,
    page: include_str!("owner_has_left.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::People, Reads::Teams, Reads::Roadmaps, Reads::Today],
    settings: &[],
    check,
};

/// What somebody who leaves does for a goal, and where that is written, by their position among the people.
type Roles = BTreeMap<usize, Vec<(String, Place)>>;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.people.iter().any(|person| person.until.is_set()) {
        return;
    }
    let teams_by_goal = cx.plan.teams_by_goal();
    for (goal, teams) in cx.plan.goals.iter().zip(&teams_by_goal).filter(|(goal, _)| goal.is_open())
    {
        for (person, roles) in leavers(cx, goal, teams) {
            report(cx, goal, person, &roles, out);
        }
    }
}

/// Those who leave before the goal is done, and all they do for it.
fn leavers<'s>(cx: &Cx<'s>, goal: &Goal<'s>, teams: &BTreeSet<usize>) -> Roles {
    let plan = cx.plan;
    let end = goal.due.value().map_or(cx.today, |due| due.max(cx.today));
    let mut roles = Roles::new();
    let mut note = |person: &Spanned<PersonRef<'s>>, role: &dyn Fn() -> String| {
        let Some(found) = person.found() else { return };
        if plan.people[found].until.value().is_some_and(|until| until < end) {
            let roles = roles.entry(found).or_default();
            if roles.iter().all(|(_, at)| *at != person.at) {
                roles.push((role(), person.at));
            }
        }
    };
    for side in Side::BOTH {
        if let Some(owner) = goal.owners.of(side).spanned() {
            note(owner, &|| format!("{} owner", side.noun()));
        }
    }
    for (function, champion) in &goal.champions {
        note(champion, &|| format!("`{}` champion", function.id()));
    }
    for kpi in goal.targets.iter().filter_map(|target| plan.named(&target.kpi)) {
        if let Some(owner) = kpi.owner.spanned() {
            note(owner, &|| format!("owner of KPI `{}`", kpi.id));
        }
    }
    for team in teams.iter().map(|team| &plan.teams[*team]) {
        if let Some(lead) = team.lead.spanned() {
            note(lead, &|| format!("lead of team `{}`", team.id));
        }
    }
    roles
}

fn report(
    cx: &Cx<'_>,
    goal: &Entry<'_, Goal<'_>>,
    person: usize,
    roles: &[(String, Place)],
    out: &mut Findings,
) {
    let person = &cx.plan.people[person];
    let (Some(until), Some((_, first))) = (person.until.spanned(), roles.first()) else { return };
    let days = |from: Day, to: Day| plural(from.days_until(to).unsigned_abs() as usize, "day");
    let due = goal.due.spanned().filter(|_| until.value >= cx.today);
    let (leaves, label, help) = match due {
        Some(due) => (
            format!("leaves {} before it is due", days(until.value, due.value)),
            "leaves on",
            Help::from(format!(
                "hand over to somebody who stays, or finish the goal and move its `due` to {} or earlier",
                until.value
            )),
        ),
        None => (
            format!("left {} ago", days(until.value, cx.today)),
            "left on",
            successor(cx, goal, roles),
        ),
    };
    let names: Vec<&str> = roles.iter().map(|(role, _)| role.as_str()).collect();
    let title = format!(
        "goal `{}` counts on `{}`, who {leaves}, as {}",
        goal.id,
        person.id,
        and_list(&names)
    );
    // Whoever owns a KPI or leads a team is named in another file.
    let is_here = first.file == goal.at.file;
    let finding = out.report(goal.name(), if is_here { *first } else { goal.at }, title);
    finding.about(person.id.as_ref()).help(help);
    finding.label(until.at, format!("`{}` {label} {}", person.id, until.value));
    if let Some(due) = due {
        finding.label(due.at, format!("the goal is due on {}", due.value));
    }
    for (role, at) in roles.iter().skip(usize::from(is_here)) {
        finding.label(*at, role);
    }
}

/// How the place of somebody who has left is filled: an owner's seat may also be declared vacant.
fn successor<'s>(cx: &Cx<'s>, goal: &Entry<'s, Goal<'s>>, roles: &[(String, Place)]) -> Help {
    let first = roles.first().map(|(_, at)| *at);
    let whom = if roles.len() > 1 { "a successor in each of these places" } else { "a successor" };
    match Side::BOTH.into_iter().find(|side| goal.owners.of(*side).at() == first) {
        Some(side) => seats::new_owner(cx, goal, side, whom),
        None => format!("name {whom}, or leave the place empty until there is one").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const GOAL: &str = "[a]\nstatus = \"committed\"\ndue = 2026-09-30\n";

    fn said_of(goal: &str, until: &str, more: &[(&str, &str)]) -> Vec<String> {
        let goal = format!("{GOAL}{goal}");
        let person = format!("[ana]\nuntil = {until}\n");
        said(&RULE, &[&[("goals.toml", goal.as_str()), ("people.toml", &person)], more].concat())
    }

    #[test]
    fn on_the_day_they_leave_people_are_still_there() {
        let owner = "owners.it = \"ana\"\n";
        assert!(said_of(owner, "2026-09-30", &[]).is_empty());
        assert_eq!(
            said_of(owner, "2026-09-29", &[]),
            ["goal `a` counts on `ana`, who leaves 1 day before it is due, as IT owner"]
        );
        assert_eq!(
            said_of(owner, "2026-03-30", &[]),
            ["goal `a` counts on `ana`, who left 1 day ago, as IT owner"]
        );
    }

    #[test]
    fn all_that_one_person_does_for_a_goal_is_one_finding() {
        let goal = "owners.business = \"ana\"\nchampions.finance = \"ana\"\n\
                    target = [{ kpi = \"k\" }, { kpi = \"k\" }]\n";
        let kpi = ("kpis.toml", "[k]\nowner = \"ana\"\n");
        assert_eq!(
            said_of(goal, "2026-03-30", &[kpi]),
            [
                "goal `a` counts on `ana`, who left 1 day ago, as business owner, `finance` champion, \
              and owner of KPI `k`"
            ]
        );
    }

    #[test]
    fn the_lead_of_a_team_counts_while_the_team_has_work_on_the_goal() {
        let item = |status| {
            format!("[r]\n[[r.item]]\ngoal = \"a\"\nteam = \"t\"\nstatus = \"{status}\"\n")
        };
        let team = ("teams.toml", "[t]\nlead = \"ana\"\n");
        let said = |status| said_of("", "2026-03-30", &[team, ("roadmaps.toml", &item(status))]);
        assert_eq!(
            said("doing"),
            ["goal `a` counts on `ana`, who left 1 day ago, as lead of team `t`"]
        );
        assert!(said("dropped").is_empty());
    }
}
