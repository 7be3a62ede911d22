//! What a rule says it reads is all it reads: take everything else away, and it says the same.

use std::panic::{AssertUnwindSafe, catch_unwind};

use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::diff::diff;
use goalpact::finding::{Finding, Findings};
use goalpact::kind::Kind;
use goalpact::log::Log;
use goalpact::plan::{self, Plan};
use goalpact::rules::{self, Cx, Reads, Rule};
use goalpact::snapshot::{self, Snapshot};

use crate::histories::log_of;

const TODAY: &str = "2026-03-31";

#[test]
fn a_rule_reads_no_more_than_it_lists() {
    let mut lies = String::new();
    for (_, rule) in rules::all() {
        for example in failing_examples(rule) {
            let before = said(rule, &example, 0, |_| ());
            for kind in Kind::ALL {
                let is_listed = rule.reads.iter().any(|reads| {
                    reads.kind() == Some(kind) || matches!(reads, Reads::Files | Reads::Allows)
                });
                if !is_listed && said(rule, &example, 0, |plan| forget(plan, kind)) != before {
                    lies.push_str(&format!("{} reads {} too\n", rule.name, kind.plural()));
                }
            }
            let is_timed = rule.reads.contains(&Reads::Today);
            if !is_timed
                && [-400, 400].iter().any(|days| said(rule, &example, *days, |_| ()) != before)
            {
                lies.push_str(&format!("{} reads today too\n", rule.name));
            }
            let reads_owners = rule.reads.contains(&Reads::CodeOwners);
            if !reads_owners && said(rule, &example, 0, |plan| plan.codeowners = None) != before {
                lies.push_str(&format!("{} reads CODEOWNERS too\n", rule.name));
            }
        }
    }
    assert!(lies.is_empty(), "{lies}");
}

/// A failing example: the plan, how it was where the page shows it, and its history where it tells one.
struct Failing {
    before: Option<Snapshot>,
    files: Snapshot,
    log: Option<Log>,
}

/// The failing examples of a rule.
fn failing_examples(rule: &Rule) -> Vec<Failing> {
    let blocks = rule.page().blocks;
    let mut headings: Vec<&str> = blocks.iter().map(|block| block.heading.as_str()).collect();
    headings.dedup();
    let snapshot = |heading: &str, word: &str| {
        let files = blocks
            .iter()
            .filter(|block| block.heading == heading && block.word == word)
            .map(|block| (block.path.as_str(), block.text.as_bytes()));
        snapshot::from_texts(files)
    };
    let failing = |heading: &str| {
        let before = snapshot(heading, "before");
        let mut files = snapshot(heading, "fails");
        files.gone.clone_from(&before.files);
        let before = (!before.files.is_empty()).then_some(before);
        Failing { before, files, log: log_of(&blocks, heading) }
    };
    headings.into_iter().map(failing).collect()
}

/// What the rule says of a plan in which something is changed, now and before, some days later; nothing where it trips over the change.
fn said(
    rule: &Rule,
    example: &Failing,
    days: i64,
    change: impl Fn(&mut Plan<'_>),
) -> Option<Vec<String>> {
    let load = |snapshot| {
        let mut plan = plan::load(snapshot);
        change(&mut plan);
        plan
    };
    let plan = load(&example.files);
    let base = example.before.as_ref().map(load);
    let diff = base.as_ref().map(|base| diff(base, &plan, |_| true));
    let today = Day::parse(TODAY).unwrap().plus_days(days);
    let rulebook = Rulebook::new(&plan.config, &Choice::default(), today);
    let mut findings = Findings::of(rule.name);
    let settings = &rulebook.settings;
    let log = example.log.as_ref();
    let cx = Cx { plan: &plan, today, allows: &[], settings, diff: diff.as_ref(), log };
    catch_unwind(AssertUnwindSafe(|| (rule.check)(&cx, &mut findings))).ok()?;
    // The help may show a day to write.
    let told =
        |finding: Finding| format!("{:?} {} {:?}", finding.at, finding.title, finding.labels);
    Some(findings.into_all().into_iter().map(told).collect())
}

fn forget(plan: &mut Plan<'_>, kind: Kind) {
    match kind {
        Kind::Function => plan.functions.clear(),
        Kind::Person => plan.people.clear(),
        Kind::Team => plan.teams.clear(),
        Kind::Body => plan.bodies.clear(),
        Kind::Kpi => plan.kpis.clear(),
        Kind::Goal => plan.goals.clear(),
        Kind::Roadmap => plan.roadmaps.clear(),
        Kind::Review => plan.reviews.clear(),
        Kind::Decision => plan.decisions.clear(),
        Kind::Term => plan.terms.clear(),
    }
}
