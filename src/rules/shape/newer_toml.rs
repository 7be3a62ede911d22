use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, Place, plural};

pub(super) const RULE: Rule = Rule {
    name: "newer-toml",
    level: Level::Warning,
    page: include_str!("newer_toml.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::NewerToml { syntax, times, repairs } = &defect.fault else { continue };
        let more = match times - 1 {
            0 => String::new(),
            more => format!(", as do {} in this file", plural(more, "other place")),
        };
        let finding = out.report(None, defect.at, format!("{syntax} needs TOML 1.1{more}"));
        finding.help(
            "write an inline table on one line without a last comma, and `\\u001b` for `\\e`",
        );
        if let Some(repairs) = repairs {
            let edit = |(range, text): &(std::ops::Range<usize>, String)| Edit {
                at: Place::new(defect.at.file, range.clone()),
                text: text.clone(),
            };
            finding.safe_fix("write it as TOML 1.0 has it", repairs.iter().map(edit).collect());
        }
    }
}
