//! Diagnostics for reviewdog, by the validator of its format. reviewdog's own schema is in no registry that tests install from.

use std::process::Command;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use crate::peers::npm;
use crate::platforms::{FOLDER, hostile, samples, shown};
use crate::readme::block;
use crate::stage::{Stage, fixture, project};

#[test]
fn the_validator_of_the_format_accepts_it() {
    let Some(peer) = npm("rdformat-validator-1.0.1", &["@umbrelladocs/rdformat-validator@1.0.1"])
    else {
        return;
    };
    let accepts = |diagnostics: &str| {
        let stage = Stage::empty();
        stage.write("goalpact.json", diagnostics);
        Command::new(peer.join("node_modules/.bin/rdformat-validator"))
            .args(["--strict", "--no-extra-fields", "goalpact.json"])
            .current_dir(stage.path())
            .output()
            .unwrap()
            .status
            .success()
    };
    for (plan, run) in samples("rdjson") {
        assert!(accepts(&run.stdout), "{plan}");
    }
    let (_, adrift) = samples("rdjson").remove(0);
    assert!(!accepts(&adrift.stdout.replacen("\"WARNING\"", "\"warning\"", 1)));
    assert!(!accepts(&adrift.stdout.replacen("\"path\"", "\"file\"", 1)));
}

#[test]
fn columns_count_bytes_of_utf8() {
    let stage = hostile();
    let run = shown(&stage.path().join(FOLDER), "rdjson", &["--select", "wrong-type"]);
    // owners = { business = "Zoë𐐀", it = 7 }: two bytes for `ë`, four for `𐐀`, so 4 more than characters.
    let range = &run.json()["diagnostics"][0]["location"]["range"];
    assert_eq!((&range["start"]["line"], &range["start"]["column"]), (&6.into(), &40.into()));
    assert_eq!((&range["end"]["line"], &range["end"]["column"]), (&6.into(), &41.into()));
}

#[test]
fn a_byte_order_mark_is_counted_with_the_bytes_of_its_line() {
    let stage = Stage::plan(&[("goals/a.toml", "\u{feff}titel = \"x\"\n")]);
    let run = stage.run(&["check", "--select", "unknown-field", "--format", "rdjson"]);
    assert_eq!(run.json()["diagnostics"][0]["location"]["range"]["start"]["column"], 4);
}

#[test]
fn applied_as_reviewdog_applies_them_the_suggestions_are_the_fixes() {
    for plan in ["adrift", "wounded"] {
        let json = shown(&fixture(plan), "json", &[]).json();
        let rdjson = shown(&fixture(plan), "rdjson", &[]).json();
        let pairs = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .zip(rdjson["diagnostics"].as_array().unwrap());
        let mut suggested = 0;
        for (finding, diagnostic) in pairs {
            let Some(suggestion) = diagnostic["suggestions"].get(0) else { continue };
            suggested += 1;
            let path = diagnostic["location"]["path"].as_str().unwrap();
            let text = std::fs::read_to_string(project().join(path)).unwrap();
            assert_eq!(replaced(&text, suggestion), fixed(&text, finding), "{path}");
        }
        assert!(suggested >= 6, "{plan}: {suggested}");
    }
}

/// `text` with a suggestion put in by line and byte column.
fn replaced(text: &str, suggestion: &Value) -> String {
    let offset = |end: &str| {
        let position = &suggestion["range"][end];
        let number = |field: &str| position[field].as_u64().unwrap() as usize - 1;
        text.split_inclusive('\n').take(number("line")).map(str::len).sum::<usize>()
            + number("column")
    };
    format!(
        "{}{}{}",
        &text[..offset("start")],
        suggestion["text"].as_str().unwrap(),
        &text[offset("end")..]
    )
}

/// `text` with the edits of the JSON output put in by offset.
fn fixed(text: &str, finding: &Value) -> String {
    let mut text = text.to_owned();
    for edit in finding["fix"]["edits"].as_array().unwrap().iter().rev() {
        let offset = |end: &str| edit["range"][end]["offset"].as_u64().unwrap() as usize;
        text.replace_range(offset("start")..offset("end"), edit["text"].as_str().unwrap());
    }
    text
}

#[test]
fn in_a_comment_a_plan_can_mention_link_and_load_nothing() {
    let stage = hostile();
    let run = shown(&stage.path().join(FOLDER), "rdjson", &[]);
    let json = run.json();
    let diagnostics = json["diagnostics"].as_array().unwrap();
    let related =
        diagnostics.iter().filter_map(|one| one["related_locations"].as_array()).flatten();
    let messages: Vec<&str> =
        diagnostics.iter().chain(related).map(|one| one["message"].as_str().unwrap()).collect();
    assert!(messages.iter().any(|message| message.contains("`@ana")));
    for message in messages {
        let mut words = String::new();
        for event in Parser::new_ext(message, Options::all()) {
            match event {
                Event::Text(text) => words += &text,
                Event::Code(_) => words += "`",
                Event::Start(Tag::Paragraph | Tag::CodeBlock(_))
                | Event::End(TagEnd::Paragraph | TagEnd::CodeBlock)
                | Event::SoftBreak => words += "\n",
                // What keeps dollar signs from being a formula at GitHub.
                Event::InlineHtml(tag) if ["<span>", "</span>"].contains(&&*tag) => {}
                other => panic!("{other:?} in {message}"),
            }
        }
        for active in ["@ana", "#1", "http://"] {
            assert!(!words.contains(active), "{active} in {message}");
        }
    }
}

#[test]
fn the_command_in_the_readme_gives_reviewdog_what_it_reads() {
    let line = block("sh", "## With reviewdog");
    let (command, reviewdog) = line.split_once(" | ").unwrap();
    assert!(reviewdog.starts_with("reviewdog -f=rdjson "));
    let args: Vec<&str> = command.strip_prefix("goalpact ").unwrap().split(' ').collect();
    let run = Stage::fixture("wanting").run(&args);
    assert_eq!(run.json()["diagnostics"].as_array().map(Vec::len), Some(3));
}

#[test]
fn a_diagnostic() {
    let run = shown(&fixture("wanting"), "rdjson", &["--select", "target-against-direction"]);
    insta::assert_snapshot!(run.stdout, @r#"
    {
      "source": {
        "name": "goalpact"
      },
      "diagnostics": [
        {
          "message": "goal `faster-checkout` takes KPI `checkout-time` up from 61 seconds to 92 seconds, and less is better\n\nswap `from` and `to` if they stand in each other's place, or correct the `direction` of the KPI\n\n`goalpact explain target-against-direction` says why.",
          "location": {
            "path": "fixtures/wanting/goals/faster-checkout.toml",
            "range": {
              "start": {
                "line": 18,
                "column": 6
              },
              "end": {
                "line": 18,
                "column": 8
              }
            }
          },
          "severity": "ERROR",
          "code": {
            "value": "target-against-direction"
          },
          "related_locations": [
            {
              "message": "`checkout-time` is to decrease",
              "location": {
                "path": "fixtures/wanting/kpis.toml",
                "range": {
                  "start": {
                    "line": 4,
                    "column": 13
                  },
                  "end": {
                    "line": 4,
                    "column": 23
                  }
                }
              }
            }
          ]
        }
      ]
    }
    "#);
}
