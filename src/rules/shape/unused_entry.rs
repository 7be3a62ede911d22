use std::collections::HashSet;

use crate::finding::Findings;
use crate::kind::Kind;
use crate::level::Level;
use crate::model::Entity;
use crate::model::{Body, Kpi, Person, Team};
use crate::plan::{Plan, Stored};
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "unused-entry",
    level: Level::Off,
    page: include_str!("unused_entry.md"),
    reads: &[
        Reads::Goals,
        Reads::Kpis,
        Reads::People,
        Reads::Functions,
        Reads::Teams,
        Reads::Roadmaps,
        Reads::Bodies,
        Reads::Reviews,
        Reads::Decisions,
        Reads::Terms,
    ],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    unreferred::<Person<'_>>(cx.plan, out);
    unreferred::<Team<'_>>(cx.plan, out);
    unreferred::<Body<'_>>(cx.plan, out);
    unreferred::<Kpi<'_>>(cx.plan, out);
    let words = words(cx.plan);
    for term in &cx.plan.terms {
        // A term with plainer words is there so that nobody uses it.
        let Some(word) = term.term.get().filter(|_| term.instead.is_absent()) else { continue };
        if !words.contains(&word.to_lowercase()) {
            out.report(
                term.name(),
                term.at,
                format!("term `{}` is used in no title, why, or customer", term.id),
            )
            .help("remove it, or keep it if people ask for the word elsewhere");
        }
    }
}

fn unreferred<'s, T: Entity<'s> + Stored<'s>>(plan: &Plan<'s>, out: &mut Findings) {
    let is_referred = |index: &usize| plan.references_to(T::KIND, *index) > 0;
    let entries = T::all(plan);
    // The second of two entries with one id is a finding already.
    let referred: HashSet<&str> =
        (0..entries.len()).filter(is_referred).map(|index| entries[index].id.as_ref()).collect();
    for entry in entries {
        if !referred.contains(entry.id.as_ref()) {
            let noun = T::KIND.noun();
            let help = match T::KIND {
                Kind::Person => "remove them, or name them where they answer for something",
                _ => "remove it, or name it where it belongs",
            };
            out.report(entry.name(), entry.at, format!("nothing refers to {noun} `{}`", entry.id))
                .help(help);
        }
    }
}

/// Every text in which a term could be used, in lowercase.
fn words(plan: &Plan<'_>) -> String {
    let mut words = String::new();
    let goals =
        plan.goals.iter().flat_map(|goal| [goal.title.get(), goal.why.get(), goal.customer.get()]);
    let titles = plan
        .kpis
        .iter()
        .map(|kpi| kpi.title.get())
        .chain(plan.decisions.iter().map(|decision| decision.title.get()));
    let items = plan.items().map(|(_, item)| item.title.get());
    for text in goals.chain(titles).chain(items).flatten() {
        words.push_str(&text.to_lowercase());
        words.push('\n');
    }
    words
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    #[test]
    fn the_second_entry_of_an_id_is_not_unused_besides() {
        let goals = "[a]\n[[a.target]]\nkpi = \"nps\"\n";
        let kpis = "[nps]\ntitle = \"NPS\"\n";
        let files =
            [("goals.toml", goals), ("kpis.toml", kpis), ("kpis/nps.toml", "title = \"NPS\"\n")];
        assert!(said(&RULE, &files).is_empty());
        assert_eq!(said(&RULE, &files[1..]).len(), 2);
    }
}
