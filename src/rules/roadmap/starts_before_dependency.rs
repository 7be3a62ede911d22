use crate::finding::Findings;
use crate::level::Level;
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "starts-before-dependency",
    level: Level::Error,
    page: include_str!("starts_before_dependency.md"),
    reads: &[Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many of the other items are shown.
const SHOWN: usize = 3;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for (position, (roadmap, item)) in cx.plan.items().enumerate() {
        let Some(start) = item.days().first else { continue };
        let mut late: Vec<_> = item
            .after
            .iter()
            .filter_map(|before| cx.plan.starts_before(position, before))
            .collect();
        // The one that is due last decides; the others are shown.
        late.sort_by_key(|(_, due)| (std::cmp::Reverse(due.value), due.at));
        late.dedup_by_key(|(_, due)| due.at);
        let Some(((last, due), others)) = late.split_first() else { continue };
        let days = days_between(start.value, due.value);
        let title = format!(
            "item `{}` starts {days} before `{}` is due, which it comes after",
            item.shown_id(),
            last.shown_id()
        );
        let finding = out.report(roadmap.name(), start.at, title);
        finding
            .about(item.shown_id())
            .help(format!(
                "write `start = {}` or a later day, let `{1}` be due earlier, or take `{1}` out of `after` if the \
                 item can begin without it",
                due.value,
                last.shown_id()
            ))
            .label(due.at, format!("`{}` is due on {}", last.shown_id(), due.value));
        for (other, due) in others.iter().take(SHOWN) {
            finding.label(
                due.at,
                format!("`{}` is due on {}, after the start as well", other.shown_id(), due.value),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of an item that starts on 2026-05-01 after `a`, `b` and whatever is given.
    fn said_after(before: &[&str]) -> Vec<String> {
        let items: String = before.iter().map(|item| format!("[[item]]\n{item}\n")).collect();
        let text =
            format!("{items}[[item]]\nid = \"z\"\nstart = 2026-05-01\nafter = [\"a\", \"b\"]\n");
        said(&RULE, &[("roadmaps/r.toml", &text)])
    }

    #[test]
    fn an_item_may_start_on_the_day_the_other_is_due() {
        assert!(said_after(&["id = \"a\"\ndue = 2026-05-01"]).is_empty());
        assert_eq!(
            said_after(&["id = \"a\"\ndue = 2026-05-02"]),
            ["item `z` starts 1 day before `a` is due, which it comes after"]
        );
    }

    #[test]
    fn the_last_of_several_is_told_of() {
        assert_eq!(
            said_after(&["id = \"a\"\ndue = 2026-05-02", "id = \"b\"\ndue = 2026-06-01"]),
            ["item `z` starts 31 days before `b` is due, which it comes after"]
        );
    }

    #[test]
    fn what_is_done_or_dropped_blocks_nothing() {
        for status in ["done", "dropped", "finished"] {
            let a = format!("id = \"a\"\ndue = 2026-06-01\nstatus = \"{status}\"");
            assert!(said_after(&[&a]).is_empty(), "{status}");
        }
        assert_eq!(said_after(&["id = \"a\"\ndue = 2026-06-01\nstatus = \"doing\""]).len(), 1);
    }

    #[test]
    fn within_a_circle_no_days_can_be_right() {
        assert!(said_after(&["id = \"a\"\ndue = 2026-06-01\nafter = [\"z\"]"]).is_empty());
    }
}
