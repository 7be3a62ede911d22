//! `goalpact man`: the manual page, with a section for each command.

use crate::cli::args::command;
use crate::cli::failure::Failure;
use crate::cli::output::print;
use crate::cli::verdict::Verdict;

pub(super) fn run() -> Result<Verdict, Failure> {
    let mut page = Vec::new();
    let fail = |error: &std::io::Error| Failure::io("the manual page was not made", error);
    let mut whole = command();
    whole.build();
    clap_mangen::Man::new(whole.clone()).render(&mut page).map_err(|error| fail(&error))?;
    for sub in whole.get_subcommands() {
        let man = clap_mangen::Man::new(sub.clone());
        page.extend(format!(".SH \"GOALPACT {}\"\n", sub.get_name().to_uppercase()).into_bytes());
        man.render_description_section(&mut page).map_err(|error| fail(&error))?;
        man.render_synopsis_section(&mut page).map_err(|error| fail(&error))?;
        man.render_options_section(&mut page).map_err(|error| fail(&error))?;
    }
    print(&String::from_utf8_lossy(&page))?;
    Ok(Verdict::Passed)
}
