//! Packages from npm and `PyPI` that judge what GitHub is given, installed into `target/peers` once. Where one cannot be installed the
//! test is skipped, but never with `CI=true`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};

use crate::stage::project;

/// Two tests that need the same package do not install it into one folder at once.
static INSTALLING: Mutex<()> = Mutex::new(());

/// What a script for Node says of `input`, which it reads from stdin; it can import `packages`, each with its version.
pub(crate) fn node(packages: &[&str], script: &str, input: &str) -> Option<String> {
    let name = packages[0].replace(['@', '/'], "-");
    let folder = project().join("target/peers").join(format!("npm{name}"));
    let has_all = |folder: &Path| {
        std::fs::read_to_string(folder.join("installed"))
            .is_ok_and(|list| list == packages.join(" "))
    };
    installed(&name, &folder, has_all, || {
        std::fs::create_dir_all(&folder).unwrap();
        let quiet =
            ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", "."];
        let done = Command::new("npm").args(quiet).args(packages).current_dir(&folder).output();
        if done.is_ok_and(|output| output.status.success()) {
            std::fs::write(folder.join("installed"), packages.join(" ")).unwrap();
        }
    })?;
    Some(said(
        Command::new("node").args(["--input-type=module", "-e", script]).current_dir(&folder),
        input,
    ))
}

/// What a script for Python says of `input`, which it reads from stdin; it can import `package`.
pub(crate) fn python(package: &str, version: &str, script: &str, input: &str) -> Option<String> {
    let folder = project().join("target/peers").join(format!("{package}-{version}"));
    let program = folder.join("bin/python");
    let has = |_: &Path| {
        let import = Command::new(&program).args(["-c", &format!("import {package}")]).output();
        import.is_ok_and(|output| output.status.success())
    };
    installed(package, &folder, has, || {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).output();
        if made.is_ok_and(|output| output.status.success()) {
            let requirement = format!("{package}=={version}");
            let _ =
                Command::new(folder.join("bin/pip")).args(["install", "-q", &requirement]).output();
        }
    })?;
    Some(said(Command::new(&program).args(["-c", script]), input))
}

fn installed(
    name: &str,
    folder: &Path,
    has: impl Fn(&Path) -> bool,
    install: impl FnOnce(),
) -> Option<()> {
    let _alone = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    if !has(folder) {
        install();
    }
    let is_installed = has(folder);
    assert!(is_installed || std::env::var_os("CI").is_none(), "{name} could not be installed");
    is_installed.then_some(())
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
