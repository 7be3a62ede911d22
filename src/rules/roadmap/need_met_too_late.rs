use crate::finding::Findings;
use crate::level::Level;
use crate::plan::Giver;
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "need-met-too-late",
    level: Level::Error,
    page: include_str!("need_met_too_late.md"),
    reads: &[Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for need in cx.plan.open_needs() {
        let Giver::Open(giver) = need.giver else { continue };
        let (Some(by), Some(due)) = (need.need.by.spanned(), giver.days().last) else { continue };
        if due.value <= by.value {
            continue;
        }
        let (item, giver) = (need.item.shown_id(), giver.shown_id());
        let days = days_between(by.value, due.value);
        let title = format!("item `{giver}` is due {days} after item `{item}` needs it");
        out.report(need.roadmap.name(), by.at, title)
            .about(format!("{item} {giver}"))
            .help(format!(
                "bring `{giver}` forward to {}, or agree that {} is early enough and move what depends on it",
                by.value, due.value
            ))
            .label(due.at, format!("`{giver}` is due on {}", due.value));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of a need by 2026-05-01.
    fn said_of(giver: &str, item: &str) -> usize {
        let text = format!(
            "[[item]]\nid = \"a\"\n{giver}\n[[item]]\nid = \"z\"\n{item}\n\
             [[item.need]]\nfrom = \"data\"\nitem = \"a\"\nby = 2026-05-01\n"
        );
        let teams = "[data]\n[web]\n";
        said(&RULE, &[("roadmaps/r.toml", &text), ("teams.toml", teams)]).len()
    }

    #[test]
    fn the_day_itself_is_in_time() {
        assert_eq!(said_of("team = \"data\"\ndue = 2026-05-01", ""), 0);
        assert_eq!(said_of("team = \"data\"\ndue = 2026-05-02", ""), 1);
    }

    #[test]
    fn what_is_done_or_dropped_or_of_another_team_is_not_late() {
        assert_eq!(said_of("team = \"web\"\ndue = 2026-05-02", ""), 0);
        for status in ["done", "dropped", "finished"] {
            let giver = format!("team = \"data\"\ndue = 2026-05-02\nstatus = \"{status}\"");
            assert_eq!(said_of(&giver, ""), 0, "{status}");
            let item = format!("status = \"{status}\"");
            assert_eq!(said_of("team = \"data\"\ndue = 2026-05-02", &item), 0, "{status}");
        }
    }

    #[test]
    fn what_the_rules_about_dependencies_tell_is_told_once() {
        let giver = "team = \"data\"\ndue = 2026-05-02";
        assert_eq!(said_of(giver, "start = 2026-05-01\nafter = [\"a\"]"), 0);
        assert_eq!(said_of(giver, "start = 2026-05-02\nafter = [\"a\"]"), 1);
        assert_eq!(said_of(&format!("{giver}\nafter = [\"z\"]"), "start = 2026-05-01"), 0);
    }
}
