use crate::finding::Findings;
use crate::level::Level;
use crate::plan::Giver;
use crate::rules::{Cx, Reads, Rule};

pub(super) const RULE: Rule = Rule {
    name: "need-without-giver",
    level: Level::Warning,
    page: include_str!("need_without_giver.md"),
    reads: &[Reads::Teams, Reads::Roadmaps],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for need in cx.plan.open_needs() {
        let Some(from) = cx.plan.named(&need.need.from) else { continue };
        let needs =
            format!("item `{}` needs something from team `{}`", need.item.shown_id(), from.id);
        let at = need.need.item.at().unwrap_or(need.need.at);
        let (title, label) = match need.giver {
            Giver::Nobody => (format!("{needs}, and no item of that team gives it"), None),
            Giver::OtherTeam(giver) => {
                let team = giver.team.get().map_or("?", |team| team.id());
                (
                    format!("{needs}, and `{}` is an item of team `{team}`", giver.shown_id()),
                    giver.team.at().map(|at| (at, format!("the team of `{}`", giver.shown_id()))),
                )
            }
            Giver::Dropped(giver) => (
                format!("{needs}, and `{}`, which gives it, is dropped", giver.shown_id()),
                giver.status.at().map(|at| (at, "dropped here".to_owned())),
            ),
            Giver::Open(_) | Giver::Done | Giver::Told | Giver::Unclear => continue,
        };
        let what = need.need.what.get().map_or("", |what| what.as_ref());
        let finding = out.report(need.roadmap.name(), at, title);
        finding.about(format!("{} {} {what}", need.item.shown_id(), from.id)).help(format!(
            "let team `{}` plan an item for it, and name that one here: `item = \"<item>\"`",
            from.id
        ));
        if let Some((at, text)) = label {
            finding.label(at, text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(giver: &str, item: &str, need: &str) -> Vec<String> {
        let text = format!(
            "[[item]]\nid = \"a\"\n{giver}\n[[item]]\nid = \"z\"\n{item}\n[[item.need]]\n{need}\n"
        );
        said(&RULE, &[("roadmaps/r.toml", &text), ("teams.toml", "[data]\n[web]\n")])
    }

    #[test]
    fn each_way_to_lack_a_giver_has_its_words() {
        for (giver, need, words) in [
            ("team = \"data\"", "from = \"data\"", "no item of that team gives it"),
            ("team = \"web\"", "from = \"data\"\nitem = \"a\"", "`a` is an item of team `web`"),
            (
                "team = \"data\"\nstatus = \"dropped\"",
                "from = \"data\"\nitem = \"a\"",
                "`a`, which gives it, is dropped",
            ),
        ] {
            assert_eq!(
                said_of(giver, "", need),
                [format!("item `z` needs something from team `data`, and {words}")]
            );
        }
        let need = "from = \"data\"\nitem = \"a\"";
        assert!(said_of("team = \"data\"", "", need).is_empty());
    }

    #[test]
    fn what_is_told_elsewhere_and_what_is_over_need_no_giver() {
        let nobody = "from = \"data\"";
        for (giver, item, need) in [
            ("", "status = \"done\"", nobody),
            ("", "status = \"dropped\"", nobody),
            ("", "", "from = \"dta\""),
            ("team = \"data\"", "", "from = \"data\"\nitem = \"b\""),
            ("team = \"wbe\"", "", "from = \"data\"\nitem = \"a\""),
            ("", "", "from = \"data\"\nitem = \"a\""),
        ] {
            assert!(said_of(giver, item, need).is_empty(), "{giver} {item} {need}");
        }
    }
}
