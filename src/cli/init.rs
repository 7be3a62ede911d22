//! `goalpact init`: a small plan that passes.

use std::path::Path;

use crate::cli::args::InitArgs;
use crate::cli::clock::today;
use crate::cli::failure::Failure;
use crate::cli::output::say;
use crate::cli::verdict::Verdict;
use crate::cli::write;
use crate::day::Day;

/// The files of the plan; `{start}`, `{half-way}` and `{due}` are days counted from the day it begins.
const FILES: [(&str, &str); 5] = [
    ("goalpact.toml", include_str!("templates/goalpact.toml")),
    ("functions.toml", include_str!("templates/functions.toml")),
    ("people.toml", include_str!("templates/people.toml")),
    ("kpis.toml", include_str!("templates/kpis.toml")),
    ("goals/repeat-orders.toml", include_str!("templates/goal.toml")),
];

/// How many days after its beginning the example's goal is due.
const DAYS: i64 = 180;

pub(super) fn run(args: &InitArgs) -> Result<Verdict, Failure> {
    let today = today(args.today)?;
    let written: Vec<String> = FILES
        .iter()
        .map(|(name, _)| args.folder.join(name))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| format!("`{}`", path.display()))
        .collect();
    if !written.is_empty() {
        let message = format!("there already: {}; nothing was written", written.join(", "));
        return Err(Failure::new(message)
            .help("`goalpact new` adds an entry to a plan, `goalpact check` judges it"));
    }
    for (name, template) in FILES {
        write::create(&args.folder, name, dated(template, today).as_bytes())?;
    }
    say("wrote a small plan:")?;
    for (name, _) in FILES {
        say(format!("  {}", args.folder.join(name).display()))?;
    }
    say(next(&args.folder))?;
    Ok(Verdict::Passed)
}

fn dated(template: &str, today: Day) -> String {
    template
        .replace("{start}", &today.to_string())
        .replace("{half-way}", &today.plus_days(DAYS / 2).to_string())
        .replace("{due}", &today.plus_days(DAYS).to_string())
}

fn next(folder: &Path) -> String {
    let argument =
        if folder == Path::new(".") { String::new() } else { format!(" {}", folder.display()) };
    format!("next: `goalpact check{argument}`, then put your own goal in place of the example")
}
