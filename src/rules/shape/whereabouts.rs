//! Which table of which entry a defect stands in, in words.

use crate::decode::Defect;
use crate::plan::Plan;

/// The table at `path`, which is the whole entry where `path` is empty: "goal `retention`", "`owners` of goal
/// `retention`", "`target` 2 of goal `retention`".
pub(super) fn table(plan: &Plan<'_>, defect: &Defect, path: &str) -> String {
    let whole = if let Some(entry) = &defect.entry {
        format!("{} `{}`", entry.kind.noun(), entry.id)
    } else {
        let file = plan.snapshot.path(defect.at.file);
        format!("`{}`", file.rsplit('/').next().unwrap_or(file))
    };
    if path.is_empty() {
        return whole;
    }
    // Numbers count the tables of a list: `item.2.need.1` is read from the inside out.
    let mut parts: Vec<String> = Vec::new();
    for key in path.split('.') {
        match (key.parse::<usize>(), parts.last_mut()) {
            (Ok(_), Some(last)) => *last = format!("{last} {key}"),
            _ => parts.push(format!("`{key}`")),
        }
    }
    parts.reverse();
    format!("{} of {whole}", parts.join(" of "))
}

/// A field: the last key of the defect's path, and the table it stands in.
pub(super) fn field(plan: &Plan<'_>, defect: &Defect) -> String {
    table(plan, defect, &defect.path)
}

/// The last key of the defect's path that is no number: the name of the field.
pub(super) fn key(defect: &Defect) -> &str {
    defect.path.rsplit('.').find(|key| key.parse::<usize>().is_err()).unwrap_or_default()
}
