use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{self, Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "allow-without-reason",
    level: Level::Error,
    page: include_str!("allow_without_reason.md"),
    reads: &[Reads::Allows],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for allow in cx.allows.iter().map(|allow_use| allow_use.allow) {
        if allow.reason.is_some() || rules::find(&allow.rule).is_none() {
            continue;
        }
        let rule = &allow.rule;
        let help = match allow.whole {
            Some(_) => format!(
                "end it with the reason: `# goalpact: allow {rule} because the merger closes in December`"
            ),
            None => "add `because = \"the merger closes in December\"`, the reason in a few words"
                .to_owned(),
        };
        out.report(None, allow.at, format!("`{rule}` is allowed here without a reason"))
            .about(rule)
            .help(help);
    }
}
