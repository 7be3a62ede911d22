use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Edit;

pub(super) const RULE: Rule = Rule {
    name: "unused-allow",
    level: Level::Warning,
    page: include_str!("unused_allow.md"),
    reads: &[Reads::Allows, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for allow_use in cx.allows.iter().filter(|allow_use| allow_use.judged && !allow_use.used) {
        let allow = allow_use.allow;
        // An allow that says too little or whose day has passed is the finding of another rule.
        if allow.reason.is_none() || allow.is_over(cx.today) {
            continue;
        }
        let rule = &allow.rule;
        let finding = out.report(
            None,
            allow.at,
            format!("`{rule}` is allowed here, and has nothing to say here"),
        );
        finding.about(rule);
        match allow.whole {
            Some(at) => finding
                .help("remove the comment, or move it to the line of the finding it is for")
                .safe_fix("remove the comment", vec![Edit { at, text: String::new() }]),
            None => finding.help("remove the `[[allow]]`, or mend its `files`"),
        };
    }
}
