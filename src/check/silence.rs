//! Findings that an allow silences are set apart.

use crate::day::Day;
use crate::finding::Finding;
use crate::plan::{Allow, AllowScope, Plan};
use crate::rules::AllowUse;

/// The findings that no allow silences, and the others, each with its allows; each allow is told whether it did.
pub(super) fn apply<'p>(
    plan: &Plan<'_>,
    uses: &mut [AllowUse<'p>],
    findings: Vec<Finding>,
    today: Day,
) -> (Vec<Finding>, Vec<(Finding, Vec<&'p Allow>)>) {
    let mut heard = Vec::new();
    let mut silenced = Vec::new();
    for finding in findings {
        let mut allows = Vec::new();
        for allow_use in uses.iter_mut() {
            if !allow_use.allow.is_over(today) && covers(plan, allow_use.allow, &finding) {
                allow_use.used = true;
                allows.push(allow_use.allow);
            }
        }
        if allows.is_empty() {
            heard.push(finding);
        } else {
            silenced.push((finding, allows));
        }
    }
    (heard, silenced)
}

fn covers(plan: &Plan<'_>, allow: &Allow, finding: &Finding) -> bool {
    let path = plan.snapshot.path(finding.at.file);
    allow.rule == finding.rule
        && !(finding.beyond_comments && allow.is_comment())
        && match &allow.scope {
            AllowScope::Plan => true,
            // What is gone from a file stands in the file as it was.
            AllowScope::File(file) => plan.snapshot.path(*file) == path,
            AllowScope::Line(line) => {
                line.file == finding.at.file && (line.start..=line.end).contains(&finding.at.start)
            }
            AllowScope::Files(globs) => globs.is_match(plan.snapshot.within_plan(path)),
        }
}
