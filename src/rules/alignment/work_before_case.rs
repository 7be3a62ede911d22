use std::collections::BTreeMap;

use crate::day::Day;
use crate::decode::Slot;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Goal, Item, Side};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "work-before-case",
    level: Level::Error,
    page: include_str!("work_before_case.md"),
    reads: &[Reads::Goals, Reads::Roadmaps, Reads::Teams, Reads::Functions, Reads::Today],
    settings: &[],
    check,
};

/// How many further items are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    let uses_approval = plan.goals.iter().any(|goal| goal.case.approved.is_set());
    if !uses_approval {
        return;
    }
    let mut early: BTreeMap<usize, Vec<(Spanned<Day>, &Item<'_>)>> = BTreeMap::new();
    for (position, item) in plan.work() {
        let Some(start) = item.start.spanned() else { continue };
        let team = plan.named(&item.team);
        let is_it = team.and_then(|team| plan.side_of_team(team)) == Some(Side::It);
        if is_it && is_too_early(&plan.goals[position], start.value, cx.today) {
            early.entry(position).or_default().push((*start, &item.value));
        }
    }
    for (position, mut items) in early {
        let goal = &plan.goals[position];
        items.sort_by_key(|(start, _)| start.value);
        let Some(((first, item), others)) = items.split_first() else { continue };
        let (at, title, help) = match goal.case.approved.spanned() {
            Some(approved) => (
                approved.at,
                format!(
                    "IT item `{}` starts {} before the case of goal `{}` is approved",
                    id(item),
                    days(first.value, approved.value),
                    goal.id
                ),
                format!(
                    "let the work start on {} or later, or bring the approval forward",
                    approved.value
                ),
            ),
            None => (
                goal.case.at.unwrap_or(goal.at),
                format!(
                    "IT item `{}` started {} ago, and the case of goal `{}` is not approved",
                    id(item),
                    days(first.value, cx.today),
                    goal.id
                ),
                "let the work wait for the approval; if the case is approved, write on which day: `approved = <YYYY-MM-DD>`"
                    .into(),
            ),
        };
        let finding = out.report(goal.name(), at, title);
        finding.about(id(item)).help(help);
        finding.label(first.at, format!("`{}` starts on {}", id(item), first.value));
        for (start, item) in others.iter().take(SHOWN) {
            finding.label(
                start.at,
                format!("`{}` starts on {}, too early as well", id(item), start.value),
            );
        }
    }
}

/// Whether work that begins on `start` does so before the case of its goal is approved; without a day of approval it is too early
/// once it has begun.
fn is_too_early(goal: &Goal<'_>, start: Day, today: Day) -> bool {
    let has_case = !goal.case.cost.is_absent() || !goal.case.value.is_absent();
    goal.is_open()
        && match &goal.case.approved {
            Slot::Set(approved) => start < approved.value,
            Slot::Absent => has_case && start < today,
            Slot::Broken => false,
        }
}

fn id<'a>(item: &'a Item<'_>) -> &'a str {
    item.id.get().map_or("?", |id| id.0.as_ref())
}

fn days(from: Day, to: Day) -> String {
    plural(from.days_until(to).unsigned_abs() as usize, "day")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(case: &str, status: &str, item: &str) -> Vec<String> {
        let goals = format!(
            "[a]\nstatus = \"{status}\"\ncase = {{ {case} }}\n[b]\ncase.approved = 2026-01-01\n"
        );
        let item = format!("[[item]]\nid = \"i\"\ngoal = \"a\"\n{item}\n");
        let teams = "[crm]\nfunction = \"web\"\n[events]\nfunction = \"sales\"\n";
        let functions = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
        said(
            &RULE,
            &[
                ("goals.toml", &goals),
                ("roadmaps/r.toml", &item),
                ("teams.toml", teams),
                ("functions.toml", functions),
            ],
        )
    }

    const APPROVED: &str = "approved = 2026-02-10";

    #[test]
    fn work_of_it_may_begin_on_the_day_of_approval() {
        for (item, count) in [
            ("team = \"crm\"\nstart = 2026-02-09", 1),
            ("team = \"crm\"\nstart = 2026-02-10", 0),
            ("team = \"events\"\nstart = 2026-02-09", 0),
            ("team = \"crm\"\nstart = 2026-02-09\nstatus = \"dropped\"", 0),
            ("team = \"who\"\nstart = 2026-02-09", 0),
        ] {
            assert_eq!(said_of(APPROVED, "committed", item).len(), count, "{item}");
        }
        let item = "team = \"crm\"\nstart = 2026-02-09";
        assert!(said_of(APPROVED, "draft", item).is_empty());
        assert!(said_of(APPROVED, "achieved", item).is_empty());
    }

    #[test]
    fn without_a_day_of_approval_work_that_has_begun_is_too_early() {
        let begun = "team = \"crm\"\nstart = 2026-03-01";
        assert_eq!(
            said_of("cost = 5", "proposed", begun),
            ["IT item `i` started 30 days ago, and the case of goal `a` is not approved"]
        );
        assert!(said_of("cost = 5", "proposed", "team = \"crm\"\nstart = 2026-05-01").is_empty());
        assert!(said_of("cost = 5, approved = \"soon\"", "proposed", begun).is_empty());
        assert!(said_of("", "proposed", begun).is_empty());
    }

    #[test]
    fn a_plan_that_never_approves_a_case_is_left_alone() {
        let item = "[[item]]\nid = \"i\"\ngoal = \"a\"\nteam = \"crm\"\nstart = 2026-03-01\n";
        let files = [
            ("goals.toml", "[a]\nstatus = \"committed\"\ncase.cost = 5\n"),
            ("roadmaps/r.toml", item),
            ("teams.toml", "[crm]\nfunction = \"web\"\n"),
            ("functions.toml", "[web]\nside = \"it\"\n"),
        ];
        assert!(said(&RULE, &files).is_empty());
    }
}
