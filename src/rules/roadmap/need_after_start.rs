use crate::day::Day;
use crate::finding::Findings;
use crate::level::Level;
use crate::plan::{Giver, OpenNeed};
use crate::rules::roadmap::words::days_between;
use crate::rules::{Cx, Reads, Rule};
use crate::text::Spanned;

pub(super) const RULE: Rule = Rule {
    name: "need-after-start",
    level: Level::Warning,
    page: include_str!("need_after_start.md"),
    reads: &[Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for need in cx.plan.open_needs() {
        let (Some(start), Some(promised)) = (need.item.days().first, promised(&need)) else {
            continue;
        };
        let Some(from) = need.need.from.get().filter(|_| promised.value > start.value) else {
            continue;
        };
        let days = days_between(start.value, promised.value);
        let title = format!(
            "what item `{}` needs from team `{}` is promised for {days} after it starts",
            need.item.shown_id(),
            from.id()
        );
        let what = need.need.what.get().map_or("", |what| what.as_ref());
        out.report(need.roadmap.name(), promised.at, title)
            .about(format!("{} {} {what}", need.item.shown_id(), from.id()))
            .help(format!(
                "agree with team `{}` on {} or an earlier day, or begin the item on {}; if only a later part of it \
                 needs this, make an item of that part",
                from.id(),
                start.value,
                promised.value
            ))
            .label(start.at, format!("`{}` starts on {}", need.item.shown_id(), start.value));
    }
}

/// The day for which something is promised: that of the need, else the one on which the item that gives it is due;
/// `None` where it comes in time whatever the need says, and where the rules about dependencies tell of it.
fn promised(need: &OpenNeed<'_, '_>) -> Option<Spanned<Day>> {
    let given = match need.giver {
        Giver::Done | Giver::Told | Giver::Unclear => return None,
        Giver::Open(giver) => giver.days().last,
        Giver::Nobody | Giver::OtherTeam(_) | Giver::Dropped(_) => None,
    };
    let start = need.item.days().first?;
    if given.is_some_and(|given| given.value <= start.value) {
        return None;
    }
    if need.need.by.is_absent() { given } else { need.need.by.spanned().copied() }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    /// What is said of an item that starts on 2026-05-01 and needs something of team `data`.
    fn said_of(need: &str, giver: &str) -> usize {
        let text = format!(
            "[[item]]\nid = \"a\"\nteam = \"data\"\n{giver}\n[[item]]\nid = \"z\"\nstart = 2026-05-01\n\
             [[item.need]]\nfrom = \"data\"\n{need}\n"
        );
        said(&RULE, &[("roadmaps/r.toml", &text)]).len()
    }

    #[test]
    fn a_promise_for_the_day_it_starts_is_in_time() {
        assert_eq!(said_of("by = 2026-05-01", ""), 0);
        assert_eq!(said_of("by = 2026-05-02", ""), 1);
    }

    #[test]
    fn what_gives_it_is_the_promise_where_no_day_is_said() {
        assert_eq!(said_of("item = \"a\"", "due = 2026-05-02"), 1);
        assert_eq!(said_of("item = \"a\"", "due = 2026-05-01"), 0);
        assert_eq!(said_of("item = \"a\"\nby = \"May\"", "due = 2026-05-02"), 0);
    }

    #[test]
    fn what_is_there_in_time_is_no_matter() {
        let need = "item = \"a\"\nby = 2026-06-01";
        assert_eq!(said_of(need, "due = 2026-06-01"), 1);
        assert_eq!(said_of(need, "due = 2026-04-01"), 0);
        assert_eq!(said_of(need, "due = 2026-06-01\nstatus = \"done\""), 0);
    }

    #[test]
    fn an_item_that_it_comes_after_as_well_is_told_of_once() {
        let text = "[[item]]\nid = \"a\"\nteam = \"data\"\ndue = 2026-05-02\n\
                    [[item]]\nid = \"z\"\nstart = 2026-05-01\nafter = [\"a\"]\n\
                    [[item.need]]\nfrom = \"data\"\nitem = \"a\"\nby = 2026-05-02\n";
        assert!(said(&RULE, &[("roadmaps/r.toml", text)]).is_empty());
        let other = text.replace("after = [\"a\"]\n", "");
        assert_eq!(said(&RULE, &[("roadmaps/r.toml", &other)]).len(), 1);
    }
}
