//! The summary of a job and the comment on a pull request: what they show, what fits, and what no text of a plan can do in them.

use serde_json::Value;

use crate::github::{pull_request, told};
use crate::peers::{node, python};
use crate::readme::block;
use crate::stage::{Stage, fixture, run_in};

/// What is in a Markdown text for GitHub: by remark, with the references that GitHub makes of plain text.
const REMARK: &str = r"
import { readFileSync } from 'node:fs';
import { unified } from 'unified';
import remarkParse from 'remark-parse';
import remarkGfm from 'remark-gfm';
import remarkGithub from 'remark-github';
const processor = unified().use(remarkParse).use(remarkGfm).use(remarkGithub, { repository: 'owner/repo' });
const tree = processor.runSync(processor.parse(readFileSync(0, 'utf8')));
const found = { html: [], rows: [], fences: [], headings: [], forbidden: [] };
const text = node => node.value ?? (node.children ?? []).map(text).join('');
const walk = node => {
    if (['link', 'linkReference', 'image', 'imageReference', 'definition', 'footnoteReference', 'footnoteDefinition', 'delete', 'emphasis', 'thematicBreak'].includes(node.type))
        found.forbidden.push([node.type, node.url ?? text(node)]);
    if (node.type === 'html') found.html.push(node.value);
    if (node.type === 'tableRow') found.rows.push(node.children.length);
    if (node.type === 'code') found.fences.push([node.lang, node.value]);
    if (node.type === 'heading') found.headings.push(text(node));
    (node.children ?? []).forEach(walk);
};
walk(tree);
console.log(JSON.stringify(found));
";

fn remark(markdown: &str) -> Option<Value> {
    let packages =
        ["remark-github@12.0.0", "remark-gfm@4.0.1", "remark-parse@11.0.0", "unified@11.0.5"];
    node(&packages, REMARK, markdown).map(|found| serde_json::from_str(&found).unwrap())
}

/// A Markdown text as GitHub's own library makes HTML of it.
fn html(markdown: &str) -> Option<String> {
    let script = "import sys, cmarkgfm\nfrom cmarkgfm.cmark import Options\nsys.stdin.reconfigure(encoding='utf-8')\nsys.stdout.reconfigure(encoding='utf-8')\n\
        print(cmarkgfm.github_flavored_markdown_to_html(sys.stdin.read(), Options.CMARK_OPT_UNSAFE))";
    python("cmarkgfm", "2025.10.22", script, markdown)
}

/// The tasks of Mermaid's gantts, as Mermaid itself reads them: label, first day, whether it links, and the number of sections.
const MERMAID: &str = r"
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
globalThis.window = new JSDOM('').window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({});
const gantts = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
    await mermaid.parse(text);
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    gantts.push({
        tasks: db.getTasks().map(({ task, startTime, done, active, crit }) => [task.trim(), startTime.toISOString().slice(0, 10), done ? 'done' : active ? 'active' : crit ? 'crit' : '']),
        links: db.getLinks().size,
        sections: db.getSections().length,
    });
}
console.log(JSON.stringify(gantts));
";

fn mermaid(diagrams: &[&str]) -> Option<Value> {
    let input = serde_json::to_string(diagrams).unwrap();
    let said = node(&["mermaid@12.3.0", "jsdom@26.1.0"], MERMAID, &input)?;
    Some(serde_json::from_str(&said).unwrap())
}

/// What our own HTML is made of.
fn is_ours(html: &str) -> bool {
    ["<br>", "<span>", "</span>", "</details>"].contains(&html)
        || html.starts_with("<!-- goalpact: ") && html.matches("-->").count() == 1
        || html
            .strip_prefix("<details><summary>")
            .and_then(|rest| rest.strip_suffix("</summary>"))
            .is_some_and(|rest| {
                !rest.replace("<code>", "").replace("</code>", "").contains(['<', '>'])
            })
}

/// Asserts that nothing of a plan does anything in the Markdown; gives what is in it.
fn harmless(markdown: &str) -> Option<Value> {
    let found = remark(markdown)?;
    assert_eq!(found["forbidden"], serde_json::json!([]), "{markdown}");
    for html in found["html"].as_array().unwrap() {
        assert!(is_ours(html.as_str().unwrap()), "{html}");
    }
    let rendered = html(markdown)?;
    for tag in ["<a ", "<img", "<del", "<em>", "<script", "<input", "<sup", "<h5"] {
        assert!(!rendered.contains(tag), "{tag} in\n{rendered}");
    }
    for row in rendered.split("<tr>").skip(1) {
        let cells = row.split("</tr>").next().unwrap();
        let count = cells.matches("<td").count() + cells.matches("<th").count();
        assert!([3, 5].contains(&count), "{row}");
    }
    assert!(
        found["rows"]
            .as_array()
            .unwrap()
            .iter()
            .all(|cells| [3, 5].contains(&cells.as_u64().unwrap()))
    );
    Some(found)
}

const EVIL: &str = "| ![x](https://evil.example/x.png) <img src=https://evil.example/x> @octocat, (@org/team) [a](https://evil.example) \
    ` `` ``` ~~~ **b** _c_ ~~d~~ :shipit: #1 owner/repo#2 GH-3 deadbeef1 www.evil.example a@b.example $x$ <!-- \\| \\\\| `\\|` --> \
    </details> [^1] [x]: y %%{init} ; \u{7} \u{202e}\n::x";

/// A text as TOML writes it in quotes, without the quotes.
fn quoted(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

/// A plan in which every text wants to do something.
fn hostile() -> Stage {
    let (stage, evil) = (Stage::empty(), quoted(EVIL));
    stage.write("goalpact.toml", "");
    let goal = |due: &str, owner: &str| {
        format!(
            "title = \"{evil}\"\nwhy = \"{evil}\"\nlevel = \"company\"\nstatus = \"committed\"\nstart = 2026-01-05\ndue = {due}\n\
             supports = [\"{evil}\"]\n[owners]\nbusiness = \"{owner}\"\nit = \"bo\"\n\
             [[target]]\nkpi = \"rate\"\nfrom = 1\nto = 3\nby = 2026-06-30\n[closed]\nbecause = \"{evil}\"\n\"{evil}\" = 1\n"
        )
    };
    stage.write("goals/a.toml", goal("2026-06-30", "ana"));
    stage.write("goals/@org `x`.toml", goal("2026-06-30", "ana"));
    stage.write("kpis.toml", format!("[rate]\ntitle = \"x\"\nunit = \"{evil}\"\ndirection = \"increase\"\nactuals = {{ 2026-03-28 = 2 }}\n"));
    stage.write("functions.toml", format!("[\"{evil}\"]\nname = \"{evil}\"\n"));
    stage.write("people.toml", format!("[ana]\nname = \"{evil}\"\nfunction = \"x\"\ngithub = \"{evil}\"\n[bo]\nname = \"\\u0001\"\nfunction = \"{evil}\"\n"));
    let item = |id: &str, title: &str| {
        format!(
            "[[item]]\nid = \"{id}\"\ntitle = \"{title}\"\ngoal = \"a\"\nteam = \"t\"\nstart = 2026-03-02\ndue = 2026-04-30\n"
        )
    };
    let roadmap = format!("title = \"{evil}\"\nstart = 2026-01-01\nend = 2026-12-31\n");
    let titles = [
        &evil,
        "section x",
        "click a href \\\"https://evil.example\\\"",
        "gantt",
        "title x",
        "%% comment",
        "a :done, 2020-01-01, 1d",
    ];
    let items: String =
        titles.iter().enumerate().map(|(at, title)| item(&format!("i{at}"), title)).collect();
    stage.write("roadmaps/r.toml", roadmap + &items);
    stage.git(&["init", "-q"]);
    stage.git(&["add", "-A"]);
    stage.git(&["commit", "-qm", "plan"]);
    stage.write(
        "goals/a.toml",
        goal("2026-12-31", &evil).replace("because = \"|", "because = \"now |"),
    );
    stage
}

#[test]
fn no_text_of_a_plan_does_anything() {
    let stage = hostile();
    for format in ["markdown", "markdown-comment"] {
        let run = stage.run(&["check", "--base", "HEAD", "--format", format]);
        assert!(
            run.stdout.contains("octocat") && !run.stdout.contains(['\u{7}', '\u{202e}', '\u{1}']),
            "{}",
            run.stdout
        );
        assert!(!run.stdout.contains("syntax-error"), "{}", run.stdout);
        let Some(found) = harmless(&run.stdout) else { return };
        let headings: Vec<&str> =
            found["headings"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        for heading in ["What moved", "Findings", "Goals", "Roadmaps"] {
            assert_eq!(
                headings.iter().filter(|other| **other == heading).count(),
                1,
                "{headings:?}"
            );
        }
    }
    let diff = stage.run(&["diff", "--format", "markdown"]).stdout;
    let found = remark(&diff).unwrap();
    assert_eq!(found["forbidden"], serde_json::json!([]), "{diff}");
    assert!(found["rows"].as_array().unwrap().iter().all(|cells| cells == 2), "{diff}");
}

#[test]
fn a_label_of_a_diagram_is_nothing_but_a_label() {
    let run = hostile().run(&["check", "--format", "markdown"]);
    let Some(found) = remark(&run.stdout) else { return };
    let fences = found["fences"].as_array().unwrap();
    let diagrams: Vec<&str> = fences
        .iter()
        .filter(|fence| fence[0] == "mermaid")
        .filter_map(|fence| fence[1].as_str())
        .collect();
    let Some(gantts) = mermaid(&diagrams) else { return };
    assert_eq!((&gantts[0]["links"], &gantts[0]["sections"]), (&Value::from(0), &Value::from(0)));
    let tasks = gantts[0]["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 7, "{tasks:?}");
    assert!(tasks.iter().all(|task| task[1] == "2026-03-02" && task[2] == ""), "{tasks:?}");
    assert_eq!(tasks[1][0], "○ section x");
}

#[test]
fn the_roadmaps_of_the_fixtures_are_diagrams() {
    for (name, count, marks) in
        [("healthy", 2, vec!["done", "active", ""]), ("adrift", 3, vec!["crit", "done"])]
    {
        let run = run_in(&fixture(name), &["check", "--format", "markdown"]);
        let diagrams: Vec<&str> = run
            .stdout
            .split("```mermaid\n")
            .skip(1)
            .map(|rest| rest.split("\n```").next().unwrap())
            .collect();
        assert_eq!(diagrams.len(), count);
        let Some(gantts) = mermaid(&diagrams) else { return };
        for mark in marks {
            let has = |gantt: &Value| {
                gantt["tasks"].as_array().unwrap().iter().any(|task| task[2] == mark)
            };
            assert!(gantts.as_array().unwrap().iter().any(has), "{name}: {mark}");
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a page is shown whole")]
fn a_pull_request_is_told_whole() {
    let stage = pull_request();
    let told = told(&stage, "markdown");
    harmless(&told);
    let base = told.split("compared with `").nth(1).unwrap().split('`').next().unwrap();
    insta::assert_snapshot!(told.split("### Goals").next().unwrap().replace(base, "<base>"), @r#"
    <!-- goalpact: . -->
    ## ❌ goalpact: 5 errors and 2 warnings

    checked 52 files, 15 goals, 24 KPIs, and 25 people against 134 rules as of 2026-03-31, compared with `<base>`\
    1 can be fixed with `goalpact fix`

    ### What moved

    1 of 3 changes loosens what was promised

    | | entry | what moved |
    | --- | --- | --- |
    | ⬇️ loosened | goal `checkout-conversion` | due 2026-09-25 → 2026-12-18: 84 days later |
    | changed | person `rosa-delgado` | gone |
    | changed | goal `gift-cards` | new |

    ### Findings

    #### Two baskets in three are paid in the same visit

    business owner Tomasz Wójcik `@twojcik`, IT owner Олена Коваленко `@okovalenko`\
    `goals/2026/online/checkout-conversion.toml`

    - ❌ **error**: goal `checkout-conversion` is due 79 days after its period ends\
      line 9 · `due-outside-period`

      - line 7: its period runs from 2026-07-01 to 2026-09-30

      **What to do:** move `due` into the period, or name the period that the day lies in

    - ❌ **error**: goal `checkout-conversion` is due 84 days later: on 2026-12-18, in place of 2026-09-25\
      line 9 · `due-slipped`

      - line 15: `tomasz-wojcik` and `olena-kovalenko` answer for goal `checkout-conversion`

      **What to do:** write `due = 2026-09-25` again; if it was decided otherwise, write the decision down, with the day it was taken:

      ```toml
      # decisions/<id>.toml
      title = "<what was decided>"
      on = <YYYY-MM-DD>
      goals = ["checkout-conversion"]
      by = ["tomasz-wojcik", "olena-kovalenko"]
      because = "<why>"
      allows = ["due"]
      ```

    - ⚠️ **warning**: goal `checkout-conversion` has changed, and its owners `tomasz-wojcik` and `olena-kovalenko` have not agreed\
      line 9 · `change-not-agreed`

      - line 16: business owner
      - line 17: IT owner
      - line 9: due 2026-09-25 → 2026-12-18: 84 days later

      **What to do:** once they have agreed, have the pull request approved by both (`--approvals`), or end the message of a commit with these lines:

      ```text
      Agreed-by: Tomasz Wójcik <tomasz.wojcik@brindleandoak.example>
      Agreed-by: Олена Коваленко <olena.kovalenko@brindleandoak.example>
      ```

    #### Gift cards bring new customers before Christmas

    business owner Lucia Ferrari, IT owner **nobody**\
    `goals/2026/online/gift-cards.toml`

    - ❌ **error**: `due` of goal `gift-cards` is a text, where a date without quotes belongs\
      line 6 · `wrong-type`

      **What to do:** write `due = 2026-11-27`

    - ❌ **error**: goal `gift-cards` has no IT owner\
      line 8 · `goal-without-it-owner`

      **What to do:** name the one person who answers for the technology, or, while there is none, declare the vacancy:

      ```toml
      # under [owners]
      it = "<person>"
      # or
      [vacancies]
      it = { until = 2026-06-30, acting = "<person>", because = "…" }
      ```

    - ⚠️ **warning**: goal `gift-cards` is proposed without a target\
      line 1 · `goal-without-target`

      - line 3: proposed here

      **What to do:** say what will have changed, from which value to which, and by when:

      ```toml
      [[target]]
      kpi = "<kpi>"
      from = <value at the start>
      to = <value to reach>
      by = <YYYY-MM-DD>
      ```

    #### person `rosa-delgado` is gone

    `bodies.toml`

    - ❌ **error**: no person is called `rosa-delgado`, and 16 places name it
      - concerns goal More than one customer in three buys again within half a year `customers-come-back`: business owner Inês Carvalho, IT owner Fatima El Idrissi `@fatima-ei`
      - concerns goal Four in five customers know and decide what we keep about them `trusted-with-data`: business owner **nobody** called `rosa-delgado`, IT owner Sipho Dlamini `@sdlamini`
      - concerns goal Three in four questions are solved at the first contact `solved-at-first-contact`: business owner **nobody** called `rosa-delgado`, IT owner Camille Durand `@camilledurand`

      <details><summary>line 6 · <code>unknown-reference</code>: why, and what to do</summary>

      - line 19: named here too
      - line 29: named here too
      - line 37: named here too
      - line 44: named here too
      - line 49: named here too
      - line 55: named here too
      - line 60: named here too
      - `functions.toml:21`: named here too
      - `goals/2026/company/customers-come-back.toml:25`: named here too
      - `goals/2026/company/customers-come-back.toml:31`: named here too
      - `goals/2026/company/trusted-with-data.toml:14`: named here too
      - `goals/2026/online/solved-at-first-contact.toml:15`: named here too
      - `goals/2026/online/solved-at-first-contact.toml:24`: named here too
      - `kpis/customers/privacy-complaints.toml:8`: named here too
      - `reviews/same-day-delivery.toml:4`: named here too

      **What to do:** register them with `goalpact new person rosa-delgado`

      </details>
    "#);
}

#[test]
fn the_readme_quotes_it() {
    let told = told(&pull_request(), "markdown");
    let quoted = block("markdown", "## What reviewers see");
    assert!(told.contains(&quoted), "{quoted}");
}

#[test]
fn a_plan_below_the_root_is_named_and_its_paths_begin_at_the_root() {
    let stage = Stage::empty();
    for (path, text) in [("goalpact.toml", ""), ("goals/a.toml", "level = \"x\"\n")] {
        stage.write(&format!("plans/our - -> plan/{path}"), text);
    }
    stage.git(&["init", "-q"]);
    let run = run_in(
        &stage.path().join("plans/our - -> plan"),
        &["check", "--select", "bad-value", "--format", "markdown"],
    );
    insta::assert_snapshot!(run.stdout, @r#"
    <!-- goalpact: plans/our%20%2D%20%2D%3E%20plan -->
    ## ❌ goalpact in `plans/our - -> plan`: 1 error

    checked 2 files and 1 goal against 1 rule as of 2026-03-31

    ### Findings

    #### `a`

    business owner **nobody**, IT owner **nobody**\
    `plans/our - -> plan/goals/a.toml`

    - ❌ **error**: `level` of goal `a` is `x`, not `company`, `function`, or `team`\
      line 1 · `bad-value`

      **What to do:** write one of

      - `"company"`: a goal of the whole company
      - `"function"`: a goal of one function
      - `"team"`: a goal of one team

    ### Goals

    | goal | status | business and IT owner | due | targets |
    | --- | --- | --- | --- | --- |
    | `a` | – | **nobody**<br>**nobody** | – |  |
    "#);
}

#[test]
fn a_plan_without_findings_passes_in_a_line() {
    let run = run_in(&fixture("healthy"), &["check", "--format", "markdown"]);
    let mut lines = run.stdout.lines();
    assert_eq!(lines.next(), Some("<!-- goalpact: fixtures/healthy -->"));
    assert_eq!(lines.next(), Some("## ✅ goalpact in `fixtures/healthy`: no findings"));
    assert!(!run.stdout.contains("### Findings"));
    harmless(&run.stdout);
}

#[test]
fn what_does_not_fit_is_counted() {
    let stage = Stage::plan(&[]);
    let goals: String = (0..3_000)
        .map(|at| {
            format!("[goal-{at}]\ntitle = \"Übermäßig {at} 🎯\"\nstatus = \"committed\"\nkey = 1\n")
        })
        .collect();
    stage.write("goals.toml", goals);
    let json = stage.run(&["check", "--format", "json"]).json();
    let total = json["findings"].as_array().unwrap().len();
    for (format, most, length) in [
        ("markdown", 1024 * 1024, str::len as fn(&str) -> usize),
        ("markdown-comment", 65_536, |text: &str| text.chars().count()),
    ] {
        let text = stage.run(&["check", "--format", format]).stdout;
        assert!((most / 2..=most).contains(&length(&text)), "{format}: {}", length(&text));
        let shown = text.lines().filter(|line| line.starts_with("- ")).count();
        let left_out = text
            .lines()
            .find_map(|line| line.strip_prefix("**Not shown, since there is no more room: "))
            .unwrap();
        let counts = left_out
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|word| word.parse::<usize>().ok());
        assert_eq!(shown + counts.sum::<usize>(), total, "{left_out}");
        assert!(
            text.contains("### Goals")
                && text.ends_with("</details>\n\n")
                && text.contains(" more goals not shown"),
            "{format}"
        );
        assert_eq!(text.matches("<details>").count(), text.matches("</details>").count());
        let first = text.split("### Findings").nth(1).unwrap();
        assert!(
            first.contains("**error**") && !first.contains("**note**"),
            "the most severe come first"
        );
    }
}

#[test]
fn a_finding_in_a_thousand_places_leaves_room_for_the_others() {
    let stage = Stage::plan(&[]);
    let goals = (0..1_000)
        .map(|at| format!("[goal-{at}]\ntitle = \"Goal {at}\"\nowners.business = \"zoe\"\n"));
    stage.write("goals.toml", goals.collect::<String>());
    let text = stage
        .run(&["check", "--format", "markdown-comment", "--select", "unknown-reference"])
        .stdout;
    assert!(text.contains("and 1000 places name it"), "{text}");
    assert!(
        text.contains("- and 979 more places") && text.contains("- and 989 more goals"),
        "{text}"
    );
}
