use crate::day::{Day, Period};
use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Item;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::{Place, plural};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "bottleneck-team",
    level: Level::Warning,
    page: include_str!("bottleneck_team.md"),
    reads: &[Reads::Goals, Reads::Teams, Reads::Roadmaps],
    settings: &[TEAMS],
    check,
};

const TEAMS: Setting = Setting {
    rule: "bottleneck-team",
    name: "teams",
    default: 3.0,
    looser: Looser::Higher,
    about: "how many other teams wait for a team in one quarter when it is a bottleneck",
};

/// How many of the waiting teams are shown.
const SHOWN: usize = 5;

/// That a team waits for another: where it says so, and what for.
struct Wait<'p, 's> {
    item: &'p Item<'s>,
    giver: &'p Item<'s>,
    due: Day,
    at: Place,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    // By team and by the first day of the quarter: the teams that wait, each with its first wait.
    let mut queues: BTreeMap<(usize, Day), BTreeMap<usize, Wait<'_, '_>>> = BTreeMap::new();
    for (_, item) in plan.items().filter(|(_, item)| item.is_open() && !plan.is_for_draft(item)) {
        let Some(waiting) = item.team.get().and_then(Ref::found) else { continue };
        for before in item.waits_for() {
            let Some((_, giver)) = plan.item(before).filter(|(_, giver)| giver.is_open()) else {
                continue;
            };
            let team = giver.team.get().and_then(Ref::found).filter(|team| *team != waiting);
            let (Some(team), Some(due)) = (team, giver.days().last) else { continue };
            let quarter = Period::quarter_of(due.value).first_day();
            let wait = Wait { item, giver, due: due.value, at: before.at() };
            queues.entry((team, quarter)).or_default().entry(waiting).or_insert(wait);
        }
    }
    let most = cx.count(&TEAMS);
    for ((team, quarter), waits) in queues.iter().filter(|(_, waits)| waits.len() >= most) {
        let (team, quarter) = (&plan.teams[*team], Period::quarter_of(*quarter));
        let title = format!(
            "items of {} wait for team `{}` in {quarter}",
            plural(waits.len(), "other team"),
            team.id,
        );
        let finding = out.report(team.name(), team.at, title);
        finding.about(quarter.to_string()).help(
            "agree with all of them on what comes first, and spread the `due` days over the quarters; or let another \
             team give a part of it",
        );
        for (waiting, wait) in waits.iter().take(SHOWN) {
            let text = format!(
                "`{}` of team `{}` waits for `{}`, due on {}",
                wait.item.shown_id(),
                plan.teams[*waiting].id,
                wait.giver.shown_id(),
                wait.due
            );
            finding.label(wait.at, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const TEAMS: &str = "[data]\n[app]\n[shop]\n[web]\n";

    /// What is said of two items of team `data`, `x` in the second quarter and `y` in the third, and of those that wait.
    fn said_of(x: &str, waiting: &[&str]) -> Vec<String> {
        let waiting: String = waiting.iter().map(|item| format!("[[item]]\n{item}\n")).collect();
        let text = format!(
            "[[item]]\nid = \"x\"\nteam = \"data\"\ndue = 2026-06-30\n{x}\n\
             [[item]]\nid = \"y\"\nteam = \"data\"\ndue = 2026-07-01\n{waiting}"
        );
        let goals = "[sketch]\nstatus = \"draft\"";
        said(&RULE, &[("goals.toml", goals), ("roadmaps/r.toml", &text), ("teams.toml", TEAMS)])
    }

    const APP: &str = "team = \"app\"\nafter = [\"x\"]";
    const SHOP: &str = "team = \"shop\"\n[[item.need]]\nitem = \"x\"";
    const WEB: &str = "team = \"web\"\nafter = [\"x\"]";

    #[test]
    fn after_and_need_both_count() {
        assert_eq!(
            said_of("", &[APP, SHOP, WEB]),
            ["items of 3 other teams wait for team `data` in 2026-Q2"]
        );
        assert!(said_of("", &[APP, SHOP]).is_empty());
    }

    #[test]
    fn only_other_teams_count_each_once_and_in_one_quarter() {
        let own = "team = \"data\"\nafter = [\"x\"]";
        assert!(said_of("", &[APP, APP, SHOP, own]).is_empty());
        assert!(said_of("", &[APP, SHOP, "team = \"web\"\nafter = [\"y\"]"]).is_empty());
    }

    #[test]
    fn what_is_over_or_a_draft_makes_nobody_wait() {
        assert!(said_of("status = \"done\"", &[APP, SHOP, WEB]).is_empty());
        for more in ["status = \"dropped\"", "goal = \"sketch\""] {
            assert!(said_of("", &[APP, SHOP, &format!("{WEB}\n{more}")]).is_empty(), "{more}");
        }
    }
}
