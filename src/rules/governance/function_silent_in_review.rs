use std::collections::{BTreeMap, BTreeSet};

use crate::decode::Ref;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::Review;
use crate::rules::governance::figure::figure;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "function-silent-in-review",
    level: Level::Warning,
    page: include_str!("function_silent_in_review.md"),
    reads: &[
        Reads::Goals,
        Reads::People,
        Reads::Functions,
        Reads::Teams,
        Reads::Roadmaps,
        Reads::Reviews,
        Reads::Today,
    ],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    // A review without any figure is another rule's to tell.
    for review in plan.post_mortems(cx.today).filter(|review| !review.figures.is_missing()) {
        let (Some(goal), Some(heard)) = (review.goal.get().and_then(Ref::found), heard(review))
        else {
            continue;
        };
        let functions = &plan.functions_by_goal()[goal];
        let mut silent: BTreeMap<usize, Place> = BTreeMap::new();
        for part in [&functions.owners, &functions.champions, &functions.teams] {
            for (function, at) in part.iter().filter(|(function, _)| !heard.contains(*function)) {
                silent.entry(*function).or_insert(*at);
            }
        }
        let ids: Vec<&str> =
            silent.keys().map(|function| plan.functions[*function].id.as_ref()).collect();
        let Some(first) = ids.first() else { continue };
        let names: Vec<String> = ids.iter().map(tick).collect();
        let (names, each) = (and_list(&names), if ids.len() > 1 { ", one for each" } else { "" });
        let title = format!(
            "post-mortem `{}` has no figure of {names}, which took part in goal `{}`",
            review.id, plan.goals[goal].id
        );
        let finding = out.report(review.name(), review.at, title);
        finding.help(Help::with(
            format!("ask what had been planned there and what came of it{each}:"),
            figure(cx, review, first),
        ));
        for (function, at) in silent {
            finding.label(at, format!("`{}` took part", plan.functions[function].id));
        }
    }
}

/// The functions that gave a figure; `None` where one of them cannot be told.
fn heard(review: &Review<'_>) -> Option<BTreeSet<usize>> {
    let found = review.figures.iter().map(|figure| figure.function.get()?.found());
    found.collect::<Option<_>>().filter(|_| review.figures.is_whole())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn review_says(review: &str) -> Vec<String> {
        let files = [
            ("functions.toml", "[legal]\n[sales]\n[web]\n"),
            ("people.toml", "[ana]\nfunction = \"sales\"\n"),
            ("teams.toml", "[law]\nfunction = \"legal\"\n[shop]\nfunction = \"web\"\n"),
            ("goals.toml", "[a]\nstatus = \"missed\"\nowners.business = \"ana\"\n"),
            (
                "roadmaps.toml",
                "[r]\n[[r.item]]\ngoal = \"a\"\nteam = \"shop\"\n[[r.item]]\ngoal = \"a\"\nteam = \"law\"\n\
                 status = \"dropped\"\n",
            ),
            ("reviews.toml", &format!("[look-back]\ngoal = \"a\"\n{review}")),
        ];
        said(&RULE, &files)
    }

    const SALES: &str = "[[look-back.figure]]\nfunction = \"sales\"\n";

    #[test]
    fn a_team_whose_item_was_dropped_owes_no_figure() {
        assert_eq!(
            review_says(SALES),
            ["post-mortem `look-back` has no figure of `web`, which took part in goal `a`"]
        );
    }

    #[test]
    fn a_review_without_figures_is_told_of_once() {
        assert!(review_says("").is_empty());
    }

    #[test]
    fn a_figure_of_an_unknown_function_may_be_the_missing_one() {
        for function in ["\"wbe\"", "7"] {
            let figure = format!("[[look-back.figure]]\nfunction = {function}\n");
            assert!(review_says(&format!("{SALES}{figure}")).is_empty(), "{function}");
        }
    }

    #[test]
    fn a_check_in_need_not_hear_all() {
        assert!(review_says(&format!("kind = \"check-in\"\n{SALES}")).is_empty());
    }
}
