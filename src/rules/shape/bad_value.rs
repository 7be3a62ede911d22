use crate::decode::{BadValue, Choice, Defect, Fault, is_id, kebab};
use crate::finding::{Findings, Help};
use crate::kind::Kind;
use crate::level::Level;
use crate::rules::shape::whereabouts::{field, key};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, cut, nearest, or_list, tick, undisguised};

pub(super) const RULE: Rule = Rule {
    name: "bad-value",
    level: Level::Error,
    page: include_str!("bad_value.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::BadValue { value, why } = &defect.fault else { continue };
        let (title, help) = match why {
            BadValue::NotAChoice(choices) => {
                not_a_choice(cx, defect, value, choices, out);
                continue;
            }
            // An id that only looks like one is told by what hides in it.
            BadValue::NotAnId if undisguised(value).is_some_and(|id| is_id(&id)) => continue,
            BadValue::NotAnId if defect.path.is_empty() => bad_entry_id(defect, value),
            _ => words(&field(cx.plan, defect), key(defect), value, *why),
        };
        out.report(defect.entry.clone(), defect.at, title).about(&defect.path).help(help);
    }
}

fn not_a_choice(cx: &Cx<'_>, defect: &Defect, value: &str, choices: &[Choice], out: &mut Findings) {
    let words: Vec<String> = choices.iter().map(|choice| tick(choice.name)).collect();
    let title = format!("{} is `{}`, not {}", field(cx.plan, defect), cut(value), or_list(&words));
    let finding = out.report(defect.entry.clone(), defect.at, title);
    finding.about(&defect.path);
    let names = choices.iter().map(|choice| choice.name);
    if let Some(near) = nearest(value.trim(), names) {
        let help = format!("write `\"{near}\"`");
        let edits = vec![Edit { at: defect.at, text: format!("\"{near}\"") }];
        finding.help(&help);
        if near.eq_ignore_ascii_case(value.trim()) {
            finding.safe_fix(help, edits);
        } else {
            finding.unsafe_fix(help, edits);
        }
    } else {
        let meanings: Vec<String> = choices.iter().map(meaning).collect();
        finding.help(Help::with("write one of", meanings));
    }
}

/// A word and what it means: "`"draft"`: being written".
fn meaning(choice: &Choice) -> String {
    let about = choice.about.trim().trim_end_matches('.');
    let mut chars = about.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    format!("`\"{}\"`: {}", choice.name, first.chain(chars).collect::<String>())
}

/// The title and help for a file or a table whose name is no id.
fn bad_entry_id(defect: &Defect, id: &str) -> (String, String) {
    let kind = defect.entry.as_ref().map_or(Kind::Goal, |entry| entry.kind);
    let title = format!("`{}` is no id for a {}", cut(id), kind.noun());
    let better = Some(kebab(id)).filter(|better| !better.is_empty());
    let like = better.as_deref().unwrap_or("checkout-relaunch");
    let rule = "an id is lowercase words joined by hyphens, at most 64 characters";
    (title, format!("call its file `{like}.toml`, or its table `[{like}]`: {rule}"))
}

fn words(field: &str, key: &str, value: &str, why: BadValue) -> (String, String) {
    let value = cut(value);
    match why {
        BadValue::NotAChoice(_) | BadValue::NotAnId => (
            format!("{field} is `{value}`, which is no id"),
            format!("write `{key} = \"{}\"`: lowercase words joined by hyphens, at most 64 characters", kebab(&value)),
        ),
        BadValue::Empty => (format!("{field} is empty"), format!("write something between the quotes, or remove `{key}`")),
        BadValue::NotAPercentage => {
            (format!("{field} is {value}, outside of 0 to 100"), "write a percentage from 0 to 100".into())
        }
        BadValue::NotACount => (format!("{field} is {value}, not a whole number from 1"), format!("write `{key} = 1`, or another rank")),
        BadValue::NotFinite => {
            (format!("{field} is {value}, which is no number to count with"), "write an ordinary number".into())
        }
        BadValue::NotAPeriod => (
            format!("{field} is `{value}`, which is no period"),
            format!("write a year, a half, or a quarter: `{key} = \"2026\"`, `\"2026-H1\"`, or `\"2026-Q3\"`"),
        ),
        BadValue::NotAQuarter => {
            (format!("{field} is no quarter"), "write the quarter as the key and person-days as the value: `2026-Q3 = 60`".into())
        }
        BadValue::NotACurrency => {
            (format!("{field} is `{value}`, which is no currency code"), format!("write its ISO 4217 code: `{key} = \"EUR\"`"))
        }
        BadValue::NotADay => (
            format!("`{value}` is no day of the calendar"),
            "write year, month, and day, like `2026-09-30`".into(),
        ),
        BadValue::EmptyRange => (
            format!("{field} is {value}, whose lower end is not below the upper"),
            format!("write the lowest value first: `{key} = [0, 100]`"),
        ),
        BadValue::NotUtf8Name => {
            (format!("the file name `{value}` is not UTF-8"), "rename the file with plain letters, digits, and hyphens".into())
        }
        BadValue::NotAPattern => (
            format!("`{value}` is no pattern for paths within the plan"),
            "write a path from the plan's folder, with `*` for a name and `**` for any folders: `archive/**`".into(),
        ),
        BadValue::NotAnAllow => (
            format!("the comment `goalpact: {value}` is no allow"),
            "write `# goalpact: allow RULE until 2026-12-31 because REASON`; `until` may be left out".into(),
        ),
    }
}
