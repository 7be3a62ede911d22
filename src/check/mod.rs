//! `check`: every rule heard, what is allowed silenced, the rest put in order.

mod fingerprint;
mod held_back;
mod report;
mod silence;

pub use held_back::HeldBack;
pub use report::{Position, Report, Reported};

use rayon::prelude::*;

use crate::config::Rulebook;
use crate::day::Day;
use crate::finding::{Finding, Findings};
use crate::plan::Plan;
use crate::rules::{self, AllowUse, Cx, Family, Rule};

/// Checks `plan` by `rulebook`, as of `today`.
#[must_use]
pub fn check<'p>(plan: &'p Plan<'p>, rulebook: &Rulebook, today: Day) -> Report<'p> {
    let cx = Cx { plan, today, allows: &[], settings: &rulebook.settings };
    let heard = hear(&cx, rulebook, |family| !rules::is_about_allows(family));
    let mut uses: Vec<AllowUse<'_>> = plan
        .allows
        .iter()
        .map(|allow| {
            let rule = rules::find(&allow.rule).map(|(_, rule)| rule);
            AllowUse {
                allow,
                judged: rule.is_some_and(|rule| rulebook.severity(rule).is_some()),
                used: false,
            }
        })
        .collect();
    let before = heard.len();
    let mut findings = silence::apply(plan, &mut uses, heard, today);
    let allowed = before - findings.len();
    let cx = Cx { allows: &uses, ..cx };
    findings.extend(hear(&cx, rulebook, rules::is_about_allows));
    Report::new(plan, rulebook, today, allowed, findings)
}

/// What the rules of some families say.
fn hear(cx: &Cx<'_>, rulebook: &Rulebook, families: impl Fn(&Family) -> bool) -> Vec<Finding> {
    let run = |rule: &Rule| {
        let mut findings = Findings::of(rule.name);
        (rule.check)(cx, &mut findings);
        findings.into_all()
    };
    let asked: Vec<&Rule> = rules::all()
        .filter(|(family, rule)| families(family) && rulebook.severity(rule).is_some())
        .map(|(_, rule)| rule)
        .collect();
    asked.into_par_iter().flat_map_iter(run).collect()
}
