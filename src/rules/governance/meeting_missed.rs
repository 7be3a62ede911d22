use crate::day::Day;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Body, Cadence, Entry, Goal};
use crate::plan::Meetings;
use crate::rules::{Cx, Reads, Rule, paste};
use crate::text::{Place, Spanned, plural};

pub(super) const RULE: Rule = Rule {
    name: "meeting-missed",
    level: Level::Warning,
    page: include_str!("meeting_missed.md"),
    reads: &[Reads::Goals, Reads::Bodies, Reads::Today],
    settings: &[],
    check,
};

/// How many of the meetings that were cancelled are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    if !plan.bodies.iter().any(|body| !body.meetings.is_empty()) {
        return;
    }
    for (body, goals) in plan.bodies.iter().zip(plan.governed()) {
        let Some(cadence) = body.cadence.spanned() else { continue };
        let Some(meetings) = body.meetings_by(cx.today) else { continue };
        if let Some(gap) = Gap::of(body, &meetings, &goals) {
            gap.report(cx, body, cadence, &meetings, out);
        }
    }
}

/// The time since a body last met, or should first have.
struct Gap {
    since: Spanned<Day>,
    /// Where it is shown.
    at: Place,
    /// What was then; the days follow.
    words: String,
    /// What is at `since`, where that is another place.
    label: Option<String>,
}

impl Gap {
    fn of(
        body: &Entry<'_, Body<'_>>,
        meetings: &Meetings<'_, '_>,
        goals: &[&Entry<'_, Goal<'_>>],
    ) -> Option<Self> {
        let id = &body.id;
        if let Some(meeting) = meetings.waited_since() {
            let words = if meeting.was_held {
                format!("body `{id}` last met on {}", meeting.on.value)
            } else {
                format!(
                    "body `{id}` has not met since its first meeting was cancelled on {}",
                    meeting.on.value
                )
            };
            return Some(Self { since: meeting.on, at: meeting.on.at, words, label: None });
        }
        // A body whose first meeting is planned is on its way; one that governs nothing has nothing to meet about.
        if !body.meetings.is_missing() {
            return None;
        }
        let agreed = goals.iter().filter_map(|goal| Some((*goal.agreed_day()?, *goal)));
        let (since, goal) = agreed.min_by_key(|(day, _)| day.value)?;
        let what = if goal.agreed.on.is_set() { "was agreed" } else { "started" };
        let words =
            format!("body `{id}` has not met since goal `{}` {what} on {}", goal.id, since.value);
        let label = Some(format!("`{}` {what} on {}", goal.id, since.value));
        Some(Self { since, at: body.at, words, label })
    }

    fn report(
        self,
        cx: &Cx<'_>,
        body: &Entry<'_, Body<'_>>,
        cadence: &Spanned<Cadence>,
        meetings: &Meetings<'_, '_>,
        out: &mut Findings,
    ) {
        let (days, late) = (self.since.days_until(cx.today), cadence.days_and_a_half());
        if days <= late {
            return;
        }
        let in_days = |days: i64| plural(days.unsigned_abs() as usize, "day");
        let title = format!(
            "{}, {} ago; {} meetings are late after {}",
            self.words,
            in_days(days),
            cadence.value,
            in_days(late)
        );
        let meeting = paste::further(
            cx,
            body,
            "meeting",
            &["on = <YYYY-MM-DD>", "attendees = [\"<person>\"]"],
        );
        let finding = out.report(body.name(), self.at, title);
        finding.help(Help::with(
            "call the next meeting, or write down the one that was held; if it meets less often by now, change its \
             `cadence`:",
            meeting,
        ));
        finding.label(
            cadence.at,
            format!(
                "its cadence is {}: the next meeting is {} late",
                cadence.value,
                in_days(days - late)
            ),
        );
        if let Some(label) = self.label {
            finding.label(self.since.at, label);
        }
        for meeting in
            meetings.cancelled_since().iter().filter(|meeting| meeting.on.at != self.at).take(SHOWN)
        {
            finding.label(meeting.on.at, "cancelled");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of a monthly body; another body of the plan notes its meetings.
    fn body_says(rest: &str) -> Vec<String> {
        let bodies = format!(
            "[other]\n[[other.meeting]]\non = 2026-03-30\n[board]\ncadence = \"monthly\"\n{rest}"
        );
        let goals = "[a]\nstatus = \"committed\"\nstart = 2026-01-05\ngoverned_by = \"board\"\n\
                     [b]\nstatus = \"committed\"\nagreed.on = 2026-02-12\ngoverned_by = \"board\"\n";
        said(&RULE, &[("bodies.toml", &bodies), ("goals.toml", goals)])
    }

    #[test]
    fn a_meeting_is_late_after_the_cadence_and_a_half_rounded_up() {
        assert!(body_says("[[board.meeting]]\non = 2026-02-13\n").is_empty());
        assert_eq!(
            body_says("[[board.meeting]]\non = 2026-02-12\n"),
            [
                "body `board` last met on 2026-02-12, 47 days ago; monthly meetings are late after 46 days"
            ]
        );
    }

    #[test]
    fn a_meeting_that_was_cancelled_or_is_planned_was_not_held() {
        let held = "[[board.meeting]]\non = 2026-02-12\n";
        let other = "[[board.meeting]]\non = 2026-03-12\nheld = false\n[[board.meeting]]\non = 2026-04-09\n";
        assert_eq!(body_says(&format!("{other}{held}")).len(), 1);
    }

    #[test]
    fn a_body_that_never_met_is_late_from_its_first_meeting_on() {
        assert_eq!(
            body_says(
                "[[board.meeting]]\non = 2026-02-12\nheld = false\n[[board.meeting]]\non = 2026-03-12\nheld = false\n"
            ),
            [
                "body `board` has not met since its first meeting was cancelled on 2026-02-12, 47 days ago; \
              monthly meetings are late after 46 days"
            ]
        );
    }

    #[test]
    fn a_body_without_meetings_is_late_from_the_first_goal_on() {
        assert_eq!(
            body_says(""),
            [
                "body `board` has not met since goal `a` started on 2026-01-05, 85 days ago; monthly meetings are late \
              after 46 days"
            ]
        );
        assert!(body_says("[[board.meeting]]\non = 2026-04-09\n").is_empty());
    }

    #[test]
    fn a_plan_that_notes_no_meetings_is_not_asked_for_them() {
        let body = "[board]\ncadence = \"weekly\"\n";
        let goal = "[a]\nstatus = \"committed\"\nstart = 2025-01-01\ngoverned_by = \"board\"\n";
        assert!(said(&RULE, &[("bodies.toml", body), ("goals.toml", goal)]).is_empty());
    }

    #[test]
    fn a_meeting_that_cannot_be_told_may_have_been_held() {
        for meeting in ["on = \"last week\"", "held = true", "on = 2026-03-20\nheld = \"yes\""] {
            let meetings =
                format!("[[board.meeting]]\non = 2026-01-02\n[[board.meeting]]\n{meeting}\n");
            assert!(body_says(&meetings).is_empty(), "{meeting}");
        }
    }
}
