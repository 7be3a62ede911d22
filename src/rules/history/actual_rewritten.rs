use crate::diff::{Change, Diff, What};
use crate::finding::{Findings, Help};
use crate::kind::Kind;
use crate::level::Level;
use crate::rules::history::moves::measured_by;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{and_list, plural, tick};

pub(super) const RULE: Rule = Rule {
    name: "actual-rewritten",
    level: Level::Error,
    page: include_str!("actual_rewritten.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Base, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(diff) = cx.diff else { return };
    let rewritten: Vec<&Change<'_>> =
        diff.changes.iter().filter(|change| is_rewritten(cx, diff, change)).collect();
    for changes in rewritten.chunk_by(|one, other| one.entry == other.entry) {
        let first = changes[0];
        let id = &first.entry.id;
        let goals = measured_by(diff, id);
        let (Some(at), false) = (first.after, goals.is_empty()) else { continue };
        let what = match changes {
            [one] => diff.words(one),
            _ => plural(changes.len(), "past measurement").into(),
        };
        let title = format!("KPI `{id}`, {}, rewrites {what}", which_measures(&goals));
        let finding = out.report(first.entry.clone(), at, title);
        finding.help(Help::with(
            "write the old number again, and let the next measurement say what is known today; a slip of the pen is \
             corrected with an allow that says what was wrong:",
            ["# goalpact: allow actual-rewritten until <YYYY-MM-DD> because <what was wrong with the old number>"],
        ));
        if changes.len() > 1 {
            for change in changes {
                finding.label(change.after.unwrap_or(at), diff.words(change));
            }
        }
    }
}

/// "which measures goal `retention`".
fn which_measures(goals: &[&str]) -> String {
    let noun = if goals.len() == 1 { "goal" } else { "goals" };
    let names: Vec<String> = goals.iter().map(tick).collect();
    format!("which measures {noun} {}", and_list(&names))
}

/// Whether a past measurement was changed or taken away. One that the KPI could not take, or of a day yet to come, was none.
fn is_rewritten(cx: &Cx<'_>, diff: &Diff<'_>, change: &Change<'_>) -> bool {
    let What::Actual { on, from: Some(from), .. } = change.what else { return false };
    let could_be = diff.kpi_before(&change.entry.id).is_some_and(|kpi| kpi.can_be(from));
    change.entry.kind == Kind::Kpi && on <= cx.today && could_be
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since;

    const GOAL: &str = "status = \"committed\"\n[[target]]\nkpi = \"k\"\n";
    const KPI: &str = "unit = \"%\"\n[actuals]\n2026-01-31 = 2\n2026-02-28 = 3\n2026-03-31 = 400\n2026-04-30 = 5\n";

    /// What is said where `old` in the KPI has become `new`.
    fn kpi_says(old: &str, new: &str) -> Vec<String> {
        assert!(KPI.contains(old));
        let after = KPI.replace(old, new);
        said_since(
            &RULE,
            &[("goals/a.toml", GOAL), ("kpis/k.toml", KPI)],
            &[("goals/a.toml", GOAL), ("kpis/k.toml", &after)],
        )
    }

    #[test]
    fn what_was_measured_is_neither_changed_nor_taken_away() {
        let says = |what: &str| [format!("KPI `k`, which measures goal `a`, rewrites {what}")];
        assert_eq!(kpi_says("= 3", "= 3.5"), says("what was measured on 2026-02-28: 3 % → 3.5 %"));
        assert_eq!(
            kpi_says("2026-02-28 = 3\n", ""),
            says("what was measured on 2026-02-28: 3 % → nothing")
        );
        assert_eq!(
            kpi_says("2\n2026-02-28 = 3", "2.1\n2026-02-28 = 3.1"),
            says("2 past measurements")
        );
        assert_eq!(
            kpi_says("2026-01-31", "2026-01-30").len(),
            1,
            "another day is another measurement"
        );
    }

    #[test]
    fn a_measurement_may_be_added_whatever_its_day() {
        assert!(kpi_says("2026-02-28", "2025-12-31 = 1\n2026-02-28").is_empty());
    }

    #[test]
    fn what_could_not_be_measured_may_be_corrected() {
        assert!(kpi_says("= 400", "= 4").is_empty(), "no % is over 100");
        assert!(kpi_says("2026-04-30 = 5\n", "").is_empty(), "the day is yet to come");
    }

    #[test]
    fn only_what_a_committed_goal_was_measured_by_is_guarded() {
        let draft = GOAL.replace("committed", "proposed");
        let after = KPI.replace("= 3", "= 3.5");
        let said = said_since(
            &RULE,
            &[("goals/a.toml", &draft), ("kpis/k.toml", KPI)],
            &[("goals/a.toml", GOAL), ("kpis/k.toml", &after)],
        );
        assert!(said.is_empty());
    }
}
