//! Lines that fill an owner's seat, or declare it vacant, as they can be pasted into a goal's file.

use crate::model::{Entry, Goal, Side};
use crate::rules::Cx;
use crate::text::Place;

/// `lines` of `table`, which may be there `at` a place already: in the way it is written there, since a second header
/// would be a syntax error.
pub(super) fn under(
    cx: &Cx<'_>,
    goal: &Entry<'_, Goal<'_>>,
    table: &str,
    at: Option<Place>,
    lines: &str,
) -> String {
    let header = cx.plan.header(goal, table);
    let Some(at) = at else { return format!("{header}\n{lines}") };
    match cx.plan.snapshot.text(at.file).as_bytes().get(at.start as usize) {
        Some(b'[') => format!("# under {header}\n{lines}"),
        Some(b'{') => format!("# between the braces of `{table}`\n{lines}"),
        _ => format!("{table}.{}", lines.replace('\n', &format!("\n{table}."))),
    }
}

/// The declaration that the seat of one side is vacant, for three months from today.
pub(super) fn vacancy(cx: &Cx<'_>, goal: &Entry<'_, Goal<'_>>, side: Side) -> String {
    let until = cx.today.plus_months(3);
    let line = format!("{side} = {{ until = {until}, acting = \"<person>\", because = \"…\" }}");
    under(cx, goal, "vacancies", goal.vacancies.at, &line)
}

/// What to do with a seat whose owner answers for nothing: name `whom`, or say that it is vacant.
pub(super) fn new_owner(cx: &Cx<'_>, goal: &Entry<'_, Goal<'_>>, side: Side, whom: &str) -> String {
    let owner = goal.owners.of(side).get().map_or("", |owner| owner.id());
    if goal.vacancies.of(side).is_absent() {
        let vacancy = vacancy(cx, goal, side);
        format!(
            "name {whom}, or, while there is none, remove `{side} = \"{owner}\"` and declare the vacancy:\n{vacancy}"
        )
    } else {
        format!(
            "name {whom}, or remove `{side} = \"{owner}\"`: the seat is declared vacant already"
        )
    }
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
        let cx = Cx { plan: &plan, today, allows: &[], settings: &Settings::default() };
        let goal = &plan.goals[0];
        super::under(&cx, goal, "owners", goal.owners.at, "it = \"<person>\"")
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
