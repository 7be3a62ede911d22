//! What every form for a platform has to keep to, whatever a plan says: whole, parseable, and harmless.

use std::path::Path;

use crate::stage::{Run, Stage, command, ended, fixture};

/// The folder of the hostile plan within its repository.
pub(crate) const FOLDER: &str = "plans/50% #1 & \"Zoë's\" <ä>";

/// Text that every form has to take care of in its own way.
const TEXT: &str = "ask @ana in #1 ](http://e.org) ![x](//e.org/x) <b onclick=x> &amp; ]]> \u{fffe} %0A ::error::x {0} $x$";

/// A repository with a plan in a folder, all names and texts of which are as bad as Git and TOML allow.
pub(crate) fn hostile() -> Stage {
    let stage = Stage::empty();
    stage.git(&["init", "-q"]);
    let key = TEXT.replace('\\', "\\\\").replace('"', "\\\"");
    let goal = format!(
        "# goalpact: allow unknown-reference because {TEXT}\n\
         title = \"{key}\"\n\
         \"{key}\" = 1\n\
         \"`{key}\" = 1\n\
         \"``{key}`\\u202e\\u0007\" = 1\n\
         owners = {{ business = \"Zoë𐐀\", it = 7 }}\n\
         statos = \"{key}\"\n"
    );
    for name in ["goals/é #1 100% 'a' & \"b\".toml", "goals/%41:c <d>;e?.toml", "goals/plain.toml"]
    {
        stage.write(&format!("{FOLDER}/{name}"), &goal);
    }
    let allow = format!(
        "[[allow]]\nrule = \"wrong-type\"\nfiles = [\"goals/plain.toml\"]\nbecause = \"{key}\"\n"
    );
    stage.write(&format!("{FOLDER}/goalpact.toml"), allow);
    stage
}

/// What `check` prints in a form, of a plan in a folder.
pub(crate) fn shown(folder: &Path, form: &str, args: &[&str]) -> Run {
    let mut check = command();
    check.args(["check", "--format", form]).args(args).current_dir(folder);
    ended(&check.output().unwrap())
}

/// The plans that every form is tried on, and what `check` prints of each.
pub(crate) fn samples(form: &str) -> Vec<(&'static str, Run)> {
    let hostile = hostile();
    let mut samples: Vec<(&str, Run)> = ["adrift", "healthy", "wounded", "wanting"]
        .map(|name| (name, shown(&fixture(name), form, &[])))
        .into();
    samples.push(("hostile", shown(&hostile.path().join(FOLDER), form, &[])));
    samples
}
