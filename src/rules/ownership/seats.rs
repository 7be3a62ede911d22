//! What to do with an owner's seat, as it can be pasted into a goal's file.

use crate::finding::Help;
use crate::model::{Entry, Goal, Side};
use crate::rules::{Cx, paste};

/// The declaration that the seat of one side is vacant, for three months from today.
pub(super) fn vacancy(cx: &Cx<'_>, goal: &Entry<'_, Goal<'_>>, side: Side) -> Vec<String> {
    let until = cx.today.plus_months(3);
    let line = format!("{side} = {{ until = {until}, acting = \"<person>\", because = \"…\" }}");
    paste::under(cx, goal, "vacancies", goal.vacancies.at, &[line])
}

/// What to do with a seat whose owner answers for nothing: name `whom`, or say that it is vacant.
pub(super) fn new_owner(cx: &Cx<'_>, goal: &Entry<'_, Goal<'_>>, side: Side, whom: &str) -> Help {
    let owner = goal.owners.of(side).get().map_or("", |owner| owner.id());
    if goal.vacancies.of(side).is_absent() {
        Help::with(
            format!(
                "name {whom}, or, while there is none, remove `{side} = \"{owner}\"` and declare the vacancy:"
            ),
            vacancy(cx, goal, side),
        )
    } else {
        format!(
            "name {whom}, or remove `{side} = \"{owner}\"`: the seat is declared vacant already"
        )
        .into()
    }
}
