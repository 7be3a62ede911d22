//! Lines as they can be pasted into the file of an entry.

use crate::model::Entry;
use crate::rules::Cx;
use crate::text::Place;

/// `lines` of `table`, which may be there `at` a place already: in the way it is written there, since a second header
/// would be a syntax error.
pub(super) fn under<T>(
    cx: &Cx<'_>,
    entry: &Entry<'_, T>,
    table: &str,
    at: Option<Place>,
    lines: &[String],
) -> Vec<String> {
    let header = cx.plan.header(entry, table);
    let first = match at.map(|at| first_byte(cx, at)) {
        None => header,
        Some(Some(b'[')) => format!("# under {header}"),
        Some(Some(b'{')) => format!("# between the braces of `{table}`"),
        Some(_) => return lines.iter().map(|line| format!("{table}.{line}")).collect(),
    };
    [&[first], lines].concat()
}

fn first_byte(cx: &Cx<'_>, at: Place) -> Option<u8> {
    cx.plan.snapshot.text(at.file).as_bytes().get(at.start as usize).copied()
}

/// A further table of a list, such as `[[target]]`, with `lines` in it.
pub(super) fn further<T>(
    cx: &Cx<'_>,
    entry: &Entry<'_, T>,
    table: &str,
    lines: &[&str],
) -> Vec<String> {
    let header = format!("[{}]", cx.plan.header(entry, table));
    std::iter::once(header).chain(lines.iter().map(|line| (*line).to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use crate::day::Day;
    use crate::rules::{Cx, Settings};
    use crate::{plan, snapshot};

    /// What is to be pasted into `goals.toml` so that its goal `a` has an IT owner.
    fn pasted(file: &str) -> String {
        let snapshot = snapshot::from_texts([("goals.toml", file.as_bytes())]);
        let plan = plan::load(&snapshot);
        let today = Day::parse("2026-03-31").unwrap();
        let settings = &Settings::default();
        let (diff, agreed, log) = (None, None, None);
        let cx = Cx { plan: &plan, today, allows: &[], settings, diff, agreed, log };
        let goal = &plan.goals[0];
        super::under(&cx, goal, "owners", goal.owners.at, &["it = \"<person>\"".into()]).join("\n")
    }

    #[test]
    fn a_line_is_pasted_in_the_way_the_table_is_written() {
        for (file, line) in [
            ("[a]\n", "[a.owners]\nit = \"<person>\""),
            ("[a.owners]\nbusiness = \"jo\"\n", "# under [a.owners]\nit = \"<person>\""),
            ("[a]\nowners.business = \"jo\"\n", "owners.it = \"<person>\""),
            (
                "[a]\nowners = { business = \"jo\" }\n",
                "# between the braces of `owners`\nit = \"<person>\"",
            ),
        ] {
            assert_eq!(pasted(file), line, "{file}");
        }
    }
}
