use crate::finding::Findings;
use crate::level::Level;
use crate::model::{Entry, Goal, Person, Side};
use crate::plan::pattern_of;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, and_list, tick};

pub(super) const RULE: Rule = Rule {
    name: "owner-not-in-codeowners",
    level: Level::Warning,
    page: include_str!("owner_not_in_codeowners.md"),
    reads: &[Reads::Goals, Reads::People, Reads::CodeOwners, Reads::Today],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    let Some(codeowners) = &cx.plan.codeowners else { return };
    for goal in cx.plan.open_goals() {
        let path = cx.plan.snapshot.path(goal.at.file);
        let (asked, line) = codeowners.of(path).unzip();
        let asked = asked.unwrap_or_default();
        // Who is in a team is known to GitHub alone.
        if asked.iter().any(|owner| owner.starts_with('@') && owner.contains('/')) {
            continue;
        }
        let unasked: Vec<(&Entry<'_, Person<'_>>, Place, &str)> = owners(cx, goal)
            .filter(|(person, _, login)| !asked.iter().any(|owner| may_be(owner, person, login)))
            .collect();
        let Some((_, at, _)) = unasked.first() else { continue };
        let names: Vec<String> = unasked.iter().map(|(person, ..)| tick(&person.id)).collect();
        let (noun, verb) = if let [_] = names[..] { ("owner", "is") } else { ("owners", "are") };
        let why = if line.is_none() { ", which no line of CODEOWNERS covers" } else { "" };
        let title = format!(
            "{noun} {} {verb} not asked to review changes to goal `{}`{why}",
            and_list(&names),
            goal.id
        );
        let logins = unasked.iter().map(|(.., login)| format!("@{login}"));
        let all: Vec<String> = asked.iter().cloned().chain(logins).collect();
        let finding = out.report(goal.name(), *at, title);
        finding.help(match pattern_of(path) {
            Some(pattern) => {
                format!("add the line `{pattern} {}` at the end of CODEOWNERS", all.join(" "))
            }
            None => "rename its file: no line of CODEOWNERS can name it".into(),
        });
        for (person, at, _) in unasked.iter().skip(1) {
            finding.label(*at, format!("`{}` is the other owner", person.id));
        }
        if let Some(line) = line {
            let text = match asked {
                [] => "this line leaves its file to nobody".to_owned(),
                asked => format!(
                    "this line asks {} alone",
                    and_list(&asked.iter().map(tick).collect::<Vec<_>>())
                ),
            };
            finding.label(line, text);
        }
    }
}

/// The owners of a goal who have a GitHub login, each once. Whoever has left is asked no more.
fn owners<'p>(
    cx: &'p Cx<'p>,
    goal: &'p Goal<'p>,
) -> impl Iterator<Item = (&'p Entry<'p, Person<'p>>, Place, &'p str)> {
    let [business, it] = Side::BOTH.map(|side| goal.owners.of(side).get());
    let it = it.filter(|it| !business.is_some_and(|business| business.names_same(it)));
    business.into_iter().chain(it).filter_map(|owner| {
        let person = cx.plan.entry(owner).filter(|person| !person.has_left(cx.today))?;
        Some((person, owner.at(), person.login()?))
    })
}

/// Whether a code owner is that person, by login or e-mail; who has told no e-mail may be behind any.
fn may_be(owner: &str, person: &Person<'_>, login: &str) -> bool {
    match owner.strip_prefix('@') {
        Some(name) => name.eq_ignore_ascii_case(login),
        None => person.email.get().is_none_or(|email| email.trim().eq_ignore_ascii_case(owner)),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::testing::said;

    fn said_with(codeowners: &str, deepak: &str) -> Vec<String> {
        let goal = "[a]\nstatus = \"committed\"\nowners = { business = \"ana\", it = \"deepak\" }";
        let people = format!("[ana]\nname = \"Ana\"\n[deepak]\n{deepak}\n");
        said(&RULE, &[("CODEOWNERS", codeowners), ("goals.toml", goal), ("people.toml", &people)])
    }

    const UNASKED: &str = "owner `deepak` is not asked to review changes to goal `a`";

    #[test]
    fn a_login_is_the_same_in_any_case_and_with_or_without_its_sign() {
        assert!(said_with("* @deepak-r", "github = \"@Deepak-R\"").is_empty());
        assert_eq!(said_with("* @deepak", "github = \"deepak-r\""), [UNASKED]);
        assert!(said_with("* @ana", "name = \"Deepak\"").is_empty());
    }

    #[test]
    fn a_path_is_written_as_codeowners_has_it() {
        let files = |codeowners| {
            [
                ("CODEOWNERS", codeowners),
                ("goals/my plans/a.toml", "status = \"committed\"\nowners.it = \"deepak\""),
                ("people.toml", "[deepak]\ngithub = \"deepak-r\""),
            ]
        };
        assert_eq!(said(&RULE, &files("* @ana")), [UNASKED]);
        assert!(said(&RULE, &files("* @ana\n/goals/my\\ plans/a.toml @deepak-r")).is_empty());
    }

    #[test]
    fn what_is_no_login_cannot_be_asked() {
        assert!(said_with("* @ana", "github = \"deepak r\"").is_empty());
    }

    #[test]
    fn who_is_behind_a_team_is_not_known() {
        assert!(said_with("* @ana @shop/web", "github = \"deepak-r\"").is_empty());
    }

    #[test]
    fn an_address_counts_where_it_is_or_may_be_theirs() {
        let known = "github = \"deepak-r\"\nemail = \"Deepak@example.com\"";
        assert!(said_with("* deepak@example.com", known).is_empty());
        assert_eq!(said_with("* ana@example.com", known), [UNASKED]);
        assert!(said_with("* ana@example.com", "github = \"deepak-r\"").is_empty());
    }

    #[test]
    fn who_has_left_is_asked_no_more() {
        assert!(said_with("* @ana", "github = \"deepak-r\"\nuntil = 2026-03-30").is_empty());
        assert_eq!(said_with("* @ana", "github = \"deepak-r\"\nuntil = 2026-03-31"), [UNASKED]);
    }
}
