//! Two plans: what has changed one way is what the way back undoes, and a change that changes nothing brings nothing new.
#![no_main]

use goalpact::agreed::Agreed;
use goalpact::diff::diff;
use goalpact::plan;
use goalpact::render::json;
use goalpact::rules::Past;
use goalpact::snapshot::side_by_side;
use goalpact_fuzz::{Written, changed, judge};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let written = Written::parse(data);
    let (base, head) = side_by_side(written.before(), written.after());
    let head = plan::load(&head);
    let beside = plan::load_beside(&base, &head);
    let base = plan::load(&base);
    let (there, back) = (diff(&base, &head), diff(&head, &base));
    assert_eq!(there.changes.len(), back.changes.len());
    for change in &there.changes {
        assert!(!there.words(change).is_empty(), "{change:?}");
    }

    let known = judge(&base, Past::default());
    assert_eq!(json(&judge(&beside, Past::default())), json(&known), "what is shared is the same");
    let agreed = Agreed::default();
    let past = Past { diff: Some(&there), agreed: Some(&agreed), log: None };
    let mut report = judge(&head, past);
    let all = report.findings.len();
    report.compare(&known);
    report.anchor();
    report.hold_back_known();
    assert_eq!(report.findings.len() + report.held_back.known, all);

    let (same, itself) = side_by_side(written.after(), written.after());
    let (same, itself) = (plan::load(&same), plan::load(&itself));
    let still = diff(&same, &itself);
    assert_eq!(still.changes, [], "a plan differs from itself");
    let known = judge(&same, Past::default());
    let mut report = judge(&itself, Past { diff: Some(&still), ..past });
    report.compare(&known);
    report.hold_back_known();
    let new: Vec<_> = report.findings.iter().map(|reported| &reported.finding).collect();
    assert!(new.is_empty(), "nothing has changed, and this is new: {new:?}");

    let by_base = plan::load_by(head.snapshot, &base);
    let _ = judge(&by_base, past);
});
