//! What a rule says it reads is all it reads: take everything else away, and it says the same.

use std::panic::{AssertUnwindSafe, catch_unwind};

use goalpact::agreed::Agreed;
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::diff::diff;
use goalpact::finding::{Finding, Findings};
use goalpact::kind::Kind;
use goalpact::log::Log;
use goalpact::plan::{self, Plan};
use goalpact::rules::{self, Cx, PageBlock, Reads, Rule};
use goalpact::snapshot::{self, Snapshot, side_by_side, signers};

use crate::histories::log_of;

const TODAY: &str = "2026-03-31";

#[test]
fn a_rule_reads_no_more_than_it_lists() {
    let mut lies = String::new();
    for (_, rule) in rules::all() {
        for example in failing_examples(rule) {
            let before = said(rule, &example, 0, |_| ());
            let lists = |reads: Reads| rule.reads.contains(&reads);
            for kind in Kind::ALL {
                let is_listed = rule.reads.iter().any(|reads| {
                    reads.kind() == Some(kind) || matches!(reads, Reads::Files | Reads::Allows)
                });
                if !is_listed && said(rule, &example, 0, |plan| forget(plan, kind)) != before {
                    lies.push_str(&format!("{} reads {} too\n", rule.name, kind.plural()));
                }
            }
            let on_other_days = [-400, 400].map(|days| said(rule, &example, days, |_| ()));
            if !lists(Reads::Today) && on_other_days.iter().any(|said| *said != before) {
                lies.push_str(&format!("{} reads today too\n", rule.name));
            }
            let without_owners = said(rule, &example, 0, |plan| plan.codeowners = None);
            if !lists(Reads::CodeOwners) && without_owners != before {
                lies.push_str(&format!("{} reads CODEOWNERS too\n", rule.name));
            }
            let without_base = Example { before: None, ..example.clone() };
            if !lists(Reads::Base) && said(rule, &without_base, 0, |_| ()) != before {
                lies.push_str(&format!("{} reads the base too\n", rule.name));
            }
            let without_commits = Example { agreed: None, ..example.clone() };
            if !lists(Reads::Commits) && said(rule, &without_commits, 0, |_| ()) != before {
                lies.push_str(&format!("{} reads the commits too\n", rule.name));
            }
            let without_log = Example { log: None, ..example.clone() };
            if !lists(Reads::Log) && said(rule, &without_log, 0, |_| ()) != before {
                lies.push_str(&format!("{} reads the history too\n", rule.name));
            }
        }
    }
    assert!(lies.is_empty(), "{lies}");
}

/// A failing example of a page, and what it is held against.
#[derive(Clone)]
struct Example {
    before: Option<Vec<PageBlock>>,
    files: Vec<PageBlock>,
    agreed: Option<Agreed>,
    log: Option<Log>,
}

/// The failing examples of a rule.
fn failing_examples(rule: &Rule) -> Vec<Example> {
    let blocks = rule.page().blocks;
    let mut headings: Vec<&str> = blocks.iter().map(|block| block.heading.as_str()).collect();
    headings.dedup();
    let failing = |heading: &str| {
        let (messages, files): (Vec<_>, Vec<_>) = blocks
            .iter()
            .filter(|block| block.heading == heading)
            .cloned()
            .partition(|block| block.language == "message");
        let of = |word: &str| -> Vec<PageBlock> {
            files.iter().filter(|block| block.word == word).cloned().collect()
        };
        let before = Some(of("before")).filter(|files| !files.is_empty());
        let mut agreed = Agreed::default();
        let message = messages.iter().filter(|block| block.word == "fails");
        message
            .flat_map(|block| signers(&block.text))
            .for_each(|signer| agreed.add_email(&signer.email));
        let agreed = before.as_ref().map(|_| agreed);
        Example { agreed, before, files: of("fails"), log: log_of(&blocks, heading) }
    };
    headings.into_iter().map(failing).collect()
}

/// What the rule says of an example in which something is changed on both sides, some days later; nothing where it trips over the
/// change.
fn said(
    rule: &Rule,
    example: &Example,
    days: i64,
    change: impl Fn(&mut Plan<'_>),
) -> Option<Vec<String>> {
    let read = |files: &[PageBlock]| -> Snapshot {
        let files = files.iter().map(|block| (block.path.as_str(), block.text.as_bytes()));
        snapshot::from_texts(files)
    };
    let (before, snapshot) =
        side_by_side(read(example.before.as_deref().unwrap_or_default()), read(&example.files));
    let (mut base, mut plan) = (plan::load(&before), plan::load(&snapshot));
    change(&mut base);
    change(&mut plan);
    let today = Day::parse(TODAY).unwrap().plus_days(days);
    let rulebook = Rulebook::new(&plan.config, &Choice::default(), today);
    let mut findings = Findings::of(rule.name);
    catch_unwind(AssertUnwindSafe(|| {
        let diff = example.before.as_ref().map(|_| diff(&base, &plan));
        let cx = Cx {
            plan: &plan,
            today,
            allows: &[],
            settings: &rulebook.settings,
            diff: diff.as_ref(),
            agreed: example.agreed.as_ref(),
            log: example.log.as_ref(),
        };
        (rule.check)(&cx, &mut findings);
    }))
    .ok()?;
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
