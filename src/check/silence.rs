//! Findings that an allow silences are set apart.

use std::collections::BTreeMap;

use crate::day::Day;
use crate::finding::Finding;
use crate::plan::{Allow, AllowScope, Plan};
use crate::rules::AllowUse;
use crate::text::FileId;

/// The most allows that are named for one finding: a file can have a hundred thousand of them.
const NAMED: usize = 16;

/// The findings that no allow silences, and the others, each with its allows; each allow is told whether it did.
pub(super) fn apply<'p>(
    plan: &'p Plan<'_>,
    uses: &mut [AllowUse<'p>],
    findings: Vec<Finding>,
    today: Day,
) -> (Vec<Finding>, Vec<(Finding, Vec<&'p Allow>)>) {
    let mut silent = Silent::of(plan, uses, today);
    let mut heard = Vec::new();
    let mut silenced = Vec::new();
    for finding in findings {
        let mut covering = silent.covering(plan, &finding);
        if covering.is_empty() {
            heard.push(finding);
            continue;
        }
        covering.sort_unstable();
        covering.truncate(NAMED);
        let allows = covering.into_iter().filter_map(|at| Some(uses.get(at)?.allow)).collect();
        silenced.push((finding, allows));
    }
    for at in silent.used() {
        if let Some(allow_use) = uses.get_mut(at) {
            allow_use.used = true;
        }
    }
    (heard, silenced)
}

/// The allows that are not over, by what they silence and where, so that none is held against a finding that it cannot cover. Each is
/// a position in the list of all.
#[derive(Default)]
struct Silent<'p> {
    /// By the rule, the file, and the end of the line; with its beginning.
    lines: BTreeMap<(&'p str, FileId, u32), (u32, Together)>,
    /// By the rule and the path: what is gone from a file stands in the file as it was.
    files: BTreeMap<(&'p str, &'p str), Together>,
    /// By the rule: those of goalpact.toml.
    configured: BTreeMap<&'p str, Vec<(&'p Allow, Together)>>,
}

/// Allows that cover the same findings.
#[derive(Default)]
struct Together {
    allows: Vec<usize>,
    has_covered: bool,
}

impl Together {
    fn cover(&mut self, covering: &mut Vec<usize>) {
        self.has_covered = true;
        covering.extend(self.allows.iter().take(NAMED));
    }
}

impl<'p> Silent<'p> {
    fn of(plan: &'p Plan<'_>, uses: &[AllowUse<'p>], today: Day) -> Self {
        let mut silent = Self::default();
        let still = uses.iter().map(|allow_use| allow_use.allow).enumerate();
        for (at, allow) in still.filter(|(_, allow)| !allow.is_over(today)) {
            let rule = allow.rule.as_str();
            let together = match &allow.scope {
                AllowScope::Line(line) => {
                    let key = (rule, line.file, line.end);
                    let (start, together) = silent.lines.entry(key).or_default();
                    *start = line.start;
                    together
                }
                AllowScope::File(file) => {
                    silent.files.entry((rule, plan.snapshot.path(*file))).or_default()
                }
                AllowScope::Files(_) | AllowScope::Plan => {
                    let configured = silent.configured.entry(rule).or_default();
                    configured.push((allow, Together { allows: vec![at], has_covered: false }));
                    continue;
                }
            };
            together.allows.push(at);
        }
        silent
    }

    /// The allows that cover a finding.
    fn covering(&mut self, plan: &'p Plan<'_>, finding: &Finding) -> Vec<usize> {
        let mut covering = Vec::new();
        let path = plan.snapshot.path(finding.at.file);
        if !finding.beyond_comments {
            let from = (finding.rule, finding.at.file, finding.at.start);
            let to = (finding.rule, finding.at.file, u32::MAX);
            // The first line that does not end before it.
            let line = self.lines.range_mut(from..=to).next();
            if let Some((_, (start, together))) = line
                && *start <= finding.at.start
            {
                together.cover(&mut covering);
            }
            if let Some(together) = self.files.get_mut(&(finding.rule, path)) {
                together.cover(&mut covering);
            }
        }
        let configured = self.configured.get_mut(finding.rule).into_iter().flatten();
        for (allow, together) in configured {
            let covers = match &allow.scope {
                AllowScope::Files(globs) => globs.is_match(plan.snapshot.within_plan(path)),
                _ => true,
            };
            if covers {
                together.cover(&mut covering);
            }
        }
        covering
    }

    /// The allows that have covered something.
    fn used(self) -> impl Iterator<Item = usize> {
        let configured = self.configured.into_values().flatten().map(|(_, together)| together);
        let lines = self.lines.into_values().map(|(_, together)| together);
        let all = lines.chain(self.files.into_values()).chain(configured);
        all.filter(|together| together.has_covered).flat_map(|together| together.allows)
    }
}
