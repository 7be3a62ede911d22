use crate::finding::Findings;
use crate::level::Level;
use crate::rules::roadmap::edge::Edge;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "item-outside-roadmap",
    level: Level::Error,
    page: include_str!("item_outside_roadmap.md"),
    reads: &[Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (roadmap, item) in cx.plan.items().filter(|(_, item)| !item.is_dropped()) {
        let phase = item.phase_in(roadmap);
        for edge in Edge::BOTH {
            // An item outside its phase is told of there.
            let is_told =
                phase.is_some_and(|phase| edge.beyond(item.days(), phase.days()).is_some());
            let Some(beyond) = edge.beyond(item.days(), roadmap.days()).filter(|_| !is_told) else {
                continue;
            };
            let outer = format!("roadmap `{}`", roadmap.id);
            let title = format!("item `{}` {}", item.shown_id(), beyond.fact(&outer));
            let finding = out.report(roadmap.name(), beyond.at(), title);
            finding
                .about(format!("{} {}", item.shown_id(), edge.key()))
                .help(beyond.help("roadmap"))
                .label(beyond.bound_at(), beyond.bound(&outer));
            let phase = phase.map(|phase| (phase, edge.beyond(phase.days(), roadmap.days())));
            if let Some((phase, Some(beyond))) = phase {
                finding.label(
                    beyond.at(),
                    format!("its phase `{}` reaches beyond the roadmap too", phase.shown_id()),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(roadmap: &str, item: &str) -> Vec<String> {
        let text = format!("{roadmap}\n[[item]]\nid = \"import\"\n{item}\n");
        said(&RULE, &[("roadmaps/crm.toml", &text)])
    }

    const MARCH: &str = "start = 2026-03-01\nend = 2026-03-31";

    #[test]
    fn both_edges_belong_to_the_roadmap() {
        assert!(said_of(MARCH, "start = 2026-03-01\ndue = 2026-03-31").is_empty());
        assert_eq!(
            said_of(MARCH, "start = 2026-02-28\ndue = 2026-04-02"),
            [
                "item `import` starts 1 day before roadmap `crm` begins",
                "item `import` is due 2 days after roadmap `crm` ends"
            ]
        );
    }

    #[test]
    fn an_item_outside_its_phase_is_told_of_there() {
        let pilot = format!("{MARCH}\n[[phase]]\nid = \"pilot\"\nend = 2026-03-15");
        let item = "phase = \"pilot\"\ndue = 2026-04-02";
        assert!(said_of(&pilot, item).is_empty());
        let launch = format!("{MARCH}\n[[phase]]\nid = \"pilot\"\nend = 2026-04-15");
        assert_eq!(said_of(&launch, item).len(), 1);
    }

    #[test]
    fn dropped_work_and_days_in_the_wrong_order_are_passed_over() {
        assert!(said_of(MARCH, "due = 2026-04-02\nstatus = \"dropped\"").is_empty());
        assert!(said_of(MARCH, "start = 2027-03-02\ndue = 2026-04-02").is_empty());
        assert!(said_of("start = 2027-03-01\nend = 2026-03-31", "due = 2026-04-02").is_empty());
    }
}
