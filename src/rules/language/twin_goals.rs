use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Direction, Entry, Goal, Kpi, Measures};
use crate::plan::Plan;
use crate::rules::language::links::unlinked;
use crate::rules::language::nearly::{Title, pairs};
use crate::rules::language::words::SHOWN;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "twin-goals",
    level: Level::Warning,
    page: include_str!("twin_goals.md"),
    reads: &[Reads::Goals, Reads::Kpis],
    settings: &[],
    check,
};

/// Why some goals, known by their positions, look like one.
#[derive(Default)]
struct Alike {
    /// How alike their titles are.
    titles: Option<String>,
    /// The KPIs that measure all of them, by position.
    kpis: Vec<usize>,
}

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let mut twins: BTreeMap<Vec<usize>, Alike> = BTreeMap::new();
    for (kpi, goals) in goals_by_kpi(cx.plan) {
        let goals = unlinked(cx.plan.alignment(), &goals);
        if goals.len() > 1 {
            twins.entry(goals).or_default().kpis.push(kpi);
        }
    }
    for (goals, likeness) in goals_by_title(cx.plan) {
        twins.entry(goals).or_default().titles = Some(likeness);
    }
    for (goals, alike) in twins {
        report(cx.plan, &goals, &alike, out);
    }
}

/// The open goals that share a KPI, by its position; what guards against gaming may guard many.
fn goals_by_kpi(plan: &Plan<'_>) -> BTreeMap<usize, Vec<usize>> {
    let mut goals: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (position, goal) in open(plan) {
        for kpi in goal.targets.iter().filter_map(|target| target.kpi.get()?.found()) {
            let goals = goals.entry(kpi).or_default();
            if goals.last() != Some(&position)
                && plan.kpis.get(kpi).is_some_and(|kpi| !is_guardrail(kpi))
            {
                goals.push(position);
            }
        }
    }
    goals
}

fn is_guardrail(kpi: &Kpi<'_>) -> bool {
    kpi.measures.value() == Some(Measures::Guardrail)
        || kpi.direction.value() == Some(Direction::Maintain)
}

/// The open goals whose titles are nearly the same and that are not linked, and how alike they are.
fn goals_by_title(plan: &Plan<'_>) -> Vec<(Vec<usize>, String)> {
    let titled: Vec<(usize, &str)> = open(plan)
        .filter_map(|(position, goal)| Some((position, goal.title.get()?.as_ref())))
        .collect();
    let titles = Title::all(titled.iter().map(|(_, title)| *title));
    let mut sets = UnionFind::new(titles.len());
    for (one, other) in pairs(&titles) {
        sets.union(one, other);
    }
    let mut alike: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for number in 0..titles.len() {
        alike.entry(sets.find(number)).or_default().push(number);
    }
    let sets = alike.into_values().filter(|numbers| numbers.len() > 1);
    sets.filter_map(|numbers| {
        let goals: Vec<usize> = numbers.iter().map(|number| titled[*number].0).collect();
        let goals = unlinked(plan.alignment(), &goals);
        let [first, .., last] = goals[..] else { return None };
        let title = |goal| titles.get(titled.partition_point(|(position, _)| *position < goal));
        Some((goals, title(last)?.likeness(title(first)?)))
    })
    .collect()
}

fn open<'p, 's>(plan: &'p Plan<'s>) -> impl Iterator<Item = (usize, &'p Entry<'s, Goal<'s>>)> {
    plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open())
}

fn report(plan: &Plan<'_>, goals: &[usize], alike: &Alike, out: &mut Findings) {
    let goals: Vec<&Entry<'_, Goal<'_>>> = goals.iter().map(|goal| &plan.goals[*goal]).collect();
    let Some((goal, others)) = goals.split_last() else { return };
    let kpis: Vec<&str> = alike.kpis.iter().map(|kpi| plan.kpis[*kpi].id.as_ref()).collect();
    let measured = format!(
        "{} {}",
        if kpis.len() == 1 { "KPI" } else { "KPIs" },
        and_list(&kpis.iter().map(tick).collect::<Vec<_>>())
    );
    let who = who(goal, others);
    let title = match &alike.titles {
        Some(titles) if kpis.is_empty() => format!("{who} have {titles}"),
        Some(titles) => format!("{who} are measured by {measured} and have {titles}"),
        None => format!("{who} are measured by {measured}, and neither supports the other"),
    };
    let title = if goals.len() > 2 {
        title.replace("neither supports the other", "none supports another")
    } else {
        title
    };
    let place = |goal: &Entry<'_, Goal<'_>>| {
        let title = goal.title.at().filter(|_| alike.titles.is_some());
        title.or_else(|| place_of_kpi(goal, *alike.kpis.first()?)).unwrap_or(goal.at)
    };
    let finding = out.report(goal.name(), place(goal), title);
    let first = others.first().map_or("", |other| other.id.as_ref());
    finding.about(format!("{first} {}", kpis.join(" "))).help(format!(
        "if one serves the other, link them: `supports = [\"{first}\"]`; if they are the same, keep one; if not, let \
         {}",
        if kpis.is_empty() { "their titles say how they differ" } else { "each have a KPI of its own" }
    ));
    for other in others.iter().take(SHOWN) {
        finding.label(place(other), format!("goal `{}`", other.id));
    }
}

/// "goals `a` and `b`", "goals `a`, `b`, and 7 more".
fn who(goal: &Entry<'_, Goal<'_>>, others: &[&Entry<'_, Goal<'_>>]) -> String {
    let mut names: Vec<String> = others.iter().take(SHOWN - 1).map(|goal| tick(&goal.id)).collect();
    names.push(tick(&goal.id));
    if others.len() >= SHOWN {
        names.push(format!("{} more", others.len() - (SHOWN - 1)));
    }
    format!("goals {}", and_list(&names))
}

fn place_of_kpi(goal: &Goal<'_>, kpi: usize) -> Option<Place> {
    goal.targets
        .iter()
        .filter_map(|target| target.kpi.spanned())
        .find_map(|named| (Ref::found(named) == Some(kpi)).then_some(named.at))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const KPIS: &str = "[k]\ndirection = \"increase\"\n[l]\ndirection = \"increase\"\n\
                        [g]\nmeasures = \"guardrail\"\n[m]\ndirection = \"maintain\"\n";

    fn goal(id: &str, title: &str, supports: &str, kpis: &[&str]) -> String {
        let mut goal = format!(
            "[{id}]\nstatus = \"committed\"\ntitle = \"{title}\"\nsupports = [{supports}]\n"
        );
        for kpi in kpis {
            goal += &format!("[[{id}.target]]\nkpi = \"{kpi}\"\n");
        }
        goal
    }

    fn said_of(goals: &[String]) -> Vec<String> {
        said(&RULE, &[("goals.toml", &goals.concat()), ("kpis.toml", KPIS)])
    }

    #[test]
    fn a_shared_kpi_without_a_link_is_told_once() {
        assert_eq!(
            said_of(&[
                goal("a", "Sell more", "", &["k", "l"]),
                goal("b", "Lose fewer", "", &["k", "l", "k"])
            ]),
            ["goals `a` and `b` are measured by KPIs `k` and `l`, and neither supports the other"]
        );
    }

    #[test]
    fn a_link_directly_through_another_or_in_a_common_goal_spares() {
        assert!(
            said_of(&[
                goal("a", "Sell more", "", &["k"]),
                goal("b", "Lose fewer", "\"a\"", &["k"])
            ])
            .is_empty()
        );
        assert!(
            said_of(&[
                goal("a", "Sell more", "", &["k"]),
                goal("b", "Lose fewer", "\"a\"", &["l"]),
                goal("c", "Keep all", "\"b\"", &["k"]),
                goal("d", "Win some", "\"a\"", &["k"]),
            ])
            .is_empty()
        );
    }

    #[test]
    fn a_guardrail_may_guard_many() {
        for kpi in ["g", "m"] {
            let goals = [goal("a", "Sell more", "", &[kpi]), goal("b", "Lose fewer", "", &[kpi])];
            assert!(said_of(&goals).is_empty(), "{kpi}");
        }
    }

    #[test]
    fn both_reasons_are_one_finding() {
        assert_eq!(
            said_of(&[
                goal("a", "Sell more shoes", "", &["k"]),
                goal("b", "Sell more shoes", "", &["k"])
            ]),
            ["goals `a` and `b` are measured by KPI `k` and have the same title"]
        );
    }

    #[test]
    fn many_are_one_finding() {
        let goals: Vec<String> = (0..10_000)
            .map(|n| goal(&format!("g{n:04}"), "Sell more shoes online", "", &["k"]))
            .collect();
        assert_eq!(
            said_of(&goals),
            [
                "goals `g0000`, `g0001`, `g9999`, and 9997 more are measured by KPI `k` and have the same title"
            ]
        );
    }

    #[test]
    fn a_long_chain_of_goals_is_not_walked_for_each() {
        let goals: Vec<String> = (0..3_000)
            .map(|n| {
                let above = if n == 0 { String::new() } else { format!("\"g{:04}\"", n - 1) };
                goal(&format!("g{n:04}"), &format!("Sell shoe {n}"), &above, &[])
            })
            .collect();
        assert!(said_of(&goals).is_empty());
    }

    #[test]
    fn drafts_and_closed_goals_are_nobodys_twins() {
        for status in ["draft", "dropped"] {
            let twin = goal("b", "Sell more", "", &["k"]).replace("committed", status);
            assert!(said_of(&[goal("a", "Sell more", "", &["k"]), twin]).is_empty());
        }
    }
}
