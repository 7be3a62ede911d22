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
use crate::log::Log;
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
    Hearing::of(plan, rulebook, today, past).report(past.log)
}

/// A check half done: what rules have said that need no history, so that it can be read in the meantime.
pub struct Hearing<'p, 'r> {
    plan: &'p Plan<'p>,
    rulebook: &'r Rulebook,
    today: Day,
    past: Past<'p>,
    heard: Vec<Finding>,
}

impl<'p, 'r> Hearing<'p, 'r> {
    /// Hears the rules that do not read the history.
    #[must_use]
    pub fn of(plan: &'p Plan<'p>, rulebook: &'r Rulebook, today: Day, past: Past<'p>) -> Self {
        let mut hearing = Self { plan, rulebook, today, past, heard: Vec::new() };
        let cx = hearing.cx(&[]);
        hearing.heard = hear(&cx, rulebook, |family, rule| {
            !rules::is_about_allows(family) && !rule.needs_log()
        });
        hearing
    }

    /// Hears those that do, then those about allows, and puts everything in order.
    #[must_use]
    pub fn report(mut self, log: Option<&'p Log>) -> Report<'p> {
        self.past.log = log;
        let Self { plan, rulebook, today, .. } = self;
        let mut heard = std::mem::take(&mut self.heard);
        let cx = self.cx(&[]);
        heard.extend(hear(&cx, rulebook, |_, rule| rule.needs_log()));
        let mut uses: Vec<AllowUse<'_>> = plan
            .allows
            .iter()
            .map(|allow| {
                let rule = rules::find(&allow.rule).map(|(_, rule)| rule);
                let judged = rule.is_some_and(|rule| runs(rule, rulebook, &cx));
                AllowUse { allow, judged, used: false }
            })
            .collect();
        let (mut findings, silenced) = silence::apply(plan, &mut uses, heard, today);
        let cx = self.cx(&uses);
        findings.extend(hear(&cx, rulebook, |family, _| rules::is_about_allows(family)));
        let ran = rules::all().filter(|(_, rule)| runs(rule, rulebook, &cx)).collect();
        Report::new(plan, self.past.diff, rulebook, today, ran, findings, silenced)
    }

    /// What rules may look at.
    fn cx<'a>(&'a self, allows: &'a [AllowUse<'a>]) -> Cx<'a> {
        let Past { diff, agreed, log } = self.past;
        let (plan, today, settings) = (self.plan, self.today, &self.rulebook.settings);
        Cx { plan, today, allows, settings, diff, agreed, log }
    }
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

/// What some rules say.
fn hear(
    cx: &Cx<'_>,
    rulebook: &Rulebook,
    is_asked: impl Fn(&Family, &Rule) -> bool,
) -> Vec<Finding> {
    let run = |rule: &Rule| {
        let mut findings = Findings::of(rule.name);
        (rule.check)(cx, &mut findings);
        findings.into_all()
    };
    let asked: Vec<&Rule> = rules::all()
        .filter(|(family, rule)| is_asked(family, rule) && runs(rule, rulebook, cx))
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
