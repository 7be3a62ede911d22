use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::model::Status;
use crate::rules::{Cx, Looser, Reads, Rule, Setting};
use crate::text::plural;

pub(super) const RULE: Rule = Rule {
    name: "review-missing",
    level: Level::Error,
    page: include_str!("review_missing.md"),
    reads: &[Reads::Goals, Reads::Reviews, Reads::Today],
    settings: &[DAYS],
    check,
};

const DAYS: Setting = Setting {
    rule: "review-missing",
    name: "days",
    default: 30.0,
    looser: Looser::Higher,
    about: "how many days after a goal is closed its post-mortem may be held",
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let plan = cx.plan;
    if plan.reviews.is_empty() {
        return;
    }
    let Some(reviews_by_goal) = plan.reviews_by_goal() else { return };
    let allowed = cx.count(&DAYS);
    for (goal, reviews) in plan.goals.iter().zip(reviews_by_goal) {
        let Some(on) = goal.closed.on.spanned() else { continue };
        let is_closed = goal.status.value().is_some_and(Status::is_closed);
        let days = usize::try_from(on.days_until(cx.today)).unwrap_or(0);
        let is_held = reviews.iter().any(|review| review.may_look_back(cx.today));
        if !is_closed || days <= allowed || is_held {
            continue;
        }
        let title = format!(
            "goal `{}` has been closed for {} without a post-mortem, {} over the {allowed} allowed",
            goal.id,
            plural(days, "day"),
            plural(days - allowed, "day")
        );
        let finding = out.report(goal.name(), on.at, title);
        let id = &goal.id;
        finding.help(Help::with(
            format!(
                "look back together, and write down what came of it, such as in `reviews/{id}-post-mortem.toml`:"
            ),
            [&format!("goal = \"{id}\""), "on = <YYYY-MM-DD>", "kind = \"post-mortem\""],
        ));
        for review in reviews {
            let (Some(what), Some(day)) = (review.what(), review.on.spanned()) else { continue };
            let held = if day.value > cx.today { "is not yet held" } else { "is no post-mortem" };
            finding.label(day.at, format!("the {what} of {} {held}", day.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const CLOSED: &str = "[a]\nstatus = \"missed\"\nclosed.on = 2026-02-28\n";
    /// What makes the plan use reviews.
    const OTHER: &str = "[z]\ngoal = \"b\"\non = 2026-01-15\n";

    fn count(goal: &str, reviews: &str) -> usize {
        let goals = format!("{goal}\n[b]\nstatus = \"committed\"\n");
        said(&RULE, &[("goals.toml", &goals), ("reviews.toml", reviews)]).len()
    }

    #[test]
    fn thirty_days_are_not_more_than_thirty() {
        assert_eq!(count(CLOSED, OTHER), 1);
        assert_eq!(count("[a]\nstatus = \"missed\"\nclosed.on = 2026-03-01\n", OTHER), 0);
    }

    #[test]
    fn a_plan_without_reviews_is_not_asked_for_one() {
        assert_eq!(count(CLOSED, ""), 0);
    }

    #[test]
    fn a_check_in_or_a_plan_is_no_post_mortem() {
        let review = |rest: &str| format!("[r]\ngoal = \"a\"\n{rest}\n");
        assert_eq!(count(CLOSED, &review("on = 2026-03-05")), 0);
        assert_eq!(count(CLOSED, &review("on = 2026-03-05\nkind = \"check-in\"")), 1);
        assert_eq!(count(CLOSED, &review("on = 2026-04-05")), 1);
    }

    #[test]
    fn a_goal_that_was_closed_on_no_day_is_told_of_once() {
        assert_eq!(count("[a]\nstatus = \"missed\"\n", OTHER), 0);
        assert_eq!(count("[a]\nstatus = \"committed\"\nclosed.on = 2026-01-05\n", OTHER), 0);
    }

    #[test]
    fn a_review_that_cannot_be_told_may_be_the_missing_one() {
        for review in
            ["goal = \"aa\"", "goal = 7", "goal = \"a\"\nkind = \"look back\"", "on = 2026-03-05"]
        {
            assert_eq!(count(CLOSED, &format!("[r]\n{review}\n")), 0, "{review}");
        }
        assert_eq!(count(CLOSED, "[r]\ngoal = \"aa\"\nkind = \"check-in\"\n"), 1);
        let goals = ("goals.toml", CLOSED);
        let other = ("reviews/z.toml", "goal = \"z\"\nkind = \"check-in\"\n");
        assert_eq!(said(&RULE, &[goals, other]).len(), 1);
        assert!(said(&RULE, &[goals, other, ("reviews.toml", "<<<<<<< HEAD\n")]).is_empty());
        assert!(said(&RULE, &[goals, other, ("review/a.toml", "goal = \"a\"\n")]).is_empty());
    }
}
