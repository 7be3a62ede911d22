use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::Side;
use crate::rules::{Cx, Reads, Rule};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "one-sided-roadmap",
    level: Level::Warning,
    page: include_str!("one_sided_roadmap.md"),
    reads: &[Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many of the teams are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for roadmap in cx.plan.roadmaps.iter().filter(|roadmap| roadmap.items.is_whole()) {
        let items: Vec<_> = roadmap.items.iter().filter(|item| !item.is_dropped()).collect();
        let side_of = |team: Option<usize>| cx.plan.side_of_team(cx.plan.teams.get(team?)?);
        let mut sides = items.iter().map(|item| side_of(item.team.get().and_then(Ref::found)));
        let Some(Some(side)) = sides.next() else { continue };
        // One item alone is always of one side.
        if items.len() < 2 || !sides.all(|other| other == Some(side)) {
            continue;
        }
        let title = format!(
            "{} items of roadmap `{}` are for teams on the {} side",
            if items.len() == 2 { "both".into() } else { format!("all {}", items.len()) },
            roadmap.id,
            side.noun()
        );
        let such = match side {
            Side::It => "the words, the prices, the training, or the launch",
            Side::Business => "the data, the access, the tools, or their running",
        };
        let finding = out.report(roadmap.name(), roadmap.at, title);
        finding.about("side").help(format!(
            "plan what a team on the {} side does for it as well, such as {such}: what is not on the roadmap has no \
             time",
            side.other().noun()
        ));
        let mut teams = BTreeMap::new();
        for team in items.iter().filter_map(|item| item.team.get()) {
            teams.entry(team.found()).or_insert(team);
        }
        let mut teams: Vec<_> = teams.into_values().collect();
        teams.sort_by_key(|team| team.at());
        for team in teams.into_iter().take(SHOWN) {
            finding
                .label(team.at(), format!("team `{}` is on the {} side", team.id(), side.noun()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(items: &[&str]) -> Vec<String> {
        let functions = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
        let teams = "[shop]\nfunction = \"web\"\n[app]\nfunction = \"web\"\n\
                     [field]\nfunction = \"sales\"\n[lost]\nfunction = \"unknown\"\n";
        let items: String = items.iter().map(|item| format!("[[item]]\n{item}\n")).collect();
        said(
            &RULE,
            &[("functions.toml", functions), ("roadmaps/r.toml", &items), ("teams.toml", teams)],
        )
    }

    const SHOP: &str = "team = \"shop\"";
    const APP: &str = "team = \"app\"";

    #[test]
    fn one_item_alone_is_no_side() {
        assert!(said_of(&[SHOP]).is_empty());
        assert_eq!(
            said_of(&[SHOP, APP]),
            ["both items of roadmap `r` are for teams on the IT side"]
        );
    }

    #[test]
    fn work_that_is_dropped_counts_for_no_side() {
        assert!(said_of(&[SHOP, APP, "team = \"field\""]).is_empty());
        assert_eq!(said_of(&[SHOP, APP, "team = \"field\"\nstatus = \"dropped\""]).len(), 1);
        assert_eq!(
            said_of(&[SHOP, APP, SHOP]),
            ["all 3 items of roadmap `r` are for teams on the IT side"]
        );
    }

    #[test]
    fn a_team_whose_side_is_unknown_may_be_of_the_other() {
        for other in ["team = \"lost\"", "team = \"nobody\"", "team = 3", "title = \"…\""] {
            assert!(said_of(&[SHOP, APP, other]).is_empty(), "{other}");
        }
    }
}
