use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Item, Phase, Roadmap};
use crate::rules::roadmap::edge::Edge;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "item-outside-phase",
    level: Level::Error,
    page: include_str!("item_outside_phase.md"),
    reads: &[Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (roadmap, item) in cx.plan.items().filter(|(_, item)| !item.is_dropped()) {
        let Some(phase) = item.phase_in(roadmap) else { continue };
        for edge in Edge::BOTH {
            let Some(beyond) = edge.beyond(item.days(), phase.days()) else { continue };
            let outer = format!("its phase `{}`", phase.shown_id());
            let title = format!("item `{}` {}", item.shown_id(), beyond.fact(&outer));
            let help = match fitting(roadmap, item) {
                Some(other) => format!(
                    "write `phase = \"{}\"`, which holds both of its days, or move `{}`",
                    other.shown_id(),
                    edge.key()
                ),
                None => beyond.help("phase"),
            };
            out.report(roadmap.name(), beyond.at(), title)
                .about(format!("{} {}", item.shown_id(), edge.key()))
                .help(help)
                .label(beyond.bound_at(), beyond.bound(&format!("phase `{}`", phase.shown_id())));
        }
    }
}

/// A phase that holds both days of the item.
fn fitting<'p, 's>(roadmap: &'p Roadmap<'s>, item: &Item<'s>) -> Option<&'p Phase<'s>> {
    let (first, last) = item.days().both()?;
    roadmap.phases.iter().map(|phase| &phase.value).find(|phase| {
        phase.id.is_set()
            && phase.days().both().is_some_and(|(begins, ends)| {
                begins.value <= first.value && last.value <= ends.value
            })
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(phase: &str, item: &str) -> Vec<String> {
        let text = format!(
            "[[phase]]\nid = \"pilot\"\n{phase}\n[[item]]\nid = \"import\"\nphase = \"pilot\"\n{item}\n"
        );
        said(&RULE, &[("roadmaps/r.toml", &text)])
    }

    const MARCH: &str = "start = 2026-03-01\nend = 2026-03-31";

    #[test]
    fn each_edge_that_is_crossed_is_told_of() {
        assert!(said_of(MARCH, "start = 2026-03-01\ndue = 2026-03-31").is_empty());
        assert_eq!(
            said_of(MARCH, "start = 2026-02-28\ndue = 2026-04-02"),
            [
                "item `import` starts 1 day before its phase `pilot` begins",
                "item `import` is due 2 days after its phase `pilot` ends"
            ]
        );
        assert_eq!(said_of("end = 2026-03-31", "due = 2026-04-01").len(), 1);
    }

    #[test]
    fn dropped_work_and_days_in_the_wrong_order_are_passed_over() {
        let late = "start = 2026-04-01\ndue = 2026-04-02";
        assert_eq!(said_of(MARCH, late).len(), 1);
        assert!(said_of(MARCH, &format!("{late}\nstatus = \"dropped\"")).is_empty());
        assert!(said_of(MARCH, "start = 2026-04-02\ndue = 2026-04-01").is_empty());
        assert!(said_of("start = 2026-03-31\nend = 2026-03-01", late).is_empty());
    }
}
