use crate::finding::Findings;
use crate::level::Level;
use crate::plan::Plan;
use crate::rules::history::loosened;
use crate::rules::{Cx, Reads, Rule};
use crate::snapshot::{Layout, layout};

pub(super) const RULE: Rule = Rule {
    name: "rules-loosened",
    level: Level::Warning,
    page: include_str!("rules_loosened.md"),
    reads: &[Reads::Files, Reads::Config, Reads::Base, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(diff) = cx.diff else { return };
    // A plan that is new has loosened nothing.
    if has_rules(diff.base) {
        loosened::report(cx, diff, out);
    }
}

fn has_rules(plan: &Plan<'_>) -> bool {
    let path = |file| plan.snapshot.within_plan(plan.snapshot.path(file));
    plan.files.iter().any(|file| layout(path(*file)) == Layout::Config)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said_since_by;

    const CONFIG: &str = "goalpact.toml";

    /// What is said where goalpact.toml was `before` and is `after`.
    fn says(before: &str, after: &str) -> Vec<String> {
        said_since_by(&RULE, &[(CONFIG, before)], &[(CONFIG, after)], &[])
    }

    #[test]
    fn a_level_is_lowered_where_some_day_is_quieter() {
        let levels = |before: &str, after: &str| {
            says(&format!("[levels]\n{before}\n"), &format!("[levels]\n{after}\n"))
        };
        let down =
            |from_to: &str| vec![format!("rule `orphan-goal` is turned down from {from_to}")];
        assert_eq!(levels("", "orphan-goal = \"off\""), down("warning to off"));
        assert_eq!(levels("", "orphan-goal = \"error\""), [""; 0]);
        assert_eq!(levels("orphan-goal = \"error\"", ""), down("error to warning"));
        assert_eq!(levels("orphan-goal = \"error\"", "alignment = \"error\""), [""; 0]);
        let from = |day: &str| {
            format!("orphan-goal = {{ level = \"error\", from = {day}, before = \"note\" }}")
        };
        assert_eq!(
            levels(&from("2026-05-01"), &from("2026-09-01")),
            down("error to note on 2026-05-01")
        );
        assert_eq!(levels(&from("2026-03-01"), &from("2026-09-01")), down("error to note"));
        assert_eq!(levels(&from("2026-03-01"), &from("2026-03-31")), [""; 0], "both are past");
        assert_eq!(levels(&from("2026-09-01"), &from("2026-05-01")), [""; 0]);
        assert_eq!(levels(&from("2026-09-01"), "orphan-goal = \"error\""), [""; 0]);
        assert_eq!(levels("orphan-goal = \"error\"", &from("2026-09-01")), down("error to note"));
    }

    #[test]
    fn a_family_is_one_finding_and_its_rules_may_differ() {
        let quiet = says("", "[levels]\nhistory = \"note\"\n");
        assert_eq!(quiet.len(), 1);
        assert!(quiet[0].contains(
            "rules of family `history` are turned down, `target-weakened` from error to note"
        ));
        let one = says(
            "[levels]\ndates = \"error\"\n",
            "[levels]\ndates = \"error\"\nfar-horizon = \"note\"\n",
        );
        assert_eq!(one, ["rule `far-horizon` is turned down from error to note"]);
        let gone = "[levels]\ndates = \"note\"\n";
        let one = says(&format!("{gone}far-horizon = \"error\"\n"), gone);
        assert_eq!(one, ["rule `far-horizon` is turned down from error to note"]);
    }

    #[test]
    fn a_setting_is_loosened_the_way_its_rule_says() {
        let setting = |rule: &str, name: &str, from: f64, to: f64| {
            let config = |value: f64| format!("[settings.{rule}]\n{name} = {value}\n");
            says(&config(from), &config(to))
        };
        assert_eq!(
            setting("overloaded-owner", "goals", 5.0, 7.0),
            ["setting `goals` of rule `overloaded-owner` is loosened from 5 to 7"]
        );
        assert_eq!(setting("overloaded-owner", "goals", 7.0, 5.0), [""; 0]);
        assert_eq!(setting("short-roadmap", "months", 12.0, 6.0).len(), 1);
        assert_eq!(setting("short-roadmap", "months", 6.0, 12.0), [""; 0]);
        let strict = "[settings.overloaded-owner]\ngoals = 3\n";
        assert_eq!(
            says(strict, ""),
            ["setting `goals` of rule `overloaded-owner` is loosened from 3 to 5"]
        );
        assert_eq!(says("", strict), [""; 0]);
        assert_eq!(says(strict, "[settings.overloaded-owner]\ngoals = \"9\"\n"), [""; 0]);
    }

    #[test]
    fn an_exclude_that_is_new_is_told_and_one_that_moves_is_not() {
        let exclude = |patterns: &str| format!("[plan]\nexclude = [{patterns}]\n");
        let says = |before: &str, after: &str| says(&exclude(before), &exclude(after));
        assert_eq!(says("\"a/**\"", "\"b/**\", \"a/**\""), ["the plan leaves out `b/**` now"]);
        assert_eq!(says("\"a/**\", \"b/**\"", "\"b/**\""), [""; 0]);
        assert_eq!(says("", "\"[\""), [""; 0], "it leaves nothing out");
    }

    #[test]
    fn an_allow_is_loosened_where_it_covers_more_or_lasts_longer() {
        let allow =
            |more: &str| format!("[[allow]]\nrule = \"orphan-goal\"\nbecause = \"x\"\n{more}");
        let (a, b) = ("files = [\"a/**\"]\n", "files = [\"a/**\", \"b/**\"]\n");
        let until = |day: &str| allow(&format!("{a}until = {day}\n"));
        for (before, after, expected) in [
            (String::new(), allow(a), "rule `orphan-goal` is allowed in `a/**` now"),
            (String::new(), allow(""), "rule `orphan-goal` is allowed in the whole plan now"),
            (allow(a), allow(b), "rule `orphan-goal` is allowed in `b/**` now"),
            (allow(a), allow(""), "rule `orphan-goal` is allowed in the whole plan now"),
            (allow(b), allow(a), ""),
            (allow(""), allow(b), ""),
            (allow(a), until("2026-06-30"), ""),
            (until("2026-06-30"), until("2026-05-31"), ""),
            (
                until("2026-06-30"),
                until("2026-07-31"),
                "the allow of rule `orphan-goal` now ends on 2026-07-31, in place of 2026-06-30",
            ),
            (
                until("2026-06-30"),
                allow(a),
                "the allow of rule `orphan-goal` now never ends, in place of 2026-06-30",
            ),
            (String::new(), until("2026-03-30"), ""),
            (String::new(), allow(a).replace("orphan-goal", "orfan-goal"), ""),
        ] {
            let expected: Vec<&str> =
                Some(expected).filter(|it| !it.is_empty()).into_iter().collect();
            assert_eq!(says(&before, &after), expected, "{before} → {after}");
        }
    }

    #[test]
    fn an_allow_in_a_comment_is_known_by_what_it_is_for() {
        let goal = |comment: &str| format!("title = \"x\"\ndue = 2026-02-28 {comment}\n");
        let allow = |until: &str| goal(&format!("# goalpact: allow overdue-goal {until}because x"));
        let says = |before: (&str, &str), after: (&str, &str)| {
            said_since_by(&RULE, &[(CONFIG, ""), before], &[(CONFIG, ""), after], &[])
        };
        let (a, deep) = ("goals/a.toml", "goals/2026/a.toml");
        let new = ["rule `overdue-goal` is allowed in goal `a` now"];
        assert_eq!(says((a, &goal("")), (a, &allow(""))), new);
        assert_eq!(says((a, &allow("")), (deep, &allow(""))), [""; 0], "the file has moved");
        assert_eq!(says((a, &allow("")), (a, &format!("# why\n{}", allow("")))), [""; 0]);
        assert_eq!(says((a, &allow("")), ("goals/b.toml", &allow(""))).len(), 1);
        let above = "title = \"x\"\n# goalpact: allow overdue-goal because x\ndue = 2026-02-28\n";
        assert_eq!(says((a, &allow("")), (a, above)), [""; 0], "it is for the same line");
        let head = format!("# goalpact: allow overdue-goal because x\n{}", goal(""));
        assert_eq!(says((a, &allow("")), (a, &head)), new, "it is for the whole file");
        let longer = says((a, &allow("until 2026-04-30 ")), (a, &allow("until 2026-05-31 ")));
        assert_eq!(
            longer,
            ["the allow of rule `overdue-goal` now ends on 2026-05-31, in place of 2026-04-30"]
        );
        assert_eq!(says((a, &goal("")), (a, &allow("until 2026-03-30 "))), [""; 0], "it is over");
        let in_config = "# goalpact: allow unknown-rule because x\n";
        let config = said_since_by(&RULE, &[(CONFIG, "")], &[(CONFIG, in_config)], &[]);
        assert_eq!(config, ["rule `unknown-rule` is allowed in `goalpact.toml` now"]);
    }

    #[test]
    fn what_cannot_be_read_and_a_plan_that_is_new_have_loosened_nothing() {
        assert_eq!(says("[levels]\nhistory = \"error\"\n", "[levels\n"), [""; 0]);
        assert_eq!(
            says("[levels]\nhistory = \"error\"\n", "[levels]\nhistory = \"eror\"\n"),
            [""; 0]
        );
        let new = said_since_by(&RULE, &[], &[(CONFIG, "[levels]\nhistory = \"off\"\n")], &[]);
        assert_eq!(new, [""; 0]);
    }
}
