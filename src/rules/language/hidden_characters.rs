use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use crate::decode::{BadValue, Fault, is_id};
use crate::finding::Findings;
use crate::kind::EntryName;
use crate::level::Level;
use crate::plan::{Plan, Text};
use crate::rules::language::hiding_places::{Hidden, hidden_in};
use crate::rules::language::words::{SHOWN, place};
use crate::rules::{Cx, Reads, Rule};
use crate::text::{
    Edit, FileId, Lookalike, Place, and_list, is_bidi_control, lookalike, lookalike_in, plural,
    undisguised,
};

pub(super) const RULE: Rule = Rule {
    name: "hidden-characters",
    level: Level::Error,
    page: include_str!("hidden_characters.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for file in &cx.plan.files {
        in_file(cx.plan, *file, out);
    }
    in_ids(cx.plan, out);
    for text in names_and_titles(cx.plan).filter(|text| !text.words.is_ascii()) {
        in_words(cx.plan, &text, out);
    }
}

/// What hides alike in one entry, and is one finding.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sort {
    entry: Option<EntryName>,
    steers: bool,
    in_key: bool,
}

fn in_file(plan: &Plan<'_>, file: FileId, out: &mut Findings) {
    let all = hidden_in(plan.snapshot.text(file));
    if all.is_empty() {
        return;
    }
    let entries = plan.entries_of(file);
    let mut sorts: BTreeMap<Sort, Vec<Hidden>> = BTreeMap::new();
    for hidden in all {
        let entry = entries.at(Place::new(file, hidden.at.clone())).cloned();
        let sort = Sort { entry, steers: is_bidi_control(hidden.c), in_key: hidden.in_key };
        sorts.entry(sort).or_default().push(hidden);
    }
    for (sort, hidden) in sorts {
        report(file, sort, &hidden, out);
    }
}

fn report(file: FileId, sort: Sort, hidden: &[Hidden], out: &mut Findings) {
    let [first, others @ ..] = hidden else { return };
    let them = if others.is_empty() { "it" } else { "them" };
    let (noun, harm) = if sort.steers {
        ("bidirectional control", "people may read something else than what is written".into())
    } else {
        ("zero-width character", format!("nobody sees {them}, and a search does not find the word"))
    };
    let (what, verb) = match hidden.len() {
        1 => (format!("a {noun}"), "hides"),
        many => (plural(many, noun), "hide"),
    };
    let mut codes: Vec<String> = hidden.iter().map(|hidden| code(hidden.c)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.truncate(SHOWN);
    let whose = match &sort.entry {
        Some(entry) => format!("{} `{}`", entry.kind.noun(), entry.id),
        None => "this file".into(),
    };
    let place = |hidden: &Hidden| Place::new(file, hidden.at.clone());
    let title = format!("{what}, {}, {verb} in {whose}", and_list(&codes));
    let finding = out.report(sort.entry, place(first), title);
    finding.about(format!("{noun}{}", if sort.in_key { " in a key" } else { "" }));
    finding.help(format!("remove {them}: {harm}"));
    for other in others.iter().take(SHOWN) {
        finding.label(place(other), "here too");
    }
    let edits = hidden.iter().map(|hidden| Edit { at: place(hidden), text: String::new() });
    // What steers the direction changes what people see, and a key is another one without it.
    if sort.steers || sort.in_key {
        finding.unsafe_fix(format!("remove {them}"), edits.collect());
    } else {
        finding.safe_fix(format!("remove {them}"), edits.collect());
    }
}

/// Ids that are another than they look like; the shape rules leave these to this one.
fn in_ids(plan: &Plan<'_>, out: &mut Findings) {
    for defect in &plan.defects {
        let (id, noun, others) = match &defect.fault {
            Fault::BadValue { value, why: BadValue::NotAnId } => (value, None, &[][..]),
            Fault::UnknownReference { id, to, others, .. } => (id, Some(to.noun()), &others[..]),
            _ => continue,
        };
        let Some(plain) = undisguised(id).filter(|plain| is_id(plain)) else { continue };
        let found = id.chars().find_map(lookalike);
        // What hides within the file has been told; what hides in the name of the file has not.
        let in_name = noun.is_none() && defect.path.is_empty() && !is_table(plan, defect.at);
        let fact = match found {
            Some(found) => looks_like(&found),
            None if in_name => "something is hidden in it".into(),
            None => continue,
        };
        let noun = noun.or(defect.entry.as_ref().map(|entry| entry.kind.noun())).unwrap_or("item");
        let noun = if defect.path.is_empty() { noun } else { noun_of(&defect.path, noun) };
        let finding = out.report(
            defect.entry.clone(),
            defect.at,
            format!("the id `{id}` of a {noun} is not `{plain}`: {fact}"),
        );
        finding.about(format!("{} {id}", defect.path));
        for other in others {
            finding.label(*other, "here too");
        }
        if in_name {
            finding.help(format!("call its file `{plain}.toml`"));
            continue;
        }
        finding.help(format!("type it again: `{plain}`"));
        let places = std::iter::once(defect.at).chain(others.iter().copied());
        let edits: Option<Vec<Edit>> = places.map(|at| retyped(plan, at, id, &plain)).collect();
        if let Some(edits) = edits {
            finding.unsafe_fix(format!("write `{plain}`"), edits);
        }
    }
}

/// The noun of what has its id at `path`: an item or a phase of a roadmap.
fn noun_of<'a>(path: &str, noun: &'a str) -> &'a str {
    match (path.split('.').next(), path.split('.').next_back()) {
        (Some("item"), Some("id")) => "item",
        (Some("phase"), Some("id")) => "phase",
        _ => noun,
    }
}

fn is_table(plan: &Plan<'_>, at: Place) -> bool {
    source(plan, at).starts_with(['[', '"', '\''])
}

fn source<'p>(plan: &'p Plan<'_>, at: Place) -> &'p str {
    plan.snapshot.text(at.file).get(at.range()).unwrap_or_default()
}

/// The edit that writes `plain` where `id` stands, in the quotes that are there.
fn retyped(plan: &Plan<'_>, at: Place, id: &str, plain: &str) -> Option<Edit> {
    let start = at.start as usize + source(plan, at).find(id)?;
    Some(Edit { at: Place::new(at.file, start..start + id.len()), text: plain.to_owned() })
}

/// What people are called by, and what they read first.
fn names_and_titles<'p, 's>(plan: &'p Plan<'s>) -> impl Iterator<Item = Text<'p, 's>> {
    let titles = plan.texts().filter(|text| text.role == "title");
    let people = plan.people.iter().filter_map(|person| Text::of(person, "name", &person.name));
    let teams = plan.teams.iter().filter_map(|team| Text::of(team, "name", &team.name));
    let bodies = plan.bodies.iter().filter_map(|body| Text::of(body, "name", &body.name));
    let functions =
        plan.functions.iter().filter_map(|function| Text::of(function, "name", &function.name));
    let terms = plan.terms.iter().filter_map(|term| Text::of(term, "term", &term.term));
    titles.chain(people).chain(teams).chain(bodies).chain(functions).chain(terms)
}

/// Words of two scripts, one of which apes the other.
fn in_words(plan: &Plan<'_>, text: &Text<'_, '_>, out: &mut Findings) {
    // An apostrophe ties an ending to a word: Russian writes "PR'а" so.
    let words = text.words.unicode_word_indices().flat_map(|(at, word)| {
        let offset = move |part: &str| at + part.as_ptr().addr() - word.as_ptr().addr();
        word.split(['\'', '’']).map(move |part| (offset(part), part))
    });
    for (at, word) in words {
        let Some(found) = lookalike_in(word) else { continue };
        let title =
            format!("{text} mixes letters of two scripts in `{word}`: {}", looks_like(&found));
        let finding = out.report(text.entry(), place(plan, text, at, word.len()), title);
        finding.about(format!("{} {word}", text.about()));
        // Where the Latin letters are the odd ones, no Latin word was meant.
        let Some(plain) = undisguised(word).filter(|_| !found.letter.is_ascii()) else {
            finding.help("type the word again, with letters of one script");
            continue;
        };
        let help = format!("type it again: `{plain}`");
        finding.help(&help);
        if let Some(at) = plan.place_within(text.words, &(at..at + word.len())) {
            finding.unsafe_fix(help, vec![Edit { at, text: plain }]);
        }
    }
}

/// "U+0430, a Cyrillic letter, looks like `a`".
fn looks_like(found: &Lookalike) -> String {
    let Lookalike { letter, like, script } = found;
    format!("`{letter}` is {}, a {script} letter that looks like `{like}`", code(*letter))
}

fn code(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_of(goal: &str) -> Vec<String> {
        said(&RULE, &[("goals/a.toml", goal)])
    }

    #[test]
    fn texts_comments_keys_and_escapes_are_searched() {
        for goal in [
            "why = \"a\u{200b}b\"\n",
            "why = 'a\u{200b}b'\n",
            "why = \"\"\"\na\u{200b}b\"\"\"\n",
            "# a\u{200b}b\n",
            "champions.\"fin\u{200b}ance\" = \"x\"\n",
            "why = \"a\\u200bb\"\n",
            "why = \"a\\U0000200Bb\"\n",
            "status = \"draft\"\nwhy = \"a\u{200b}b\"\n",
        ] {
            assert_eq!(
                said_of(goal),
                ["a zero-width character, U+200B, hides in goal `a`"],
                "{goal:?}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_an_escape_hides_nothing() {
        for goal in [
            "why = 'a\\u200bb'\n",
            "why = \"a\\\\u200bb\"\n",
            "# \\u200b\n",
            "why = \"\\u00e9\"\n",
            "why = \"👩\\u200d💻\"\n",
            "why = \"\\U0001F469\\u200d\\U0001F4BB\"\n",
            "why = \"\\",
            "why = \"\\u20",
            "why = \"\\ä",
        ] {
            assert!(said_of(goal).is_empty(), "{goal:?}");
        }
    }

    #[test]
    fn what_hides_in_one_entry_is_one_finding() {
        let goals = "[a]\ntitle = \"x\u{200b}y\u{200b}z\"\nwhy = \"\u{200b}w\"\n[b]\nwhy = \"\u{200b}\u{ad}w\"\n";
        assert_eq!(
            said(&RULE, &[("goals.toml", goals)]),
            [
                "3 zero-width characters, U+200B, hide in goal `a`",
                "2 zero-width characters, U+00AD and U+200B, hide in goal `b`",
            ]
        );
    }

    #[test]
    fn a_stray_one_is_a_syntax_error_already() {
        assert!(said_of("title\u{200b} = \"x\"\n").is_empty());
    }

    #[test]
    fn names_are_as_they_are_in_every_script() {
        let people = "[a]\nname = \"Мария Келлер\"\n[b]\nname = \"Işıl Yıldız\"\n[c]\nname = \"山田 Taro\"\n\
                      [d]\nname = \"Σοφία\"\n[e]\nname = \"Zoë 🎯\u{fe0f}\"\n[f]\nname = \"محمد علی\"\n";
        let goals =
            "[a]\nstatus = \"committed\"\ntitle = \"Answers in 5 μs, Δ below 2 σ, PR'а больше\"\n";
        assert!(said(&RULE, &[("people.toml", people), ("goals.toml", goals)]).is_empty());
    }

    #[test]
    fn a_word_of_two_scripts_is_told_in_names_and_titles_alone() {
        let goal = "status = \"committed\"\ntitle = \"С\u{430}ll center\"\nwhy = \"C\u{430}ll\"\n";
        assert_eq!(
            said_of(goal),
            ["the title of goal `a` mixes letters of two scripts in `Саll`: \
              `С` is U+0421, a Cyrillic letter that looks like `C`"]
        );
        assert!(said_of(&goal.replace("committed", "draft")).is_empty());
    }

    #[test]
    fn an_id_that_poses_as_another_is_told() {
        let said = said(
            &RULE,
            &[
                ("goals/ch\u{435}ckout.toml", "status = \"draft\"\n"),
                ("goals/pay\u{200b}ment.toml", "status = \"draft\"\n"),
                ("goals/b.toml", "supports = [\"g\u{43e}al\"]\n"),
                ("people.toml", "[\"m\u{430}x\"]\n[\"café\"]\n[\"hızlı\"]\n"),
                ("roadmaps/r.toml", "[[item]]\nid = \"p\u{456}lot\"\n"),
            ],
        );
        assert_eq!(said.len(), 5, "{said:#?}");
        assert!(said.contains(&"the id `gоal` of a goal is not `goal`: `о` is U+043E, a Cyrillic letter that looks like `o`".to_owned()), "{said:#?}");
        assert!(said.iter().any(|said| said.starts_with("the id `pіlot` of a")), "{said:#?}");
    }
}
