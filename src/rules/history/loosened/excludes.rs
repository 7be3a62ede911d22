//! Files that the plan leaves out, and did not.

use crate::finding::Findings;
use crate::rules::history::loosened::{Compared, help};

pub(super) fn report(compared: &Compared<'_>, out: &mut Findings) {
    let (base, head) = (compared.diff.base, compared.diff.head);
    let before = &base.config.plan.exclude;
    for pattern in &head.config.plan.exclude {
        // A pattern that cannot be read leaves nothing out.
        let is_broken = head.defects.iter().any(|defect| defect.at == pattern.at);
        if is_broken || !before.is_whole() || before.iter().any(|it| it.value == pattern.value) {
            continue;
        }
        let pattern_words = &pattern.value;
        out.report(None, pattern.at, format!("the plan leaves out `{pattern_words}` now"))
            .about(format!("exclude {pattern_words}"))
            .help(help("remove the pattern"))
            .beyond_comments();
    }
}
