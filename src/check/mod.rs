//! `check`: every rule heard, what is allowed silenced, the rest put in order.

mod anchor;
mod fingerprint;
mod held_back;
mod report;
mod silence;

pub use held_back::HeldBack;
pub use report::{Position, Report, Reported, Silenced};

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
    let (mut findings, silenced) = silence::apply(plan, &mut uses, heard, today);
    let cx = Cx { allows: &uses, ..cx };
    findings.extend(hear(&cx, rulebook, rules::is_about_allows));
    let ran = rules::all().filter(|(_, rule)| runs(rule, rulebook, &cx)).collect();
    Report::new(plan, diff, rulebook, today, ran, findings, silenced)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Choice;
    use crate::{plan, snapshot};

    const GOAL: &str = "title = \"Keep nine in ten\"\nstatus = \"draft\"\n";

    fn checked<T>(files: &[(&str, &str)], judge: impl Fn(Report<'_>) -> T) -> T {
        let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
        let snapshot = snapshot::from_texts(files);
        let plan = plan::load(&snapshot);
        let choice = Choice { select: vec!["missing-field".into()], ..Choice::default() };
        let today = Day::parse("2026-03-31").unwrap();
        let rulebook = Rulebook::new(&plan.config, &choice, today);
        judge(check(&plan, &rulebook, today, Past::default()))
    }

    fn fingerprint(reported: &Reported) -> String {
        reported.fingerprint.clone()
    }

    #[test]
    fn what_is_silenced_is_kept_with_its_allows_and_changes_no_identity() {
        let loud = checked(&[("goals/a.toml", GOAL), ("goals/b.toml", GOAL)], |report| {
            report.findings.iter().map(fingerprint).collect::<Vec<_>>()
        });
        let allow = format!("# goalpact: allow missing-field because it is a sketch\n{GOAL}");
        let config = "[[allow]]\nrule = \"missing-field\"\nfiles = [\"goals/a.toml\"]\nbecause = \"so are all\"\n";
        let files = [("goalpact.toml", config), ("goals/a.toml", &*allow), ("goals/b.toml", GOAL)];
        checked(&files, |report| {
            let [silenced] = &report.silenced[..] else { panic!("not one") };
            let reasons: Vec<_> =
                silenced.allows.iter().filter_map(|allow| allow.reason.as_deref()).collect();
            assert_eq!(reasons.len(), 2, "{reasons:?}");
            assert_eq!(fingerprint(&silenced.reported), loud[0]);
            assert_eq!(report.findings.iter().map(fingerprint).collect::<Vec<_>>(), loud[1..]);
            assert_eq!((report.allowed, report.rules.len()), (1, 1));
        });
    }
}
