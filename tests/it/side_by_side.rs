//! Two moments of a plan: what both have is read once, and nothing of what is said depends on it.

use goalpact::diff::{Change, What, diff};
use goalpact::plan;
use goalpact::snapshot::side_by_side;

use crate::memory::{Files, fixture, report_on, snapshot_of};

/// The plan in fixtures/adrift in many ways that a change can leave it: for each of its files, without it, with half of it, and with a few
/// of its words, days and numbers changed.
fn changed() -> impl Iterator<Item = (String, Files)> {
    let files = fixture("adrift");
    let ways = ["gone", "cut", "words", "days", "numbers"];
    let each = (0..files.len()).flat_map(move |at| ways.map(|way| (at, way)));
    each.map(move |(at, way)| {
        let mut changed = files.clone();
        let (path, bytes) = changed.swap_remove(at);
        let name = format!("{path}, {way}");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let text = match way {
            "gone" => return (name, changed),
            "cut" => text[..text.floor_char_boundary(text.len() / 2)].to_owned(),
            "words" => {
                text.replace("status = \"committed\"", "status = \"achieved\"").replace("ana", "bo")
            }
            "days" => text.replace("2026-0", "2027-0"),
            _ => text.replace(" = 2", " = 3").replace(" = 1", " = 4"),
        };
        changed.push((path, text.into_bytes()));
        (name, changed)
    })
}

#[test]
fn a_plan_that_takes_over_what_another_has_read_is_judged_as_if_it_had_read_all() {
    let whole = fixture("adrift");
    let alone = snapshot_of(&whole);
    let expected = report_on(&plan::load(&alone), &[]);
    // Each file in one of the ways: to judge a plan takes its time.
    for (name, files) in changed().step_by(6) {
        let (base, head) = side_by_side(snapshot_of(&whole), snapshot_of(&files));
        let beside = plan::load_beside(&base, &plan::load(&head));
        assert_eq!(report_on(&beside, &[]), expected, "{name}");
    }
}

#[test]
fn a_plan_differs_from_itself_in_nothing() {
    for (name, files) in changed().step_by(6) {
        let (base, head) = side_by_side(snapshot_of(&files), snapshot_of(&files));
        let (base, head) = (plan::load(&base), plan::load(&head));
        assert_eq!(diff(&base, &head).changes, [], "{name}");
        // The same where they do not know of each other, so that every entry is compared.
        let (base, head) = (snapshot_of(&files), snapshot_of(&files));
        let (base, head) = (plan::load(&base), plan::load(&head));
        assert_eq!(diff(&base, &head).changes, [], "{name}");
    }
}

#[test]
fn what_a_change_has_done_is_what_its_reverse_undoes() {
    let whole = fixture("adrift");
    let mut seen = 0;
    for (name, files) in changed() {
        let (base, head) = side_by_side(snapshot_of(&whole), snapshot_of(&files));
        let (base, head) = (plan::load(&base), plan::load(&head));
        let (there, back) = (diff(&base, &head), diff(&head, &base));
        let mut done: Vec<String> = there.changes.iter().map(|it| told(it, false)).collect();
        let mut undone: Vec<String> = back.changes.iter().map(|it| told(it, true)).collect();
        done.sort();
        undone.sort();
        assert_eq!(done, undone, "{name}");
        seen += done.len();
    }
    assert!(seen > 300, "{seen} changes");
}

/// A change in words of its own, from the one side or from the other.
fn told(change: &Change<'_>, is_turned: bool) -> String {
    fn way<T: std::fmt::Debug>(from: T, to: T, is_turned: bool) -> String {
        let (from, to) = if is_turned { (to, from) } else { (from, to) };
        format!("{from:?} -> {to:?}")
    }
    let what = match &change.what {
        What::Added => way(false, true, is_turned),
        What::Removed => way(true, false, is_turned),
        What::Status { from, to } => way(from, to, is_turned),
        What::Due { from, to } => way(from, to, is_turned),
        What::Owner { side, from, to } => format!("{side:?} {}", way(from, to, is_turned)),
        What::TargetAdded(target) => format!("{target:?} {}", way(false, true, is_turned)),
        What::TargetRemoved(target) => format!("{target:?} {}", way(true, false, is_turned)),
        What::TargetTo { target, from, to, .. } => {
            format!("{} to {}", target.kpi, way(from, to, is_turned))
        }
        What::TargetFrom { target, from, to } => {
            format!("{} from {}", target.kpi, way(from, to, is_turned))
        }
        What::TargetBy { target, to } => {
            format!("{} by {}", target.kpi, way(&target.by, to, is_turned))
        }
        What::Actual { on, from, to } => format!("{on} {}", way(from, to, is_turned)),
        What::Definition { field, from, to } => format!("{field} {}", way(from, to, is_turned)),
        What::Field { path, from, to } => format!("{path} {}", way(from, to, is_turned)),
    };
    format!("{}: {what}", change.entry.id)
}
