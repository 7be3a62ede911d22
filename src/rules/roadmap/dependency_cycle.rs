use crate::finding::Findings;
use crate::level::Level;
use crate::model::Item;
use crate::rules::{Cx, Reads, Rule};
use crate::text::tick;

pub(super) const RULE: Rule = Rule {
    name: "dependency-cycle",
    level: Level::Error,
    page: include_str!("dependency_cycle.md"),
    reads: &[Reads::Roadmaps],
    settings: &[],
    check,
};

/// How many items of a circle are shown.
const SHOWN: usize = 7;

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for circle in cx.plan.dependencies().circles() {
        let links: Option<Vec<_>> = circle
            .iter()
            .zip(circle.iter().cycle().skip(1))
            .map(|(position, next)| {
                let (roadmap, item) = cx.plan.item_at(*position)?;
                let (_, before) = cx.plan.item_at(*next)?;
                Some((roadmap, &item.value, &before.value, item.waits_at(*next)?))
            })
            .collect();
        let Some(links) = links else { continue };
        let Some(((roadmap, last, _, at), others)) = links.split_first() else { continue };
        let items: Vec<&Item<'_>> = links.iter().map(|(_, item, ..)| *item).collect();
        let mut ids: Vec<&str> = items.iter().map(|item| item.shown_id()).collect();
        let title = if others.is_empty() {
            format!("item `{0}` waits for itself: `{0}` → `{0}`", last.shown_id())
        } else {
            format!("{} items wait for one another: {}", ids.len(), path(&ids))
        };
        ids.sort_unstable();
        let finding = out.report(roadmap.name(), *at, title);
        finding.about(ids.join(" ")).help(
            "none of them can ever begin: find the one that can begin without the next, and take that one out of its \
             `after` or its `[[item.need]]`",
        );
        for (_, item, before, at) in others.iter().take(SHOWN) {
            finding.label(*at, format!("`{}` waits for `{}`", item.shown_id(), before.shown_id()));
        }
    }
}

/// "`a` → `b` → `a`", the middle of a long one left out.
fn path(ids: &[&str]) -> String {
    let mut steps: Vec<String> = ids.iter().take(SHOWN).map(tick).collect();
    if ids.len() > SHOWN {
        steps.push(format!("{} more", ids.len() - SHOWN));
    }
    steps.extend(ids.first().map(tick));
    steps.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(items: &[(&str, &str)]) -> Vec<String> {
        let text: String =
            items.iter().map(|(id, more)| format!("[[item]]\nid = \"{id}\"\n{more}\n")).collect();
        said(&RULE, &[("roadmaps/r.toml", &text)])
    }

    #[test]
    fn needs_close_a_circle_too() {
        assert_eq!(
            said_of(&[("a", "after = [\"b\"]"), ("b", "[[item.need]]\nitem = \"a\"")]),
            ["2 items wait for one another: `b` → `a` → `b`"]
        );
        assert_eq!(said_of(&[("a", "after = [\"a\"]")]), ["item `a` waits for itself: `a` → `a`"]);
    }

    #[test]
    fn what_is_done_or_dropped_keeps_nobody_waiting() {
        for status in ["done", "dropped"] {
            let b = format!("after = [\"a\"]\nstatus = \"{status}\"");
            assert!(said_of(&[("a", "after = [\"b\"]"), ("b", &b)]).is_empty());
        }
    }

    #[test]
    fn the_middle_of_a_long_circle_is_left_out() {
        let items: Vec<(String, String)> = (0..20)
            .map(|at| (format!("i{at}"), format!("after = [\"i{}\"]", (at + 1) % 20)))
            .collect();
        let items: Vec<_> = items.iter().map(|(id, more)| (id.as_str(), more.as_str())).collect();
        assert_eq!(
            said_of(&items),
            ["20 items wait for one another: \
              `i19` → `i0` → `i1` → `i2` → `i3` → `i4` → `i5` → 13 more → `i19`"]
        );
    }
}
