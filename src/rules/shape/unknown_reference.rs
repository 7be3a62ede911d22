use crate::decode::{Fault, Referent};
use crate::finding::{Finding, Findings};
use crate::kind::Kind;
use crate::level::Level;
use crate::model::Side;
use crate::plan::is_placeholder;
use crate::rules::{Cx, Rule};
use crate::text::{Edit, Place, a_or_an, cut, plural};

pub(super) const RULE: Rule = Rule {
    name: "unknown-reference",
    level: Level::Error,
    page: include_str!("unknown_reference.md"),
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
            finding.help(format!("write the id of {}{}", a_or_an(noun), alone(*to)));
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
            let some = first_id(cx, kind).unwrap_or_else(|| "some-id".into());
            format!("write the id of {} that is there, like `{some}`", a_or_an(kind.noun()))
        }
        Referent::Item => format!("give an item of a roadmap `id = \"{}\"`", cut(id)),
        Referent::Phase => format!("add a `[[phase]]` with `id = \"{}\"` to this roadmap", cut(id)),
    };
    finding.help(format!("{other}{add}"));
}

/// Why it has to be just that, where people often write something else.
fn alone(to: Referent) -> &'static str {
    if to == Referent::Entry(Kind::Person) {
        ": what a group answers for, nobody answers for"
    } else {
        ""
    }
}

fn first_id(cx: &Cx<'_>, kind: Kind) -> Option<String> {
    let plan = cx.plan;
    match kind {
        Kind::Function => plan.functions.first().map(|entry| entry.id.to_string()),
        Kind::Team => plan.teams.first().map(|entry| entry.id.to_string()),
        Kind::Kpi => plan.kpis.first().map(|entry| entry.id.to_string()),
        Kind::Goal => plan.goals.first().map(|entry| entry.id.to_string()),
        _ => None,
    }
}

/// Whether `id` is no person but a placeholder in an owner's seat, which `placeholder-owner` tells.
fn is_placeholder_owner(cx: &Cx<'_>, id: &str) -> bool {
    let names = |side: Side| {
        cx.plan
            .open_goals()
            .any(|goal| goal.owners.of(side).get().is_some_and(|owner| owner.id() == id))
    };
    is_placeholder(id) && Side::BOTH.into_iter().any(names)
}

/// `id` in quotes where a value stands, and bare where a key does.
fn as_written(cx: &Cx<'_>, at: Place, id: &str) -> String {
    let written = cx.plan.snapshot.text(at.file).get(at.range()).unwrap_or_default();
    if written.starts_with(['"', '\'']) { format!("\"{id}\"") } else { id.to_owned() }
}
