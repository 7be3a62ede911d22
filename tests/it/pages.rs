//! Every rule's page is its test: the failing example prints exactly these words, the passing one none, and the fixes
//! give exactly the fixed files (`fixed` by the safe ones, `fixed-unsafely` by all). `UPDATE=1 cargo test pages`
//! rewrites the words.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use goalpact::agreed::Agreed;
use goalpact::check::{Report, check};
use goalpact::config::{Choice, Rulebook};
use goalpact::day::Day;
use goalpact::diff::diff;
use goalpact::log::Log;
use goalpact::plan::{self, Plan};
use goalpact::render::{View, plain_findings};
use goalpact::rules::{self, PageBlock, Past, Rule};
use goalpact::snapshot::{self, Snapshot, side_by_side, signers};

use crate::histories::log_of;

/// The day of every page.
const TODAY: &str = "2026-03-31";

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

#[test]
fn every_page_tells_the_truth() {
    let mut lies = String::new();
    for (family, rule) in rules::all() {
        let page = rule.page();
        let path = page_path(family.name, rule.name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, rewritten(rule, &page.blocks)).unwrap();
            continue;
        }
        for example in examples(&page.blocks) {
            if let Err(lie) = example.judge(rule) {
                let _ = writeln!(lies, "--- {} ({}):\n{lie}", path.display(), example.heading);
            }
        }
    }
    assert!(
        lies.is_empty(),
        "pages that do not tell the truth (UPDATE=1 rewrites their words):\n{lies}"
    );
}

/// The blocks under one heading.
#[derive(Clone)]
pub(crate) struct Example {
    heading: String,
    pub(crate) before: Files,
    pub(crate) fails: Files,
    passes: Files,
    fixed: Files,
    fixed_unsafely: Files,
    /// The message of the commit that the failing files, or the passing ones, came with.
    messages: BTreeMap<String, String>,
    words: Option<String>,
    pub(crate) log: Option<Log>,
}

pub(crate) fn examples(blocks: &[PageBlock]) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for block in blocks {
        if examples.last().is_none_or(|example| example.heading != block.heading) {
            examples.push(Example {
                heading: block.heading.clone(),
                before: Files::new(),
                fails: Files::new(),
                passes: Files::new(),
                fixed: Files::new(),
                fixed_unsafely: Files::new(),
                messages: BTreeMap::new(),
                words: None,
                log: log_of(blocks, &block.heading),
            });
        }
        let Some(example) = examples.last_mut() else { continue };
        if block.language == "message" {
            example.messages.insert(block.word.clone(), block.text.clone());
            continue;
        }
        let files = match block.word.as_str() {
            "before" => &mut example.before,
            "fails" => &mut example.fails,
            "passes" => &mut example.passes,
            "fixed" => &mut example.fixed,
            "fixed-unsafely" => &mut example.fixed_unsafely,
            _ => {
                if block.language == "text" {
                    example.words = Some(block.text.clone());
                }
                continue;
            }
        };
        files.insert(block.path.clone(), bytes(block));
    }
    examples
}

impl Example {
    fn judge(&self, rule: &Rule) -> Result<(), String> {
        let said = self.said(rule);
        if self.words.as_ref().is_some_and(|words| *words != said) {
            return Err(format!("it says:\n{said}"));
        }
        if said.is_empty() && !self.fails.is_empty() {
            return Err("the failing example does not fail".into());
        }
        let passing = self.with_report("passes", &self.passes, rule, |report, _| {
            plain_findings(report, &View::default())
        });
        if !passing.is_empty() {
            return Err(format!("the passing example fails:\n{passing}"));
        }
        self.judge_fix(rule, &self.fixed, true)?;
        self.judge_fix(rule, &self.fixed_unsafely, false)
    }

    /// Whether the safe fixes, or all of them, give exactly these files.
    fn judge_fix(&self, rule: &Rule, expected: &Files, only_safe: bool) -> Result<(), String> {
        if expected.is_empty() {
            return Ok(());
        }
        let mut files = self.fails.clone();
        files.extend(self.mended(rule, only_safe));
        files.retain(|path, _| expected.contains_key(path));
        if files == *expected {
            return Ok(());
        }
        let texts = files.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let which = if only_safe { "safe fixes" } else { "fixes" };
        Err(format!("the {which} give:\n{}", texts.collect::<String>()))
    }

    fn said(&self, rule: &Rule) -> String {
        self.with_report("fails", &self.fails, rule, |report, _| {
            plain_findings(report, &View::default())
        })
    }

    /// The files that the fixes change.
    fn mended(&self, rule: &Rule, only_safe: bool) -> Files {
        self.with_report("fails", &self.fails, rule, |report, plan| {
            let fixes = report.findings.iter().filter_map(|reported| reported.finding.fix.as_ref());
            let fixes = fixes.filter(|fix| fix.safe || !only_safe);
            let outcome = goalpact::fix::apply(fixes, |file| plan.snapshot.text(file).to_owned());
            let named = |edited: goalpact::fix::Edited| {
                (plan.snapshot.path(edited.file).to_owned(), edited.text.into_bytes())
            };
            outcome.files.into_iter().map(named).collect()
        })
    }

    /// What `rule` makes of the failing files.
    pub(crate) fn with_failing<T>(&self, rule: &Rule, then: impl FnOnce(&Report<'_>) -> T) -> T {
        self.with_report("fails", &self.fails, rule, |report, _| then(report))
    }

    /// What `rule` alone says of `files`, at its own level, or as a warning where it is off; compared with what was there before, where
    /// the page shows it, by a commit with the message that stands under `word`, and by its history.
    fn with_report<T>(
        &self,
        word: &str,
        files: &Files,
        rule: &Rule,
        then: impl FnOnce(&Report<'_>, &Plan<'_>) -> T,
    ) -> T {
        let read = |files: &Files| -> Snapshot {
            let files = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
            snapshot::from_texts(files)
        };
        let (base, snapshot) = side_by_side(read(&self.before), read(files));
        let (base, plan) = (plan::load(&base), plan::load(&snapshot));
        let diff = (!self.before.is_empty()).then(|| diff(&base, &plan));
        let mut agreed = Agreed::default();
        for signer in self.messages.get(word).iter().flat_map(|message| signers(message)) {
            agreed.add_email(&signer.email);
        }
        let agreed = diff.as_ref().map(|_| &agreed);
        let past = Past { diff: diff.as_ref(), agreed, log: self.log.as_ref() };
        let today = Day::parse(TODAY).unwrap();
        // The rules about allows need the others, to know what is silenced.
        let about_allows =
            rules::find(rule.name).is_some_and(|(family, _)| rules::is_about_allows(family));
        let select = if about_allows { Vec::new() } else { vec![rule.name.to_owned()] };
        let rulebook = Rulebook::new(&plan.config, &Choice { select, ..Choice::default() }, today);
        let mut report = check(&plan, &rulebook, today, past);
        report.findings.retain(|reported| reported.finding.rule == rule.name);
        then(&report, &plan)
    }
}

/// The content of a block; in an `escaped` one `\xff` stands for a byte, and no final line end is added.
fn bytes(block: &PageBlock) -> Vec<u8> {
    if block.language != "escaped" {
        return block.text.clone().into_bytes();
    }
    let mut bytes = Vec::new();
    let mut rest = block.text.trim_end_matches('\n');
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend(before.as_bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[2..];
    }
    bytes.extend(rest.as_bytes());
    bytes
}

fn page_path(family: &str, rule: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("src/rules/{family}/{}.md", rule.replace('-', "_")))
}

/// The page with the words that are printed now.
fn rewritten(rule: &Rule, blocks: &[PageBlock]) -> String {
    let mut lines: Vec<String> = rule.page.lines().map(ToOwned::to_owned).collect();
    for example in examples(blocks).iter().rev() {
        let words = blocks
            .iter()
            .find(|block| block.heading == example.heading && block.language == "text");
        let Some(words) = words else { continue };
        let said: Vec<String> = example.said(rule).lines().map(ToOwned::to_owned).collect();
        lines.splice(words.line..words.line + words.text.lines().count(), said);
    }
    lines.join("\n") + "\n"
}
