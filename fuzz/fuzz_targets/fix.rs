//! Fixes come to an end, touch no file that is not TOML, and leave every other one TOML.
#![no_main]

use goalpact::fix::mend;
use goalpact::plan;
use goalpact::rules::Past;
use goalpact::snapshot::Snapshot;
use goalpact_fuzz::{Written, changed, judge};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let written = Written::parse(data);
    for with_unsafe in [false, true] {
        let mut snapshot = written.after();
        let wanted = |snapshot: &Snapshot| {
            let plan = plan::load(snapshot);
            let findings = judge(&plan, Past::default()).findings;
            let fixes = findings.into_iter().filter_map(|reported| reported.finding.fix);
            fixes.filter(|fix| fix.safe || with_unsafe).collect()
        };
        for (file, before) in mend(&mut snapshot, wanted).before {
            let after = &snapshot.file(file).bytes;
            assert!(is_toml(&before), "changed, and was no TOML: {}", snapshot.path(file));
            assert!(is_toml(after), "no TOML any more: {}", String::from_utf8_lossy(after));
        }
        let again = mend(&mut snapshot, wanted);
        assert!(again.before.is_empty(), "a second time changes more: {:?}", again.before);
    }
});

fn is_toml(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_ok_and(|text| toml::de::DeTable::parse(text).is_ok())
}
