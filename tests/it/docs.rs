//! The pages in `docs/`: the picture and the catalog are what goalpact prints, and the tour quotes what it says.
//! `UPDATE=1 cargo test --test it docs` rewrites the picture and the catalog.

use std::path::Path;

use anstyle::RgbColor;
use anstyle_svg::{Palette, Term};
use goalpact::rules;

use crate::stage::{fixture, project, run_in};

/// What is drawn in `docs/adrift.svg`, as it is typed in `fixtures/adrift`.
const DRAWN: &str =
    "goalpact check --select it-goal-without-business-goal,alignment-cycle,over-capacity";

/// Black, which is the background, red, green, yellow, blue, magenta, cyan, and white; the bright ones are the same.
const COLORS: [RgbColor; 8] = [
    RgbColor(0x16, 0x1b, 0x22),
    RgbColor(0xff, 0x7b, 0x72),
    RgbColor(0x56, 0xd3, 0x64),
    RgbColor(0xe3, 0xb3, 0x41),
    RgbColor(0x79, 0xc0, 0xff),
    RgbColor(0xd2, 0xa8, 0xff),
    RgbColor(0x76, 0xe3, 0xea),
    RgbColor(0xe6, 0xed, 0xf3),
];

#[test]
fn the_picture_is_what_a_terminal_shows() {
    let screen = run_in(
        &fixture("adrift"),
        &[&arguments(DRAWN)[..], &["--format", "human", "--color", "always"]].concat(),
    );
    assert_eq!(screen.code, 1, "{}", screen.stderr);
    let bold = anstyle::Style::new().bold();
    let screen = format!("$ {bold}{DRAWN}{bold:#}\n\n{}", screen.stdout);
    // What is dim is to be read as well.
    let picture = terminal().render_svg(&screen).replace("opacity: 0.4", "opacity: 0.6");
    kept("docs/adrift.svg", &picture);
}

#[test]
fn the_catalog_is_what_goalpact_prints() {
    kept("docs/rules.md", &run_in(project(), &["rules", "--format", "markdown"]).stdout);
}

#[test]
fn the_tour_quotes_what_goalpact_says() {
    let said = run_in(&fixture("adrift"), &["check", "--format", "plain"]).stdout;
    let said: Vec<(&str, &str)> = said
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_once('[')?.1.split_once("] "))
        .collect();
    let tour = document("docs/adrift.md");
    let quotes = quotes(&tour);
    assert!(quotes.len() >= rules::FAMILIES.len(), "{quotes:#?}");
    for quote in quotes {
        assert!(said.contains(&quote), "goalpact does not say {quote:?}");
    }
}

#[test]
fn the_tour_visits_every_family() {
    let tour = document("docs/adrift.md");
    for family in rules::FAMILIES {
        assert!(tour.contains(&format!("(rules.md#{0})", family.name)), "{}", family.name);
    }
}

#[test]
fn what_the_tour_types_works() {
    let tour = document("docs/adrift.md");
    let typed = tour.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    let commands: Vec<&str> = typed.lines().filter(|line| line.starts_with("goalpact ")).collect();
    assert!(commands.contains(&DRAWN), "the picture's command is not among {commands:#?}");
    for command in commands {
        let run = run_in(&fixture("adrift"), &arguments(command));
        assert!(run.code < 2 && run.stderr.is_empty(), "{command}: {}", run.stderr);
    }
}

#[test]
fn every_link_leads_somewhere() {
    for path in ["README.md", "docs/adrift.md", "docs/rules.md"] {
        let text = document(path);
        let links: Vec<&str> =
            text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
        assert!(!links.is_empty(), "{path} has no links");
        for link in links.into_iter().filter(|link| !link.contains("://")) {
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => path.into(),
                file => Path::new(path).parent().unwrap().join(file),
            };
            assert!(project().join(&target).is_file(), "{path} links to {link}");
            let is_there = || document(&target).contains(&format!("\n## {heading}\n"));
            assert!(heading.is_empty() || is_there(), "{path} links to {link}");
        }
    }
}

/// The words after `goalpact`.
fn arguments(command: &str) -> Vec<&str> {
    command.strip_prefix("goalpact ").unwrap().split(' ').collect()
}

/// The findings that the tour quotes, as "title ([rule](its page))".
fn quotes(tour: &str) -> Vec<(&str, &str)> {
    tour.lines()
        .filter_map(|line| line.strip_prefix("- "))
        .map(|quote| quote.rsplit_once(" ([").unwrap())
        .map(|(title, link)| (link.split_once(']').unwrap().0, title))
        .collect()
}

/// A terminal that is legible on a light page and on a dark one, since it brings its own background.
fn terminal() -> Term {
    let palette = Palette(std::array::from_fn(|color| COLORS[color % COLORS.len()]));
    Term::new().palette(palette)
}

fn document(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(project().join(path)).unwrap()
}

/// Compares a file of the project with what it has to be; with `UPDATE` it is written.
fn kept(path: &str, expected: &str) {
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(project().join(path), expected).unwrap();
    }
    assert!(
        document(path) == expected,
        "{path} is out of date: UPDATE=1 cargo test --test it docs"
    );
}
