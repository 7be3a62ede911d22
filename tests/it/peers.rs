//! Schemas, checkers, and interpreters' packages of others, from npm and `PyPI`, installed into `target/peers` once.
//!
//! Where they cannot be installed a test is skipped, but never with `CI=true`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::stage::{Run, Stage, ended, project};

/// The path of a program from `PyPI` that is called like its package.
pub(crate) fn peer(package: &str, version: &str) -> Option<PathBuf> {
    peer_program(package, version, package)
}

/// The same, for a package whose program is called otherwise.
pub(crate) fn peer_program(package: &str, version: &str, program: &str) -> Option<PathBuf> {
    let requirement = format!("{package}=={version}");
    let folder = installed(&format!("{package}-{version}"), |folder| {
        vec![venv(folder), pip(folder, &["install", "-q", &requirement])]
    })?;
    Some(in_venv(&folder, program))
}

/// A folder with a Python environment that has `packages`, each `NAME==VERSION`, and in `sources` those of one that is not
/// installed.
pub(crate) fn pypi(
    folder: &str,
    packages: &[&str],
    (name, version): (&str, &str),
) -> Option<PathBuf> {
    let source = format!("{name}=={version}");
    installed(folder, |folder| {
        let sources = folder.join("sources");
        let sources = sources.to_str().unwrap();
        let download = ["download", "-q", "--no-deps", "--no-binary", name, "-d", sources, &source];
        vec![
            venv(folder),
            pip(folder, &[&["install", "-q"], packages].concat()),
            pip(folder, &download),
        ]
    })
}

/// A folder in which npm has installed `packages`, each `NAME@VERSION`.
pub(crate) fn npm(folder: &str, packages: &[&str]) -> Option<PathBuf> {
    installed(folder, |folder| {
        let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]);
        npm.arg("--prefix").arg(folder).args(packages);
        vec![npm]
    })
}

/// What a script for Node says of `input`, which it reads from stdin; it can import `packages`, each `NAME@VERSION`.
pub(crate) fn node(packages: &[&str], script: &str, input: &str) -> Option<String> {
    let folder = npm(&format!("npm-{}", packages[0].replace(['@', '/'], "-")), packages)?;
    let mut node = Command::new("node");
    Some(said(node.args(["--input-type=module", "-e", script]).current_dir(&folder), input))
}

/// What a script for Python says of `input`, which it reads from stdin; it can import `package`.
pub(crate) fn python(package: &str, version: &str, script: &str, input: &str) -> Option<String> {
    let program = peer_program(package, version, "python")?;
    Some(said(Command::new(program).args(["-c", script]), input))
}

/// How check-jsonschema, which carries the schemas of CI platforms, judges `text` in a file called `name`.
pub(crate) fn judged_by_schema(schema: &[&str], name: &str, text: &str) -> Option<Run> {
    let program = peer("check-jsonschema", "0.39.0")?;
    let stage = Stage::empty();
    stage.write(name, text);
    Some(ended(&Command::new(program).args(schema).arg(stage.path().join(name)).output().unwrap()))
}

/// `target/peers/FOLDER`, where the commands that fill it have all succeeded, now or before.
fn installed(folder: &str, commands: impl Fn(&Path) -> Vec<Command>) -> Option<PathBuf> {
    // Two tests that need the same peer do not install it into one folder at once.
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = project().join("target/peers").join(folder);
    let commands: Vec<Command> = commands(&folder);
    let wanted = format!("{commands:?}");
    let done = folder.join("installed");
    // What was installed by other commands, or not to the end, is installed anew.
    if std::fs::read_to_string(&done).ok().as_ref() != Some(&wanted) {
        std::fs::create_dir_all(&folder).unwrap();
        let succeeds = |mut command: Command| command.output().is_ok_and(|o| o.status.success());
        if !commands.into_iter().all(succeeds) {
            assert!(std::env::var_os("CI").is_none(), "{} is not installed", folder.display());
            return None;
        }
        std::fs::write(done, wanted).unwrap();
    }
    Some(folder)
}

/// Makes a Python environment.
fn venv(folder: &Path) -> Command {
    let mut venv = Command::new(if cfg!(windows) { "python" } else { "python3" });
    venv.args(["-m", "venv"]).arg(folder);
    venv
}

fn pip(folder: &Path, args: &[&str]) -> Command {
    let mut pip = Command::new(in_venv(folder, "pip"));
    pip.args(args);
    pip
}

/// A program of a Python environment.
fn in_venv(folder: &Path, program: &str) -> PathBuf {
    let bin = if cfg!(windows) { "Scripts" } else { "bin" };
    folder.join(bin).join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

fn said(command: &mut Command, input: &str) -> String {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
