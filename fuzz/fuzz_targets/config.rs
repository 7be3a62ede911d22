//! Any goalpact.toml and any comment: a rule that is off is silent, and an allow takes no finding away but sets it apart.
#![no_main]

use std::collections::BTreeMap;

use goalpact::check::{Report, Reported, check};
use goalpact::config::{Choice, Rulebook};
use goalpact::plan;
use goalpact::rules::{self, Past};
use goalpact::text::Line;
use goalpact_fuzz::{Written, changed, judge, today};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    changed(data, size, max_size, seed)
});

fuzz_target!(|data: &[u8]| {
    let snapshot = Written::parse(data).after();
    let plan = plan::load(&snapshot);
    let with_allows = judge(&plan, Past::default());
    let mut bare = plan::load(&snapshot);
    bare.allows.clear();
    let without = judge(&bare, Past::default());
    assert_eq!(found(&with_allows), found(&without));
    assert!(without.silenced.is_empty());
    let quiet = Choice { ignore: all_names(), ..Choice::default() };
    let rulebook = Rulebook::new(&plan.config, &quiet, today());
    assert!(check(&plan, &rulebook, today(), Past::default()).findings.is_empty());
});

/// What was found, heard or not, but by the rules that judge the allows: how often each rule has said what.
fn found(report: &Report<'_>) -> BTreeMap<(&'static str, Line), usize> {
    let silenced = report.silenced.iter().map(|silenced| &silenced.reported);
    let is_about_plan = |reported: &&Reported| reported.family != "allows";
    let mut found = BTreeMap::new();
    for reported in report.findings.iter().chain(silenced).filter(is_about_plan) {
        *found.entry((reported.finding.rule, reported.finding.title.clone())).or_default() += 1;
    }
    found
}

fn all_names() -> Vec<String> {
    rules::all().map(|(_, rule)| rule.name.to_owned()).collect()
}
