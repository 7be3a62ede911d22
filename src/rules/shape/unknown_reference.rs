use crate::decode::{Fault, Referent};
use crate::finding::{Finding, Findings};
use crate::kind::Kind;
use crate::level::Level;
use crate::plan::is_placeholder;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Edit, Place, a_or_an, cut, plural, undisguised};

pub(super) const RULE: Rule = Rule {
    name: "unknown-reference",
    level: Level::Error,
    page: include_str!("unknown_reference.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        let Fault::UnknownReference { to, id, others, nearest, is_a } = &defect.fault else {
            continue;
        };
        if *to == Referent::Entry(Kind::Person) && is_placeholder_owner(cx, id) {
            continue;
        }
        // An id that only looks like another is told by what hides in it.
        if undisguised(id).is_some_and(|id| crate::decode::is_id(&id)) {
            continue;
        }
        let noun = to.noun();
        let times = match others.len() {
            0 => String::new(),
            more => format!(", and {} name it", plural(more + 1, "place")),
        };
        let title = match (nearest, is_a) {
            (None, Some(kind)) => {
                format!(
                    "`{}` is {}, and {} is needed here",
                    cut(id),
                    a_or_an(kind.noun()),
                    a_or_an(noun)
                )
            }
            _ => format!("no {noun} is called `{}`{times}", cut(id)),
        };
        let finding = out.report(defect.entry.clone(), defect.at, title);
        finding.about(format!("{noun} {id}"));
        for other in others {
            finding.label(*other, "named here too");
        }
        if nearest.is_none() && is_a.is_some() {
            finding.help(format!("write the id of {}{}", a_or_an(noun), instead(cx, *to, id)));
        } else {
            help(cx, finding, *to, id, nearest.as_deref());
        }
        if let Some(nearest) = nearest {
            let places = std::iter::once(defect.at).chain(others.iter().copied());
            let edits = places.map(|at| Edit { at, text: as_written(cx, at, nearest) }).collect();
            finding.unsafe_fix(format!("write `{nearest}`"), edits);
        }
    }
}

fn help(cx: &Cx<'_>, finding: &mut Finding, to: Referent, id: &str, nearest: Option<&str>) {
    let other =
        if let Some(nearest) = nearest { format!("write `{nearest}`, or ") } else { String::new() };
    let is_id = crate::decode::is_id(id);
    let add = match to {
        Referent::Entry(Kind::Person) if is_id => {
            format!("register them with `goalpact new person {id}`")
        }
        Referent::Entry(kind) if is_id => {
            format!("add it with `goalpact new {} {id}`", kind.name())
        }
        Referent::Entry(Kind::Person) => {
            let id = crate::decode::kebab(id);
            format!("name people by their id, like `{}`", if id.is_empty() { "maria" } else { &id })
        }
        Referent::Entry(kind) => {
            let some = cx.plan.ids(kind).next().unwrap_or("some-id");
            format!("write the id of {} that is there, like `{some}`", a_or_an(kind.noun()))
        }
        Referent::Item => format!("give an item of a roadmap `id = \"{}\"`", cut(id)),
        Referent::Phase => format!("add a `[[phase]]` with `id = \"{}\"` to this roadmap", cut(id)),
    };
    finding.help(format!("{other}{add}"));
}

/// What to write where another kind of thing was named: a team's function, and never a group for a person.
fn instead(cx: &Cx<'_>, to: Referent, id: &str) -> String {
    if to == Referent::Entry(Kind::Person) {
        return ": what a group answers for, nobody answers for".into();
    }
    let team =
        cx.plan.teams.iter().find(|team| to == Referent::Entry(Kind::Function) && team.id == id);
    match team.and_then(|team| cx.plan.named(&team.function)) {
        Some(function) => format!("; team `{id}` belongs to function `{}`", function.id),
        None => String::new(),
    }
}

/// Whether `id` is no person but a placeholder in somebody's seat, which `placeholder-owner` tells.
fn is_placeholder_owner(cx: &Cx<'_>, id: &str) -> bool {
    is_placeholder(id) && cx.plan.seated().any(|person| person.id() == id)
}

/// `id` in quotes where a value stands, and bare where a key does.
fn as_written(cx: &Cx<'_>, at: Place, id: &str) -> String {
    let written = cx.plan.snapshot.text(at.file).get(at.range()).unwrap_or_default();
    if written.starts_with(['"', '\'']) { format!("\"{id}\"") } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn a_decision_outlives_the_goals_that_it_lets_go() {
        let count = |decision: &str| {
            let decision = format!("[d]\ngoals = [\"gone\"]\n{decision}");
            said(&RULE, &[("decisions.toml", &decision)]).len()
        };
        assert_eq!(count("allows = [\"drop\"]\n"), 0);
        assert_eq!(count("allows = [\"due\"]\n"), 1);
        let elsewhere = "[r]\ngoal = \"gone\"\n";
        let decision = "[d]\ngoals = [\"gone\"]\nallows = [\"drop\"]\n";
        let said = said(&RULE, &[("decisions.toml", decision), ("reviews.toml", elsewhere)]);
        assert_eq!(said, ["no goal is called `gone`"]);
    }
}
