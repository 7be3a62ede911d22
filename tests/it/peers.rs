//! The platforms' own schemas and checkers, from npm and `PyPI`, installed into `target/peers` once.
//!
//! Where they cannot be installed a test is skipped, but never with `CI=true`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use crate::stage::{Run, Stage, ended, peer, project};

/// A folder in which npm has installed `packages`, each `NAME@VERSION`.
pub(crate) fn npm(folder: &str, packages: &[&str]) -> Option<PathBuf> {
    installed(folder, |folder| {
        let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(folder).args(packages);
        vec![npm]
    })
}

/// A folder with a Python environment that has `packages`, each `NAME==VERSION`, and in `sources` those of one that is not
/// installed.
pub(crate) fn pypi(
    folder: &str,
    packages: &[&str],
    (name, version): (&str, &str),
) -> Option<PathBuf> {
    installed(folder, |folder| {
        let mut venv = Command::new("python3");
        venv.args(["-m", "venv"]).arg(folder);
        let pip = folder.join("bin/pip");
        let mut install = Command::new(&pip);
        install.args(["install", "-q"]).args(packages);
        let mut download = Command::new(&pip);
        download.args(["download", "-q", "--no-deps", "--no-binary", name, "-d"]);
        download.arg(folder.join("sources")).arg(format!("{name}=={version}"));
        vec![venv, install, download]
    })
}

/// `target/peers/FOLDER`, where the commands that fill it have all succeeded, now or before.
fn installed(folder: &str, commands: impl Fn(&Path) -> Vec<Command>) -> Option<PathBuf> {
    // Two tests that need the same peer do not install it into one folder at once.
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = project().join("target/peers").join(folder);
    let done = folder.join("installed");
    if !done.is_file() {
        std::fs::create_dir_all(&folder).unwrap();
        let succeeds = |mut command: Command| command.output().is_ok_and(|o| o.status.success());
        if !commands(&folder).into_iter().all(succeeds) {
            assert!(std::env::var_os("CI").is_none(), "{} is not installed", folder.display());
            return None;
        }
        std::fs::write(done, "").unwrap();
    }
    Some(folder)
}

/// How check-jsonschema, which carries the schemas of CI platforms, judges `text` in a file called `name`.
pub(crate) fn judged_by_schema(schema: &[&str], name: &str, text: &str) -> Option<Run> {
    let program = peer("check-jsonschema", "0.39.0")?;
    let stage = Stage::empty();
    stage.write(name, text);
    Some(ended(&Command::new(program).args(schema).arg(stage.path().join(name)).output().unwrap()))
}
