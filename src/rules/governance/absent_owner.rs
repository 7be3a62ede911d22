use crate::decode::Ref;
use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Body, Entry, Goal, Person, PersonRef, Side};
use crate::plan::{Meetings, PastMeeting, Seat};
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "absent-owner",
    level: Level::Warning,
    page: include_str!("absent_owner.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Bodies, Reads::Today],
    settings: &[MEETINGS, PERCENT],
    check,
};

const MEETINGS: Setting = Setting {
    rule: "absent-owner",
    name: "meetings",
    default: 4.0,
    looser: Looser::Lower,
    about: "how many of the last meetings since the goal was agreed are looked at",
};

const PERCENT: Setting = Setting {
    rule: "absent-owner",
    name: "percent",
    default: 50.0,
    looser: Looser::Lower,
    about: "at how many of them an owner is at least, in percent",
};

/// How many meetings show a habit.
const ENOUGH: usize = 2;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    let meetings: Vec<Option<Meetings<'_, '_>>> =
        plan.bodies.iter().map(|body| body.meetings_by(cx.today)).collect();
    for goal in plan.open_goals() {
        let Some(body) = goal.governed_by.get().and_then(Ref::found) else { continue };
        let (Some(meetings), Some(agreed)) = (&meetings[body], goal.agreed_day()) else { continue };
        let body = &plan.bodies[body];
        let held = meetings.all.iter().rev().filter(|meeting| meeting.was_held);
        let last: Vec<&PastMeeting<'_, '_>> = held
            .take_while(|meeting| meeting.on.value >= agreed.value)
            .take(cx.count(&MEETINGS))
            .collect();
        for side in Side::BOTH {
            let Seat::Held(owner) = goal.seat(side) else { continue };
            // Somebody in both seats, who left, or who is nobody is a finding already.
            let is_twice = side == Side::It
                && goal.owners.business.get().is_some_and(|other| other.names_same(owner));
            if let Some(person) = plan.entry(owner)
                && !is_twice
                && !plan.names_nobody(owner)
                && !person.has_left(cx.today)
            {
                judge(cx, goal, side, person, body, &last, out);
            }
        }
    }
}

fn judge<'s>(
    cx: &Cx<'s>,
    goal: &Entry<'s, Goal<'s>>,
    side: Side,
    person: &Entry<'s, Person<'s>>,
    body: &Entry<'s, Body<'s>>,
    last: &[&PastMeeting<'_, 's>],
    out: &mut Findings,
) {
    let Some(owner) = goal.owners.of(side).spanned() else { return };
    let attended: Vec<(&PastMeeting<'_, '_>, bool)> =
        last.iter().filter_map(|meeting| Some((*meeting, was_there(meeting, owner)?))).collect();
    let count = attended.iter().filter(|(_, was_there)| *was_there).count();
    let wanted = (attended.len() as f64 * cx.setting(&PERCENT) / 100.0).ceil() as usize;
    if attended.len() < ENOUGH || count >= wanted {
        return;
    }
    let title = format!(
        "{} owner `{}` of goal `{}` was at {count} of the last {} of `{}`, where at least {wanted} {} expected",
        side.noun(),
        person.id,
        goal.id,
        plural(attended.len(), "meeting"),
        body.id,
        if wanted == 1 { "was" } else { "were" },
    );
    let finding = out.report(goal.name(), owner.at, title);
    finding.about(side.name());
    let is_member =
        body.members.iter().chain(body.chair.spanned()).any(|member| member.names_same(owner));
    finding.help(if is_member || !body.members.is_whole() {
        "agree on a day that suits, hand the goal to somebody who has the time, or name a body in which the owners sit: \
         `governed_by = \"<body>\"`"
            .into()
    } else {
        format!(
            "add `\"{}\"` to the `members` of `{}`, who are asked to its meetings, or name a body in which the owners \
             sit: `governed_by = \"<body>\"`",
            person.id, body.id
        )
    });
    if let Some(agreed) = goal.agreed_day() {
        finding.label(agreed.at, "meetings count from here on");
    }
    for (meeting, _) in attended.iter().rev().filter(|(_, was_there)| !was_there) {
        let at = meeting.meeting.attendees.at().unwrap_or(meeting.on.at);
        finding.label(at, format!("without `{}` on {}", person.id, meeting.on.value));
    }
}

/// Whether `person` was at a meeting; `None` where it is not noted who was, or somebody there cannot be told.
fn was_there<'s>(meeting: &PastMeeting<'_, 's>, person: &PersonRef<'s>) -> Option<bool> {
    let attendees = &meeting.meeting.attendees;
    if attendees.iter().any(|attendee| attendee.names_same(person)) {
        return Some(true);
    }
    let are_known =
        attendees.is_whole() && attendees.iter().all(|attendee| attendee.found().is_some());
    (!attendees.is_missing() && are_known).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of the business owner `ana`, with the days of meetings and who was there.
    fn said_of(goal: &str, meetings: &[(&str, &str)]) -> Vec<String> {
        let meetings: String = meetings
            .iter()
            .map(|(on, who)| format!("[[board.meeting]]\non = {on}\n{who}\n"))
            .collect();
        let goal = format!(
            "[a]\nstatus = \"committed\"\nstart = 2026-01-15\ngoverned_by = \"board\"\nowners.business = \"ana\"\n{goal}"
        );
        let files = [
            ("bodies.toml", format!("[board]\n{meetings}")),
            ("goals.toml", goal),
            ("people.toml", "[ana]\n[bo]\n[gone]\nuntil = 2026-03-30\n".to_owned()),
        ];
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        said(&RULE, &files)
    }

    const THERE: &str = "attendees = [\"ana\", \"bo\"]";
    const NOT_THERE: &str = "attendees = [\"bo\"]";

    #[test]
    fn half_is_enough_and_one_meeting_is_no_habit() {
        let (first, second) = (("2026-02-03", NOT_THERE), ("2026-03-03", NOT_THERE));
        assert!(said_of("", &[first]).is_empty());
        assert_eq!(
            said_of("", &[first, second]),
            [
                "business owner `ana` of goal `a` was at 0 of the last 2 meetings of `board`, where at least 1 was expected"
            ]
        );
        assert!(said_of("", &[first, ("2026-03-03", THERE)]).is_empty());
    }

    #[test]
    fn meetings_before_the_agreement_and_beyond_the_last_four_do_not_count() {
        let old = [("2026-01-14", NOT_THERE), ("2026-02-03", NOT_THERE)];
        assert!(said_of("", &old).is_empty());
        assert_eq!(said_of("agreed.on = 2026-01-14\n", &old).len(), 1);
        let meetings = [
            ("2026-01-20", NOT_THERE),
            ("2026-01-27", NOT_THERE),
            ("2026-02-03", THERE),
            ("2026-02-10", NOT_THERE),
            ("2026-02-17", THERE),
            ("2026-02-24", NOT_THERE),
        ];
        assert!(said_of("", &meetings).is_empty());
    }

    #[test]
    fn meetings_cancelled_planned_or_of_nobody_known_do_not_count() {
        let first = ("2026-02-03", NOT_THERE);
        for second in [
            ("2026-03-03", "held = false"),
            ("2026-04-03", NOT_THERE),
            ("2026-03-03", ""),
            ("2026-03-03", "attendees = [\"anna\"]"),
            ("2026-03-03", "attendees = [\"bo\", 7]"),
        ] {
            assert!(said_of("", &[first, second]).is_empty(), "{second:?}");
        }
    }

    #[test]
    fn who_is_owner_twice_or_has_left_is_told_of_once() {
        let meetings = [("2026-02-03", NOT_THERE), ("2026-03-03", NOT_THERE)];
        assert_eq!(said_of("owners.it = \"ana\"\n", &meetings).len(), 1);
        assert_eq!(said_of("owners.it = \"gone\"\n", &meetings).len(), 1);
        let vacant = "vacancies.it = { until = 2026-06-30, acting = \"cy\" }\n";
        assert_eq!(said_of(vacant, &meetings).len(), 1);
    }
}
