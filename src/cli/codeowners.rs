//! `goalpact codeowners`: the lines of CODEOWNERS by which GitHub asks those who answer for a goal to review changes to it.

use std::path::PathBuf;

use crate::cli::args::PlanArgs;
use crate::cli::failure::Failure;
use crate::cli::opened::{Opened, open};
use crate::cli::output::{ColorChoice, print, remark, say};
use crate::cli::verdict::{Verdict, demand_whole};
use crate::cli::{leftovers, write};
use crate::day::Day;
use crate::plan::{self, Plan, Reviewers, pattern_of};
use crate::render::{CodeOwnersBlock, NoPlaceForBlock, unified_diff};
use crate::text::{and_list, masked, tick};

/// Where the file is put where there is none yet: where GitHub looks first.
const PLACE: &str = ".github/CODEOWNERS";

/// The size from which GitHub reads a CODEOWNERS file no more ("About code owners"): 3 MB.
const TOO_LARGE: usize = 3_000_000;

/// How many people or files are named in a remark.
const MOST_NAMED: usize = 10;

/// Which plan, and what to do with its lines.
#[derive(Debug, clap::Args)]
pub(super) struct CodeownersArgs {
    /// The plan, or a path in it [default: the plan here or above]
    #[arg(value_name = "PATH")]
    path: Option<PathBuf>,
    /// Put the lines into the CODEOWNERS file of the repository, and keep the rest of it
    #[arg(long)]
    write: bool,
    /// Show how the CODEOWNERS file differs from that, and write nothing; exit code 1 where it does
    #[arg(long, conflicts_with = "write")]
    check: bool,
    /// The day that decides who is still there [default: `GOALPACT_TODAY`, else the system's date]
    #[arg(long, value_name = "DATE", value_parser = crate::cli::args::parse_day)]
    today: Option<Day>,
}

pub(super) fn run(args: &CodeownersArgs) -> Result<Verdict, Failure> {
    let plan_args = PlanArgs { today: args.today, ..PlanArgs::of(args.path.clone()) };
    let opened = open(&plan_args)?;
    let plan = plan::load(&opened.snapshot);
    let reviewers = plan.reviewers(opened.today);
    let block = CodeOwnersBlock::new(&plan, &reviewers);
    opened.watchdog.let_go();
    if !args.write && !args.check {
        print(&masked(&block.text()))?;
    }
    demand_whole(&plan)?;
    if reviewers.may_lack {
        let message = "what names an owner, a champion, or a team could not be read, so somebody may be missing";
        return Err(
            Failure::new(message).help("mend what `goalpact check --select shape` shows first")
        );
    }
    remarks(&plan, &reviewers);
    if args.write || args.check {
        File::find(&opened)?.hold(&block, args, &opened)
    } else {
        Ok(Verdict::Passed)
    }
}

/// The CODEOWNERS file of the repository.
struct File {
    /// Where it lies, or would.
    path: PathBuf,
    /// The same from the root of the repository.
    name: String,
    /// What is in it; `None` where it is not there.
    text: Option<String>,
}

impl File {
    fn find(opened: &Opened) -> Result<Self, Failure> {
        let found = opened.snapshot.codeowners;
        let file = found.map(|id| opened.snapshot.file(id));
        let Some((file, path)) = file.and_then(|file| Some((file, file.on_disk.clone()?))) else {
            return Ok(Self { path: opened.base().join(PLACE), name: PLACE.into(), text: None });
        };
        let name = file.path.clone();
        let text = String::from_utf8(file.bytes.clone()).map_err(|_| {
            Failure::new(format!("`{name}` is not UTF-8, so it was left as it is"))
                .help("save it as UTF-8")
        })?;
        Ok(Self { path, name, text: Some(text) })
    }

    /// Has the file hold the block, or shows that it does not.
    fn hold(
        &self,
        block: &CodeOwnersBlock,
        args: &CodeownersArgs,
        opened: &Opened,
    ) -> Result<Verdict, Failure> {
        let name = tick(&self.name);
        let before = self.text.as_deref().unwrap_or_default();
        let after = block.put_into(before).map_err(|why| no_place(&name, &why))?;
        if after.len() >= TOO_LARGE {
            let message = format!(
                "{name} would have {} bytes, and GitHub reads no file of 3 MB or more",
                after.len()
            );
            return Err(Failure::new(message)
                .help("keep the goals of a team in one file of tables, which takes one line"));
        }
        if after == before {
            let said = if self.text.is_some() { "is up to date" } else { "is not needed" };
            say(format!("{name} {said}"))?;
            return Ok(Verdict::Passed);
        }
        if args.check {
            let path = opened.view(ColorChoice::Never).path(&self.name);
            print(&unified_diff(&path, before, &after))?;
            let folder =
                args.path.as_ref().map_or_else(String::new, |path| format!(" {}", path.display()));
            remark(format!(
                "{name} is not up to date: `goalpact codeowners{folder} --write` puts these lines into it"
            ));
            return Ok(Verdict::Found);
        }
        match &self.text {
            Some(text) => {
                leftovers::sweep([self.path.as_path()]);
                write::replace_unchanged(&self.path, text.as_bytes(), after.as_bytes())?;
            }
            None => write::create(opened.base(), &self.name, after.as_bytes())?,
        }
        say(format!("wrote {name}"))?;
        Ok(Verdict::Passed)
    }
}

fn no_place(name: &str, why: &NoPlaceForBlock) -> Failure {
    let NoPlaceForBlock { begin, end } = why;
    let message =
        format!("{name} does not have the lines `{begin}` and `{end}` once each, in this order");
    Failure::new(message)
        .help("take both lines, and what `goalpact codeowners` wrote between them, out of it")
}

/// Says who is not asked, and why.
fn remarks(plan: &Plan<'_>, reviewers: &Reviewers<'_, '_>) {
    let people = reviewers.people();
    let unknown: Vec<String> = people
        .iter()
        .filter(|person| person.login().is_none())
        .map(|person| tick(&person.id))
        .collect();
    if !unknown.is_empty() {
        let names = some_of(&unknown);
        remark(format!(
            "GitHub cannot ask {names}, whose entries have no GitHub name, such as `github = \"octocat\"`"
        ));
    }
    let paths = reviewers.by_file.keys().map(|file| plan.snapshot.path(*file));
    let unnamed: Vec<String> = paths.filter(|path| pattern_of(path).is_none()).map(tick).collect();
    if !unnamed.is_empty() {
        let names = some_of(&unnamed);
        remark(format!(
            "no line of CODEOWNERS can name {names}: only letters, digits, and ordinary signs can be in it"
        ));
    }
}

/// All names, or the first and how many more there are.
fn some_of(names: &[String]) -> String {
    let mut named: Vec<String> = names.iter().take(MOST_NAMED).cloned().collect();
    if names.len() > MOST_NAMED {
        named.push(format!("{} more", names.len() - MOST_NAMED));
    }
    and_list(&named)
}
