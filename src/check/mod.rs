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
use crate::rules::{self, AllowUse, Cx, Family, Past, Reads, Rule};

/// Checks `plan` by `rulebook`, as of `today`; what has changed, and what became of it, is judged as far as `past` tells it.
#[must_use]
pub fn check<'p>(
    plan: &'p Plan<'p>,
    rulebook: &Rulebook,
    today: Day,
    past: Past<'p>,
) -> Report<'p> {
    let Past { diff, agreed, log } = past;
    let cx = Cx { plan, today, allows: &[], settings: &rulebook.settings, diff, agreed, log };
    let heard = hear(&cx, rulebook, |family| !rules::is_about_allows(family));
    let mut uses: Vec<AllowUse<'_>> = plan
        .allows
        .iter()
        .map(|allow| {
            let rule = rules::find(&allow.rule).map(|(_, rule)| rule);
            AllowUse {
                allow,
                judged: rule.is_some_and(|rule| runs(rule, rulebook, &cx)),
                used: false,
            }
        })
        .collect();
    let before = heard.len();
    let mut findings = silence::apply(plan, &mut uses, heard, today);
    let allowed = before - findings.len();
    let cx = Cx { allows: &uses, ..cx };
    findings.extend(hear(&cx, rulebook, rules::is_about_allows));
    let count = rules::all().filter(|(_, rule)| runs(rule, rulebook, &cx)).count();
    Report::new(plan, diff, rulebook, today, count, allowed, findings)
}

/// Whether a rule is heard: it has a level, and what it looks at is there.
fn runs(rule: &Rule, rulebook: &Rulebook, cx: &Cx<'_>) -> bool {
    let is_there = |reads: &Reads| match reads {
        Reads::Base => cx.diff.is_some(),
        Reads::Commits => cx.agreed.is_some(),
        Reads::Log => cx.log.is_some(),
        _ => true,
    };
    rulebook.severity(rule).is_some() && rule.reads.iter().all(is_there)
}

/// What the rules of some families say.
fn hear(cx: &Cx<'_>, rulebook: &Rulebook, families: impl Fn(&Family) -> bool) -> Vec<Finding> {
    let run = |rule: &Rule| {
        let mut findings = Findings::of(rule.name);
        (rule.check)(cx, &mut findings);
        findings.into_all()
    };
    let asked: Vec<&Rule> = rules::all()
        .filter(|(family, rule)| families(family) && runs(rule, rulebook, cx))
        .map(|(_, rule)| rule)
        .collect();
    asked.into_par_iter().flat_map_iter(run).collect()
}
