use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::shape::whereabouts::table;
use crate::rules::{Cx, Rule};

pub(super) const RULE: Rule = Rule {
    name: "missing-field",
    level: Level::Error,
    page: include_str!("missing_field.md"),
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::MissingField { field } = &defect.fault else { continue };
        let table = table(cx.plan, defect, &defect.path);
        out.report(defect.entry.clone(), defect.at, format!("{table} has no `{}`", field.name))
            .about(format!("{}.{}", defect.path, field.name))
            .help(format!(
                "add `{} = {}`: {}",
                field.name,
                field.shape.example(),
                in_a_sentence(field.about)
            ));
    }
}

/// A field's documentation as the end of a sentence: its first word in lowercase, no full stop.
fn in_a_sentence(about: &str) -> String {
    let about = about.trim().trim_end_matches('.');
    let mut chars = about.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
