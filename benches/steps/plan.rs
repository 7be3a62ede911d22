//! A plan of any size: every goal is measured by a KPI of its own, and supports the one before it.

use std::fmt::Write;

/// The files of a plan of so many goals: their paths and texts. `minutes` is what its customers are promised.
pub(crate) fn files(goals: usize, minutes: u32) -> Vec<(String, String)> {
    let mut people = String::new();
    let mut files = vec![("functions.toml".to_owned(), FUNCTIONS.to_owned())];
    for number in 0..goals {
        let owner = number / 4;
        if number % 4 == 0 {
            for (name, function) in [("bea", "marketing"), ("ivo", "engineering")] {
                let _ = write!(
                    people,
                    "[{name}-{owner}]\nname = \"{name} {owner}\"\nfunction = \"{function}\"\n"
                );
            }
        }
        let supports = number
            .checked_sub(1)
            .map_or(String::new(), |above| format!("supports = [\"goal-{}\"]\n", above / 5));
        let minutes = if number % (goals / 5).max(1) == 0 { minutes } else { 60 };
        files.push((
            format!("goals/area-{}/goal-{number}.toml", number / 200),
            format!(
                "title = \"Orders of region {number} arrive on the day that was promised\"\n\
                 why = \"Whoever waits longer than promised has bought elsewhere by the next time\"\n\
                 customer = \"An answer within {minutes} minutes\"\nlevel = \"team\"\nstatus = \"committed\"\n\
                 start = 2026-01-05\ndue = 2026-11-27\n{supports}\n\
                 [owners]\nbusiness = \"bea-{owner}\"\nit = \"ivo-{owner}\"\n\n\
                 [agreed]\non = 2026-01-05\nby = [\"bea-{owner}\", \"ivo-{owner}\"]\n\n\
                 [[target]]\nkpi = \"kpi-{number}\"\nfrom = 31\nto = 35\nby = 2026-06-30\n\n\
                 [[target]]\nkpi = \"kpi-{number}\"\nfrom = 31\nto = 40\nby = 2026-11-27\n"
            ),
        ));
        files.push((
            format!("kpis/area-{}/kpi-{number}.toml", number / 200),
            format!(
                "title = \"Share that is served on the day in region {number}\"\nunit = \"%\"\n\
                 direction = \"increase\"\nmeasures = \"outcome\"\nsource = \"service desk\"\n\
                 owner = \"ivo-{owner}\"\ncadence = \"monthly\"\n\n\
                 [actuals]\n2025-12-31 = 26\n2026-01-31 = 27\n2026-02-28 = 28\n2026-03-28 = 29\n"
            ),
        ));
    }
    files.push(("people.toml".to_owned(), people));
    files
}

const FUNCTIONS: &str = "[marketing]\nname = \"Marketing\"\nside = \"business\"\n\n\
                         [engineering]\nname = \"Engineering\"\nside = \"it\"\n";
