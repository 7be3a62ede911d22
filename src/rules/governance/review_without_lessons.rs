use crate::finding::Findings;
use crate::level::Level;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{and_list, or_list};

pub(super) const RULE: Rule = Rule {
    name: "review-without-lessons",
    level: Level::Warning,
    page: include_str!("review_without_lessons.md"),
    reads: &[Reads::Reviews, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for review in cx.plan.post_mortems(cx.today) {
        let lessons = [
            (&review.pain_points, "pain point", "`pain_points = [\"…\"]` for what went badly"),
            (&review.bright_spots, "bright spot", "`bright_spots = [\"…\"]` for what went well"),
            (
                &review.opportunities,
                "opportunity",
                "`opportunities = [\"…\"]` for what shall be different next time",
            ),
        ];
        let missing = lessons.into_iter().filter(|(lessons, ..)| lessons.is_missing());
        let (nouns, lines): (Vec<&str>, Vec<&str>) =
            missing.map(|(_, noun, line)| (noun, line)).unzip();
        if nouns.is_empty() {
            continue;
        }
        let title = format!("post-mortem `{}` names no {}", review.id, or_list(&nouns));
        out.report(review.name(), review.at, title)
            .help(format!("ask those who worked on it, and add {}", and_list(&lines)));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn review_says(review: &str) -> Vec<String> {
        said(&RULE, &[("reviews.toml", &format!("[r]\n{review}\n"))])
    }

    #[test]
    fn all_that_is_missing_is_one_finding() {
        assert_eq!(
            review_says(""),
            ["post-mortem `r` names no pain point, bright spot, or opportunity"]
        );
        assert_eq!(
            review_says("pain_points = [\"late\"]\nopportunities = []"),
            ["post-mortem `r` names no bright spot or opportunity"]
        );
    }

    #[test]
    fn a_check_in_a_plan_and_what_cannot_be_read_are_spared() {
        assert!(review_says("kind = \"check-in\"").is_empty());
        assert!(review_says("on = 2026-04-15").is_empty());
        let broken = "pain_points = 1\nbright_spots = \"two\"\nopportunities = [3]";
        assert!(review_says(broken).is_empty());
    }
}
