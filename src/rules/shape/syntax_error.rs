use crate::decode::Fault;
use crate::finding::Findings;
use crate::level::Level;
use crate::rules::shape::slip::slip;
use crate::rules::{Cx, Reads, Rule};
use crate::text::{Place, plural};

pub(super) const RULE: Rule = Rule {
    name: "syntax-error",
    level: Level::Error,
    page: include_str!("syntax_error.md"),
    reads: &[Reads::Files],
    settings: &[],
    check,
};

fn check(cx: &Cx<'_>, out: &mut Findings) {
    for defect in &cx.plan.defects {
        match &defect.fault {
            Fault::Syntax { message, line } => {
                let slip = slip(message, line);
                let finding = out.report(None, defect.at, slip.title);
                finding.about(line.trim()).help(slip.help);
                if message == "duplicate key"
                    && let Some(first) =
                        same_line_before(cx.plan.snapshot.text(defect.at.file), defect.at)
                {
                    finding.label(first, "first written here");
                }
            }
            Fault::NotToml(format) => {
                let help = match *format {
                    format if format.contains("LFS") => "fetch the file itself with `git lfs pull`",
                    format if format.contains("git-crypt") => "unlock it with `git-crypt unlock`",
                    _ => "write it as TOML; `goalpact new` makes an entry to begin with",
                };
                out.report(None, defect.at, format!("the file is {format}")).help(help);
            }
            Fault::MoreSyntaxErrors(more) => {
                out.report(
                    None,
                    defect.at,
                    format!("{} more in this file", plural(*more, "line that is not TOML")),
                )
                .about("more")
                .help("mend the first ones; often they are one mistake repeated");
            }
            _ => {}
        }
    }
}

/// The line before `at` that begins with the same key or header, within the same table for a key.
fn same_line_before(text: &str, at: Place) -> Option<Place> {
    let start = |offset: usize| text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let mut from = start(at.start as usize);
    let line = text[from..].lines().next()?.trim();
    let is_header = line.starts_with('[');
    let name = |line: &str| line.split(['=', '#']).next().unwrap_or_default().trim().to_owned();
    while from > 0 {
        let end = from - 1;
        from = start(end);
        let before = text[from..end].trim();
        if before.starts_with('[') == is_header && name(before) == name(line) {
            return Some(Place::new(at.file, from..from + text[from..end].trim_end().len()));
        }
        if before.starts_with('[') && !is_header {
            return None;
        }
    }
    None
}
