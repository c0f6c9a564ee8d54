//! The npm packages of package-lock.json.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::project::Project;

/// Installs the packages when they are missing or of another lock file.
///
/// # Errors
///
/// When there is no npm, or it fails.
pub(crate) fn install(project: &Project) -> Result<()> {
    let lock = fs::read(project.path("package-lock.json"))?;
    let installed = project.path("node_modules/.wassam-lock.json");
    if fs::read(&installed).is_ok_and(|kept| kept == lock) {
        return Ok(());
    }
    println!("installing npm packages");
    process::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(project.root()),
    )?;
    fs::write(installed, lock)?;
    Ok(())
}

/// A file of an installed package.
///
/// # Errors
///
/// When it is not there.
pub(crate) fn file(project: &Project, path: &str) -> Result<PathBuf> {
    let file = project.path("node_modules").join(path);
    if !file.exists() {
        bail!("node_modules/{path} is missing: run `npm ci`");
    }
    Ok(file)
}
