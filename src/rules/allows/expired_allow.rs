use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{self, Cx, Reads, Rule};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "expired-allow",
    level: Level::Warning,
    page: include_str!("expired_allow.md"),
    reads: &[Reads::Allows, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for allow in cx.allows.iter().map(|allow_use| allow_use.allow) {
        let Some(until) = allow.until.filter(|until| *until < cx.today) else { continue };
        if rules::find(&allow.rule).is_none() {
            continue;
        }
        let days = plural(until.days_until(cx.today).unsigned_abs() as usize, "day");
        let title = format!("the allow of `{}` ended {days} ago, on {until}", allow.rule);
        out.report(None, allow.at, title)
            .about(&allow.rule)
            .help("mend what it was for and remove it, or agree on a later day and a reason that still holds");
    }
}
