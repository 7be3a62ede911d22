use crate::decode::{Defect, Fault, Shape};
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::shape::slip::iso_date;
use crate::rules::shape::whereabouts::{field, key};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, cut, or_list};

pub(super) const RULE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    page: include_str!("wrong_type.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::WrongType { expected, found, value, repair } = &defect.fault else { continue };
        let key = key(defect);
        let title =
            format!("{} is {found}, where {} belongs", field(cx.plan, defect), expected.expected());
        let finding = out.report(defect.entry.clone(), defect.at, title);
        finding.about(&defect.path);
        if let Some(repair) = repair {
            let help = if is_item(defect) {
                format!("write `{}`", cut(&repair.text))
            } else {
                format!("write `{key} = {}`", cut(&repair.text))
            };
            let edit = Edit { at: repair.at, text: repair.text.clone() };
            finding.help(&help).safe_fix(help, vec![edit]);
            continue;
        }
        match (expected, iso_date(value.trim_matches(['"', '\'']))) {
            (Shape::Date, Some(day)) => {
                let help = format!("write `{key} = {day}`");
                finding
                    .help(&help)
                    .unsafe_fix(help, vec![Edit { at: defect.at, text: day.to_string() }]);
            }
            (Shape::List(Shape::Table(_)), _) => {
                finding
                    .help(format!("write a header `[[{key}]]` for each, with its fields below it"));
            }
            (Shape::Table(_) | Shape::Map(..), _) => {
                finding.help(format!("write a header `[{key}]`, with its fields below it"));
            }
            (Shape::Choice(choices), _) => {
                let words: Vec<String> =
                    choices.iter().map(|choice| format!("`\"{}\"`", choice.name)).collect();
                finding.help(format!("write {}", or_list(&words)));
            }
            _ if is_item(defect) => {
                finding.help(format!("write it like `{}`", expected.example()));
            }
            _ => {
                finding.help(format!("write it like `{key} = {}`", expected.example()));
            }
        }
    }
}

/// Whether the defect is an item of a list.
fn is_item(defect: &Defect) -> bool {
    defect.path.rsplit('.').next().is_some_and(|key| key.parse::<usize>().is_ok())
}
