//! Plans that are long in one way: the work grows as they do. Where it grew with the square, each would take minutes, and be ended.

use crate::stage::{Stage, command, ended};

const GOAL: &str = "title = \"x\"\nlevel = \"team\"\nstatus = \"draft\"\n";

/// Many times a piece of text, each with its number.
fn many(times: usize, piece: impl Fn(usize) -> String) -> String {
    (0..times).map(piece).collect()
}

/// That a plan is judged in much less time than the square of its length would take.
fn is_judged(what: &str, path: &str, text: &str) {
    let stage = Stage::plan(&[("goals/a.toml", GOAL)]);
    stage.write(path, text);
    let mut check = command();
    check.arg("check").env("GOALPACT_LIMITS", "seconds=40").current_dir(stage.path());
    let run = ended(&check.output().unwrap());
    assert!(run.code < 2, "{what}: {}", run.stderr);
}

#[test]
fn long_syntax_takes_no_longer_than_its_length() {
    let part = "a.".repeat(69);
    let shapes = [
        ("headers of many parts", many(20_000, |at| format!("[{part}k{at}]\n"))),
        ("headers", many(50_000, |at| format!("[x.k{at}]\n"))),
        ("dotted keys", many(50_000, |at| format!("x.k{at} = 1\n"))),
        ("a key that is there again", many(50_000, |_| "title = \"x\"\n".into())),
        ("a table that is there again", many(50_000, |_| "[owners]\n".into())),
        ("broken lines", many(50_000, |_| "a b c\n".into())),
        ("texts that never end", many(50_000, |_| "x = \"\n".into())),
    ];
    for (what, text) in shapes {
        is_judged(what, "goals/a.toml", &format!("{GOAL}{text}"));
    }
}

#[test]
fn long_lists_and_tables_take_no_longer_than_their_length() {
    let list = |piece: &dyn Fn(usize) -> String| many(30_000, |at| format!("{}, ", piece(at)));
    let shapes = [
        ("keys that nobody knows", many(30_000, |at| format!("k{at} = 1\n"))),
        ("references to one id", format!("supports = [{}]\n", list(&|_| "\"b\"".into()))),
        ("references", format!("supports = [{}]\n", list(&|at| format!("\"b{at}\"")))),
        ("targets", many(30_000, |_| "[[target]]\nkpi = \"k\"\n".into())),
        ("tables in a list", format!("x = [{}]\n", list(&|_| "{a = 1}".into()))),
        ("hidden characters", format!("why = \"{}\"\n", "\u{200b}\u{202e}".repeat(50_000))),
    ];
    for (what, text) in shapes {
        is_judged(what, "goals/a.toml", &format!("{GOAL}{text}"));
    }
}

#[test]
fn many_entries_take_no_longer_than_their_number() {
    let people = |more: &'static str| {
        many(50_000, move |at| format!("[p{at}]\nname = \"A B\"\nfunction = \"s\"\n{more}"))
    };
    is_judged("people", "people.toml", &people(""));
    is_judged("people of no function", "people.toml", &people("").replace("function", "# "));
    is_judged("people with a slip", "people.toml", &people("funktion = \"s\"\n"));
}

#[test]
fn many_allows_take_no_longer_than_their_number() {
    let allow =
        |rule: &'static str| move |at: usize| format!("# goalpact: allow {rule} because x{at}\n");
    let keys = many(20_000, |at| format!("k{at} = 1\n"));
    let head = many(50_000, allow("unknown-field"));
    is_judged("at the head", "goals/a.toml", &format!("{head}{GOAL}{keys}"));
    let stack = many(50_000, allow("overdue-goal"));
    is_judged("above a line", "goals/a.toml", &format!("{GOAL}{stack}due = 2026-01-01\n{keys}"));
    let lines = many(30_000, |at| format!("k{at} = 1 {}", allow("unknown-field")(at)));
    is_judged("at the ends of lines", "goals/a.toml", &format!("{GOAL}{lines}"));
}
