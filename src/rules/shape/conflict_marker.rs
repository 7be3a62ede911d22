use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "conflict-marker",
    level: Level::Error,
    page: include_str!("conflict_marker.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        match defect.fault {
            Fault::ConflictMarker => {
                out.report(None, defect.at, "a merge conflict is not resolved here").help(
                    "decide between the lines above `=======` and those below it, then remove the three marker lines; \
                     the two sides of the merge want different things, so ask whoever wrote the other one",
                );
            }
            Fault::Unmerged => {
                out.report(
                    None,
                    defect.at,
                    "Git has two sides of this file that are not merged yet",
                )
                .help("decide between them in the file, then stage it with `git add`");
            }
            _ => {}
        }
    }
}
