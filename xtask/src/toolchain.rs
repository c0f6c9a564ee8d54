//! The compiler that can build for WebAssembly: its target's standard library is not a part of every Rust.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::project::Project;
use crate::{debian, process};

/// The target's name.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// `rustup` or `debian` in this variable picks a toolchain; else the first that works is taken.
const CHOICE: &str = "WASSAM_WASM_TOOLCHAIN";

/// rustup's server may be out of reach, and then rustup waits for minutes.
const RUSTUP_LIMIT: Duration = Duration::from_secs(20);
/// For so long after a failure rustup is not tried again.
const RUSTUP_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
/// Debian's LLVM linkers that read what rustc-web writes, newest first.
const DEBIAN_LINKERS: [&str; 3] = ["lld-22", "lld-19", "lld"];

/// A way to build for WebAssembly.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The toolchain in use has the target.
    Native,
    /// Debian's compiler, which builds the standard library from its source, with this linker.
    Debian { linker: PathBuf },
}

impl Toolchain {
    /// Finds a toolchain, and installs what it takes where it can.
    ///
    /// # Errors
    ///
    /// When there is none, with one line that says what to install.
    pub(crate) fn find(project: &Project) -> Result<Toolchain> {
        let choice = env::var(CHOICE).unwrap_or_default();
        let (native, debian) = match choice.as_str() {
            "" => (true, true),
            "rustup" => (true, false),
            "debian" => (false, true),
            _ => bail!("{CHOICE} is `{choice}`; it can be `rustup` or `debian`"),
        };
        if native && (has_target() || add_target(project)) {
            return Ok(Toolchain::Native);
        }
        if !debian {
            bail!("the WebAssembly target is missing: rustup target add {TARGET}");
        }
        debian_toolchain()
    }

    /// A `cargo build` for the target, to which the caller adds what to build.
    pub(crate) fn cargo_build(&self) -> Command {
        match self {
            Toolchain::Native => {
                let mut command = Command::new("cargo");
                command.args(["build", "--target", TARGET]);
                command
            }
            Toolchain::Debian { linker } => {
                let mut command = Command::new(DEBIAN_CARGO);
                command.args([
                    "build",
                    "--target",
                    TARGET,
                    "-Z",
                    "build-std=std,panic_abort",
                ]);
                // What rustup and the outer cargo have set speaks of another toolchain.
                for (name, _) in env::vars_os() {
                    let name = name.to_string_lossy();
                    let foreign = ["CARGO", "RUST"]
                        .iter()
                        .any(|prefix| name.starts_with(prefix));
                    if foreign && name != "CARGO_HOME" {
                        command.env_remove(name.as_ref());
                    }
                }
                command
                    .env("RUSTC", DEBIAN_RUSTC)
                    // Building the standard library is a nightly feature of this stable compiler.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        }
    }
}

/// Whether the toolchain in use has the target's standard library, whoever installed it.
pub(crate) fn has_target() -> bool {
    Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()
        .is_ok_and(|output| {
            let folder = String::from_utf8_lossy(&output.stdout);
            output.status.success() && Path::new(folder.trim()).exists()
        })
}

fn add_target(project: &Project) -> bool {
    let failure = project.target("rustup-failed");
    let failed_lately = fs::metadata(&failure)
        .and_then(|metadata| metadata.modified())
        .is_ok_and(|modified| modified.elapsed().is_ok_and(|age| age < RUSTUP_PAUSE));
    if failed_lately || !process::exists("rustup") {
        return false;
    }
    println!("rustup target add {TARGET}");
    if process::succeeds_within(
        Command::new("rustup").args(["target", "add", TARGET]),
        RUSTUP_LIMIT,
    ) && has_target()
    {
        return true;
    }
    println!("rustup could not add the target; Debian's toolchain will build it");
    // Losing this file costs a wait, no more.
    let _ = fs::create_dir_all(project.target("")).and_then(|()| fs::write(&failure, ""));
    false
}

fn debian_toolchain() -> Result<Toolchain> {
    if let Some(toolchain) = installed_debian_toolchain() {
        return Ok(toolchain);
    }
    let linker = DEBIAN_LINKERS
        .into_iter()
        .find(|package| debian::knows(package))
        .unwrap_or(DEBIAN_LINKERS[0]);
    let packages = [&DEBIAN_PACKAGES[..], &[linker]].concat();
    debian::install(
        &packages,
        &format!("WebAssembly without rustup's target ({TARGET})"),
    )?;
    match installed_debian_toolchain() {
        Some(toolchain) => Ok(toolchain),
        None => bail!(
            "{} are installed, but no compiler, source and linker were found",
            packages.join(" ")
        ),
    }
}

fn installed_debian_toolchain() -> Option<Toolchain> {
    let complete = [DEBIAN_CARGO, DEBIAN_RUSTC]
        .iter()
        .all(|program| Path::new(program).exists())
        && debian_source();
    let linker = debian_linker()?;
    complete.then_some(Toolchain::Debian { linker })
}

/// Whether the standard library's source stands where Debian's compiler looks for it.
fn debian_source() -> bool {
    Command::new(DEBIAN_RUSTC)
        .args(["--print", "sysroot"])
        .output()
        .is_ok_and(|output| {
            let sysroot = String::from_utf8_lossy(&output.stdout);
            Path::new(sysroot.trim())
                .join("lib/rustlib/src/rust/library/std/Cargo.toml")
                .exists()
        })
}

/// LLVM's linker for WebAssembly, as one of the packages installs it.
fn debian_linker() -> Option<PathBuf> {
    DEBIAN_LINKERS
        .iter()
        .map(|package| PathBuf::from(package.replacen("lld", "/usr/bin/wasm-ld", 1)))
        .find(|linker| linker.exists())
}
