use std::collections::{BTreeMap, HashSet};

use crate::finding::{Findings, Help};
use crate::level::Level;
use crate::plan::{Plan, Text};
use crate::rules::language::acronym::{Acronym, acronyms, is_shouted, without_plural};
use crate::rules::language::placeholder::is_placeholder;
use crate::rules::language::words::{SHOWN, entries, place};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, plural};

pub(super) const RULE: Rule = Rule {
    name: "unexplained-acronym",
    level: Level::Warning,
    page: include_str!("unexplained_acronym.md"),
    reads: &[Reads::Goals, Reads::Kpis, Reads::Roadmaps, Reads::Decisions, Reads::Terms],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    if cx.plan.terms.is_empty() {
        return;
    }
    let known = known(cx.plan);
    let mut found: BTreeMap<String, Vec<(Place, Text<'_, '_>)>> = BTreeMap::new();
    let texts: Vec<Text<'_, '_>> = cx.plan.texts().collect();
    // The title, the why and the customer of one goal are read together.
    for beside in texts.chunk_by(Text::is_beside) {
        let all: Vec<(&Text<'_, '_>, Acronym<'_>)> = beside
            .iter()
            .filter(|text| !is_shouted(text.words))
            .flat_map(|text| acronyms(text.words).map(move |acronym| (text, acronym)))
            .filter(|(_, acronym)| !known.contains(&acronym.word.to_uppercase()))
            .collect();
        for (text, acronym) in &all {
            let is_explained =
                all.iter().any(|(_, other)| other.is_explained && other.word == acronym.word);
            if is_explained || is_placeholder(acronym.word) {
                continue;
            }
            let at = place(cx.plan, text, acronym.at, acronym.word.len());
            found.entry(acronym.word.to_owned()).or_default().push((at, **text));
        }
    }
    for (acronym, mut places) in found {
        places.sort_by_key(|(at, _)| *at);
        report(&acronym, &places, out);
    }
}

/// What needs no explanation, in capitals: what everybody knows, and the plan's own terms.
fn known(plan: &Plan<'_>) -> HashSet<String> {
    let everyday = entries(include_str!("everyday_acronyms.txt")).map(ToOwned::to_owned);
    let terms = plan.terms.iter().flat_map(|term| {
        let word = term.term.get().map_or("", |word| word.as_ref());
        // "Net promoter score (NPS)" explains NPS.
        let within = acronyms(word).map(|acronym| acronym.word);
        let whole = [term.id.as_ref(), word].map(|name| without_plural(name.trim()));
        whole.into_iter().chain(within).map(str::to_uppercase)
    });
    everyday.chain(terms).collect()
}

fn report(acronym: &str, places: &[(Place, Text<'_, '_>)], out: &mut Findings) {
    let [(at, first), others @ ..] = places else { return };
    let more = match others.len() {
        0 => String::new(),
        more => format!(" and in {}", plural(more, "more place")),
    };
    let title = format!("no term explains `{acronym}`, used in {first}{more}");
    let finding = out.report(first.entry(), *at, title);
    finding.about(acronym).help(Help::with(
        "write it out, or explain it in terms.toml:",
        [
            format!("[{}]", acronym.to_lowercase().replace('&', "-and-")),
            format!("term = \"{acronym}\""),
            "means = \"…\"".into(),
        ],
    ));
    for (at, text) in others.iter().take(SHOWN) {
        finding.label(*at, format!("in {text} too"));
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    const TERMS: (&str, &str) = ("terms.toml", "[sku]\nterm = \"SKU\"\nmeans = \"One article.\"\n");

    fn said_of(title: &str) -> Vec<String> {
        let goal = format!("status = \"proposed\"\ntitle = \"{title}\"\n");
        said(&RULE, &[("goals/a.toml", &goal), TERMS])
    }

    #[test]
    fn what_only_one_side_knows_is_asked_about() {
        for (title, acronym) in [
            ("OTIF above 95", "OTIF"),
            ("Half of our MQLs are answered", "MQL"),
            ("The CRM's data is right", "CRM"),
            ("Every CRM-based offer fits", "CRM"),
            ("Fewer calls through CI/CD", "CI"),
            ("The I&O cost falls", "I&O"),
            ("EC2 costs a fifth less", "EC2"),
            ("Der ÖPNV fährt öfter", "ÖPNV"),
        ] {
            let said = said_of(title);
            assert!(
                said.iter().any(|said| said.contains(&format!("`{acronym}`"))),
                "{title}: {said:?}"
            );
        }
    }

    #[test]
    fn what_both_sides_know_is_spared() {
        for title in [
            "The CEO sees every KPI in one PDF",
            "Two PCs in each B2B shop",
            "R&D answers each FAQ within Q3",
            "Phase II ends, phase XIV begins",
            "1 200 000 EUR saved in the US",
            "SKUs are counted",
            "NEW CHECKOUT FOR OTIF",
            "Run `MQL` twice",
            "Ticket SHOP-1234 and DO-178C are closed",
            "Machine XR5000 and AB12 run",
            "SaaS, IoT, and eNPS in use",
            "Plan A and option B",
            "TBD and TODO",
        ] {
            assert_eq!(said_of(title), Vec::<String>::new(), "{title}");
        }
    }

    #[test]
    fn an_acronym_that_is_written_out_beside_it_is_explained() {
        for title in [
            "Net promoter score (NPS) above 40",
            "NPS (net promoter score) above 40",
            "Customers recommend us (NPS): NPS above 40",
        ] {
            assert_eq!(said_of(title), Vec::<String>::new(), "{title}");
        }
        let goal = "status = \"proposed\"\ntitle = \"NPS above 40\"\nwhy = \"The net promoter score (NPS) is low.\"\n";
        assert!(said(&RULE, &[("goals/a.toml", goal), TERMS]).is_empty());
    }

    #[test]
    fn a_term_explains_by_its_id_or_its_title() {
        let goal = ("goals/a.toml", "status = \"proposed\"\ntitle = \"NPS and OTIFs and CLV\"\n");
        let terms = "[nps]\nterm = \"Recommendation\"\n[a]\nterm = \"otif\"\n[b]\nterm = \"Lifetime value (CLV)\"\n";
        assert!(said(&RULE, &[goal, ("terms.toml", terms)]).is_empty());
    }

    #[test]
    fn a_plan_without_terms_is_not_nagged_into_having_them() {
        assert!(
            said(&RULE, &[("goals/a.toml", "status = \"proposed\"\ntitle = \"OTIF up\"\n")])
                .is_empty()
        );
    }

    #[test]
    fn one_acronym_is_one_finding() {
        let kpis = "[k]\ntitle = \"OTIF in shops\"\n[l]\ntitle = \"OTIF online\"\n";
        let goal = "status = \"proposed\"\ntitle = \"OTIF above 95\"\n";
        assert_eq!(
            said(&RULE, &[("goals/a.toml", goal), ("kpis.toml", kpis), TERMS]),
            ["no term explains `OTIF`, used in the title of goal `a` and in 2 more places"]
        );
    }
}
