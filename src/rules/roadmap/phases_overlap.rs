use crate::finding::Findings;
use crate::level::Level;
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "phases-overlap",
    level: Level::Warning,
    page: include_str!("phases_overlap.md"),
    reads: &[Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for roadmap in &cx.plan.roadmaps {
        let mut phases: Vec<_> = roadmap
            .phases
            .iter()
            .filter_map(|phase| Some((phase.days().both()?, phase.shown_id())))
            .collect();
        phases.sort_by_key(|((first, last), _)| (first.value, last.value));
        let mut phases = phases.into_iter();
        // Of those that have begun, the one that ends last.
        let Some((mut longest, mut longest_id)) = phases.next() else { continue };
        for ((first, last), id) in phases {
            // One may begin on the day the other ends.
            if first.value < longest.1.value {
                let days = days_between(first.value, longest.1.value);
                let begins = (first.at, format!("phase `{id}` begins on {}", first.value));
                let ends =
                    (longest.1.at, format!("phase `{longest_id}` ends on {}", longest.1.value));
                let (here, there) = if begins.0 > ends.0 { (begins, ends) } else { (ends, begins) };
                let title = format!("phase `{id}` begins {days} before phase `{longest_id}` ends");
                out.report(roadmap.name(), here.0, title)
                    .about(format!("{longest_id} {id}"))
                    .help(
                        "let one end before the other begins; work that goes on beside a phase needs no `phase`",
                    )
                    .label(there.0, there.1);
            }
            if last.value > longest.1.value {
                (longest, longest_id) = ((first, last), id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(phases: &[(&str, &str, &str)]) -> Vec<String> {
        let text: String = phases
            .iter()
            .map(|(id, start, end)| {
                format!("[[phase]]\nid = \"{id}\"\nstart = {start}\nend = {end}\n")
            })
            .collect();
        said(&RULE, &[("roadmaps/r.toml", &text)])
    }

    #[test]
    fn one_may_begin_on_the_day_the_other_ends() {
        let pilot = ("pilot", "2026-01-01", "2026-03-31");
        assert!(said_of(&[pilot, ("launch", "2026-03-31", "2026-06-30")]).is_empty());
        assert_eq!(said_of(&[pilot, ("launch", "2026-03-30", "2026-06-30")]).len(), 1);
    }

    #[test]
    fn a_long_phase_is_compared_with_all_that_begin_within_it() {
        let said = said_of(&[
            ("late", "2026-05-01", "2026-05-31"),
            ("long", "2026-01-01", "2026-06-30"),
            ("early", "2026-02-01", "2026-02-28"),
            ("next", "2026-07-01", "2026-07-31"),
        ]);
        assert_eq!(
            said,
            [
                "phase `early` begins 149 days before phase `long` ends",
                "phase `late` begins 60 days before phase `long` ends"
            ]
        );
    }

    #[test]
    fn a_phase_that_ends_before_it_begins_overlaps_with_none() {
        let backward = ("pilot", "2026-12-31", "2026-01-01");
        assert!(said_of(&[backward, ("launch", "2026-03-01", "2026-06-30")]).is_empty());
    }
}
