use crate::finding::Findings;
use crate::level::Level;
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "no-quick-win",
    level: Level::Warning,
    page: include_str!("no_quick_win.md"),
    reads: &[Reads::Roadmaps, Reads::Today],
    settings: &[MONTHS],
    check,
};

const MONTHS: Setting = Setting {
    rule: "no-quick-win",
    name: "months",
    default: 3.0,
    looser: Looser::Higher,
    about: "how many months a roadmap has for its first quick win",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if !cx.plan.items().any(|(_, item)| item.quick_win.is_set()) {
        return;
    }
    let months = cx.count(&MONTHS);
    for roadmap in &cx.plan.roadmaps {
        let Some(start) = roadmap.days().first else { continue };
        let is_over = roadmap.days().last.is_some_and(|end| end.value < cx.today);
        if is_over || roadmap.items.is_empty() || !roadmap.items.is_whole() {
            continue;
        }
        let limit = start.plus_months(i64::try_from(months).unwrap_or(i64::MAX));
        let wanted = roadmap.items.iter().filter(|item| !item.is_dropped());
        let mut wins = wanted.filter(|item| item.may_be_quick_win());
        if wins.clone().any(|win| win.due.value().is_none_or(|due| due < limit)) {
            continue;
        }
        let title = format!(
            "roadmap `{}` has no quick win in its first {}, before {limit}",
            roadmap.id,
            plural(months, "month")
        );
        let finding = out.report(roadmap.name(), roadmap.at, title);
        finding.about("quick_win").label(start.at, format!("it begins on {}", start.value)).help(format!(
            "find something that people notice and that can be there before {limit}, make an item of it, and mark it: \
             `quick_win = true`"
        ));
        if let Some((win, due)) = wins.find_map(|win| Some((win, win.due.spanned()?))) {
            let days = days_between(limit, due.value);
            finding.label(
                due.at,
                format!("`{}` is marked, and due {days} after that", win.shown_id()),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(days: &str, items: &[&str]) -> usize {
        let items: String = items.iter().map(|item| format!("[[item]]\n{item}\n")).collect();
        said(&RULE, &[("roadmaps/r.toml", &format!("{days}\n{items}"))]).len()
    }

    const YEAR: &str = "start = 2026-03-20\nend = 2027-03-31";

    #[test]
    fn the_first_three_months_are_counted_from_the_start() {
        assert_eq!(said_of(YEAR, &["due = 2026-06-19\nquick_win = true"]), 0);
        assert_eq!(said_of(YEAR, &["due = 2026-06-20\nquick_win = true"]), 1);
    }

    #[test]
    fn a_plan_that_marks_nothing_is_not_asked_to() {
        assert_eq!(said_of(YEAR, &["due = 2026-12-31"]), 0);
        assert_eq!(said_of(YEAR, &["due = 2026-12-31\nquick_win = false"]), 1);
    }

    #[test]
    fn dropped_wins_are_none_and_unreadable_ones_may_be_some() {
        let win = "due = 2026-05-01\nquick_win = true";
        assert_eq!(said_of(YEAR, &[&format!("{win}\nstatus = \"dropped\"")]), 1);
        assert_eq!(said_of(YEAR, &["due = 2026-05-01\nquick_win = \"yes\""]), 0);
        assert_eq!(said_of(YEAR, &["due = \"May\"\nquick_win = true"]), 0);
    }

    #[test]
    fn a_roadmap_that_is_over_is_left_alone() {
        let late = ["due = 2026-03-01\nquick_win = true"];
        assert_eq!(said_of("start = 2025-01-01\nend = 2026-03-31", &late), 1);
        assert_eq!(said_of("start = 2025-01-01\nend = 2026-03-30", &late), 0);
    }
}
