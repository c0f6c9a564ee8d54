//! Installing Debian packages, where that is ours to do.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

const APT: &str = "/usr/bin/apt-get";

/// Installs packages.
///
/// # Errors
///
/// When this is not a Debian machine or we are not root, with one line that says what to install and `purpose`;
/// when apt fails.
pub(crate) fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if !Path::new(APT).exists() || !is_root() {
        bail!("{purpose} needs the Debian packages {list}: sudo apt-get install {list}");
    }
    println!("installing {list} ({purpose})");
    // The lists on a fresh machine may be missing or too old to find the packages by.
    process::run(apt().arg("update"))?;
    process::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
    )
    .with_context(|| format!("{purpose} needs the Debian packages {list}"))
}

/// Whether apt knows a package of this name.
pub(crate) fn knows(package: &str) -> bool {
    Command::new("/usr/bin/apt-cache")
        .args(["show", package])
        .output()
        .is_ok_and(|output| output.status.success())
}

fn apt() -> Command {
    let mut command = Command::new(APT);
    command
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["-qq", "-o", "DPkg::Lock::Timeout=300"]);
    command
}

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
