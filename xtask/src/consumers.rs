//! The programs of others that load what we write, for tests/consumers.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::project::Project;
use crate::{debian, process};

/// Installs many packages in seconds, where pip takes minutes.
const INSTALLER: &str = "uv==0.9.30";

/// The Python of an environment with the packages of tests/consumers/requirements.txt, which is made when it is
/// missing or of another list.
///
/// # Errors
///
/// When there is no Python, or the packages cannot be had from `PyPI`.
pub(crate) fn python(project: &Project) -> Result<PathBuf> {
    let requirements = project.path("tests/consumers/requirements.txt");
    let wanted = fs::read(&requirements)?;
    let environment = project.target("consumers");
    let python = environment.join("bin/python");
    let installed = environment.join("requirements.txt");
    if fs::read(&installed).is_ok_and(|kept| kept == wanted) {
        return Ok(python);
    }
    println!("installing the consumers of tests/consumers");
    if environment.exists() {
        fs::remove_dir_all(&environment)?;
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&environment);
    // Debian's Python makes no environments without a package of its own.
    if process::run(&mut make).is_err() {
        debian::install(&["python3-venv"], "tests/consumers")?;
        process::run(make.arg("--clear"))?;
    }
    process::run(Command::new(&python).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        INSTALLER,
    ]))?;
    // The list is whole, and leaves out what their other parts need: image processing, formatters, servers.
    process::run(
        Command::new(environment.join("bin/uv"))
            .args(["pip", "install", "--quiet", "--no-deps", "--python"])
            .arg(&python)
            .arg("--requirement")
            .arg(&requirements)
            // What one of them is built with is of the list too.
            .arg("--build-constraints")
            .arg(&requirements),
    )?;
    fs::write(installed, wanted)?;
    Ok(python)
}
