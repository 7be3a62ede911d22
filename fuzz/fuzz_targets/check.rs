//! Any files are read, loaded and checked, and the same files say the same.
#![no_main]

use goalpact::plan;
use goalpact::render::json;
use goalpact::rules::Past;
use goalpact_fuzz::{Written, changed, judge};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let snapshot = Written::parse(data).after();
    let said = || json(&judge(&plan::load(&snapshot), Past::default()));
    assert_eq!(said(), said());
});
