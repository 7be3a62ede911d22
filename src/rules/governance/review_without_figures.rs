use crate::decode::Ref;
use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::rules::governance::figure::figure;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "review-without-figures",
    level: Level::Error,
    page: include_str!("review_without_figures.md"),
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
    for review in plan.post_mortems(cx.today).filter(|review| review.figures.is_missing()) {
        let goal = review.goal.get().and_then(Ref::found);
        let functions: Vec<&str> = goal
            .map(|goal| plan.functions_by_goal()[goal].all())
            .into_iter()
            .flatten()
            .map(|function| plan.functions[function].id.as_ref())
            .collect();
        let from = match functions.as_slice() {
            [] | [_] => "what was planned and what came of it".to_owned(),
            _ => {
                let names: Vec<String> = functions.iter().map(tick).collect();
                format!(
                    "what was planned and what came of it, one for each of {}",
                    and_list(&names)
                )
            }
        };
        let first = functions.first().copied().unwrap_or("<function>");
        let finding = out.report(
            review.name(),
            review.at,
            format!("post-mortem `{}` gives no figures", review.id),
        );
        finding.help(Help::with(format!("write down {from}:"), figure(cx, review, first)));
        if let Some(goal) = review.goal.spanned() {
            finding.label(goal.at, format!("it looks back at goal `{}`", goal.id()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn count(review: &str) -> usize {
        said(&RULE, &[("reviews.toml", &format!("[r]\n{review}\n"))]).len()
    }

    #[test]
    fn neither_a_check_in_nor_a_plan_owes_figures() {
        assert_eq!(count("on = 2026-03-31"), 1);
        assert_eq!(count("on = 2026-04-01"), 0);
        assert_eq!(count("kind = \"check-in\""), 0);
        assert_eq!(count("kind = \"look back\""), 0);
    }

    #[test]
    fn figures_that_cannot_be_read_are_not_missing() {
        assert_eq!(count("figure = []"), 1);
        assert_eq!(count("figure = 7"), 0);
    }
}
