use crate::finding::Findings;
use crate::level::Level;
use crate::model::Body;
use crate::plan::{Meetings, PastMeeting};
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "meetings-cancelled",
    level: Level::Warning,
    page: include_str!("meetings_cancelled.md"),
    reads: &[Reads::Bodies, Reads::Today],
    settings: &[CANCELLED, MEETINGS],
    check,
};

const CANCELLED: Setting = Setting {
    rule: "meetings-cancelled",
    name: "cancelled",
    default: 2.0,
    looser: Looser::Higher,
    about: "how many cancelled meetings are too many",
};

const MEETINGS: Setting = Setting {
    rule: "meetings-cancelled",
    name: "meetings",
    default: 4.0,
    looser: Looser::Lower,
    about: "how many of a body's last meetings are looked at",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for body in &cx.plan.bodies {
        let Some(meetings) = body.meetings_by(cx.today) else { continue };
        let last = &meetings.all[meetings.all.len().saturating_sub(cx.count(&MEETINGS))..];
        let cancelled: Vec<&PastMeeting<'_, '_>> =
            last.iter().filter(|meeting| !meeting.was_held).collect();
        let Some(latest) = cancelled.last().filter(|_| cancelled.len() >= cx.count(&CANCELLED))
        else {
            continue;
        };
        if is_one_gap(cx, body, &meetings, &cancelled) {
            continue;
        }
        let of = format!("{} of the last {}", cancelled.len(), plural(last.len(), "meeting"));
        let finding = out.report(
            body.name(),
            latest.on.at,
            format!("{of} of body `{}` were cancelled", body.id),
        );
        finding.help(
            "ask its members whether they need it: a day that suits them, fewer but certain meetings (`cadence`), or \
             another body for its goals",
        );
        for meeting in &cancelled[..cancelled.len() - 1] {
            finding.label(meeting.on.at, "cancelled too");
        }
    }
}

/// Whether the cancelled meetings are those that make the body late, which another rule tells.
fn is_one_gap(
    cx: &Cx<'_>,
    body: &Body<'_>,
    meetings: &Meetings<'_, '_>,
    cancelled: &[&PastMeeting<'_, '_>],
) -> bool {
    let (Some(cadence), Some(since)) = (body.cadence.value(), meetings.waited_since()) else {
        return false;
    };
    since.on.days_until(cx.today) > cadence.days_and_a_half()
        && cancelled.len() <= meetings.cancelled_since().len()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of a body with these meetings: the day of March, and whether it was held.
    fn said_of(cadence: &str, meetings: &[(&str, bool)]) -> Vec<String> {
        let meetings: String = meetings
            .iter()
            .map(|(on, held)| format!("[[board.meeting]]\non = {on}\nheld = {held}\n"))
            .collect();
        said(&RULE, &[("bodies.toml", &format!("[board]\n{cadence}{meetings}"))])
    }

    #[test]
    fn only_the_last_four_count_in_the_order_of_their_days() {
        let mut meetings = vec![
            ("2026-03-10", true),
            ("2026-03-03", false),
            ("2026-01-20", false),
            ("2026-02-03", true),
            ("2026-02-17", true),
        ];
        assert!(said_of("", &meetings).is_empty());
        meetings.push(("2026-03-24", false));
        assert_eq!(
            said_of("", &meetings),
            ["2 of the last 4 meetings of body `board` were cancelled"]
        );
    }

    #[test]
    fn a_meeting_after_today_is_not_cancelled_yet() {
        assert!(said_of("", &[("2026-03-24", false), ("2026-04-07", false)]).is_empty());
        assert_eq!(
            said_of("", &[("2026-03-24", false), ("2026-03-31", false)]),
            ["2 of the last 2 meetings of body `board` were cancelled"]
        );
    }

    #[test]
    fn meetings_that_make_a_body_late_are_told_of_once() {
        let monthly = "cadence = \"monthly\"\n";
        let gap = [("2026-02-01", true), ("2026-02-20", false), ("2026-03-20", false)];
        assert!(said_of(monthly, &gap).is_empty());
        assert_eq!(said_of("cadence = \"quarterly\"\n", &gap).len(), 1);
        let habit = [("2026-01-01", false), ("2026-02-01", true), ("2026-03-20", false)];
        assert_eq!(said_of(monthly, &habit).len(), 1);
    }
}
