use crate::finding::Findings;
use crate::level::{Level, Severity};
use crate::model::{Entry, Goal, Side, Vacancy};
use crate::plan::Seat;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "vacancy-overdue",
    level: Level::Error,
    page: include_str!("vacancy_overdue.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for goal in cx.plan.open_goals() {
        for side in Side::BOTH {
            if let Seat::Vacant(vacancy) = goal.seat(side) {
                judge(cx, goal, side, vacancy, out);
            }
        }
    }
}

fn judge<'s>(
    cx: &Cx<'s>,
    goal: &Entry<'s, Goal<'s>>,
    side: Side,
    vacancy: &Spanned<Vacancy<'s>>,
    out: &mut Findings,
) {
    let (id, noun, until) = (&goal.id, side.noun(), vacancy.until.spanned());
    if let Some(until) = until.filter(|until| until.value < cx.today) {
        let days = plural(until.days_until(cx.today).unsigned_abs() as usize, "day");
        let title =
            format!("goal `{id}` was to have its {noun} owner by {}, {days} ago", until.value);
        let help = format!(
            "write `{side} = \"<person>\"` under `{}` and remove the vacancy, or agree on a later `until`",
            cx.plan.header(goal, "owners"),
        );
        out.report(goal.name(), until.at, title).about(side.name()).help(help);
    } else if vacancy.acting.is_absent() {
        let title = format!("goal `{id}` has no {noun} owner, and nobody acts in the meantime");
        let finding = out.report(goal.name(), vacancy.at, title).about(side.name());
        finding.help(
            "add `acting = \"<person>\"` to the vacancy: who decides until the seat is filled",
        );
        if let Some(until) = until {
            finding.label(until.at, format!("the seat is vacant until {}", until.value));
        }
    } else if let (Some(until), Some(acting)) = (until, vacancy.acting.get()) {
        // Who is nobody does not act, which another rule tells.
        if cx.plan.names_nobody(acting) {
            return;
        }
        let title = format!(
            "goal `{id}` has no {noun} owner until {}, and `{}` acts in the meantime",
            until.value,
            acting.id(),
        );
        out.report(goal.name(), vacancy.at, title).about(side.name()).at_most(Severity::Note);
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(rest: &str) -> Vec<String> {
        said(&RULE, &[("goals.toml", &format!("[a]\nstatus = \"committed\"\n{rest}"))])
    }

    #[test]
    fn the_last_day_still_belongs_to_the_vacancy() {
        let vacancy = "vacancies.it = { until = 2026-03-31, acting = \"jo\" }\n";
        assert_eq!(
            said_of(vacancy),
            ["goal `a` has no IT owner until 2026-03-31, and `jo` acts in the meantime"]
        );
    }

    #[test]
    fn overdue_and_without_anybody_acting_is_one_finding() {
        assert_eq!(
            said_of("vacancies.it = { until = 2026-03-30 }\n"),
            ["goal `a` was to have its IT owner by 2026-03-30, 1 day ago"]
        );
    }

    #[test]
    fn a_seat_that_is_filled_is_not_vacant() {
        let filled = "owners.it = \"jo\"\nvacancies.it = { until = 2026-01-01 }\n";
        assert!(said_of(filled).is_empty());
    }

    #[test]
    fn a_day_that_cannot_be_read_is_no_overdue_day() {
        assert!(said_of("vacancies.it = { until = \"soon\", acting = \"jo\" }\n").is_empty());
    }
}
