use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::{Case, FunctionRef};
use crate::rules::amounts::money;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Spanned;

pub(super) const RULE: Rule = Rule {
    name: "cost-on-one-function",
    level: Level::Warning,
    page: include_str!("cost_on_one_function.md"),
    reads: &[Reads::Goals, Reads::People, Reads::Functions, Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many of the others are shown.
const SHOWN: usize = 5;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    for (position, goal) in plan.goals.iter().enumerate().filter(|(_, goal)| goal.is_open()) {
        let Some(payer) = only_payer(&goal.case) else { continue };
        let Some(paying) = plan.entry(payer) else { continue };
        let sharing = plan.sharing(position);
        let others: Vec<_> =
            sharing.iter().filter(|(function, _)| function.id != paying.id).collect();
        if sharing.len() < 2 {
            continue;
        }
        let cost = goal.case.cost.value().filter(|cost| *cost > 0.0);
        let cost = cost
            .map_or("the whole cost".to_owned(), |cost| format!("all {}", money(cost, &goal.case)));
        let title = format!(
            "`{}` pays {cost} of goal `{}`, which {} functions share",
            paying.id,
            goal.id,
            sharing.len()
        );
        let finding = out.report(goal.name(), payer.at, title);
        let shares = sharing.iter().map(|(function, _)| format!("{} = <percent>", function.id));
        finding.help(Help::with("agree on what each of them pays:", shares));
        for (function, at) in others.into_iter().take(SHOWN) {
            finding.label(*at, format!("`{}` takes part and pays nothing", function.id));
        }
    }
}

/// The one function that pays for everything.
fn only_payer<'p, 's>(case: &'p Case<'s>) -> Option<&'p Spanned<FunctionRef<'s>>> {
    // A split that leaves something open is another rule's to tell.
    if !case.is_split_in_full() {
        return None;
    }
    let mut payers = case.cost_split.iter().filter(|(_, share)| share.0 > 0.0);
    let (payer, _) = payers.next()?;
    payers.next().is_none().then_some(payer)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(goal: &str) -> Vec<String> {
        let goal = format!("status = \"committed\"\n{goal}\n");
        let functions = "[sales]\nside = \"business\"\n[web]\nside = \"it\"\n";
        let people =
            "[ana]\nfunction = \"sales\"\n[bo]\nfunction = \"sales\"\n[cy]\nfunction = \"web\"\n";
        said(
            &RULE,
            &[("goals/a.toml", &goal), ("functions.toml", functions), ("people.toml", people)],
        )
    }

    #[test]
    fn shares_of_nothing_are_no_shares() {
        let owners = "owners = { business = \"ana\", it = \"cy\" }\n";
        for (split, count) in [
            ("web = 100", 1),
            ("web = 100, sales = 0", 1),
            ("web = 99, sales = 1", 0),
            ("web = 80", 0),
            ("wbe = 100", 0),
        ] {
            let goal = format!("{owners}case = {{ cost_split = {{ {split} }} }}");
            assert_eq!(said_of(&goal).len(), count, "{split}");
        }
        assert!(said_of(owners).is_empty());
    }

    #[test]
    fn a_function_alone_pays_for_itself() {
        let goal =
            "owners.business = \"ana\"\nchampions.sales = \"bo\"\ncase.cost_split.sales = 100";
        assert!(said_of(goal).is_empty());
    }
}
