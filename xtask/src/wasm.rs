//! The engine, compiled to WebAssembly.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process;
use crate::project::Project;
use crate::toolchain::{TARGET, Toolchain};

/// How the engine is compiled, beside the profile.
const BUILD: [&str; 5] = [
    "--lib",
    "--no-default-features",
    "--features",
    "wasm",
    "--locked",
];

/// A profile of Cargo.toml.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// For the page while it is worked on.
    Page,
    /// For what is handed out.
    Release,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Profile::Page => "page",
            Profile::Release => "release",
        }
    }
}

/// Compiles the engine, and returns the module, which still lacks its glue.
///
/// # Errors
///
/// When there is no toolchain for it, or it does not compile.
pub(crate) fn compile(project: &Project, profile: Profile) -> Result<PathBuf> {
    let toolchain = Toolchain::find(project)?;
    // A folder of its own: the two toolchains would throw away each other's work.
    let target = project.target(match toolchain {
        Toolchain::Native => "wasm",
        Toolchain::Debian { .. } => "wasm-debian",
    });
    process::run(
        toolchain
            .cargo_build()
            .args(BUILD)
            .args(["--profile", profile.name()])
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_ENCODED_RUSTFLAGS", rustc_flags(project).join("\x1f"))
            .current_dir(project.root()),
    )?;
    Ok(target.join(TARGET).join(profile.name()).join("wassam.wasm"))
}

fn rustc_flags(project: &Project) -> Vec<String> {
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    // The messages of panics hold source paths; those of the machine it was built on are nobody's business.
    let homes = [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")];
    let homes = homes.into_iter().filter_map(|(variable, folder)| {
        env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(folder)))
            .map(|home| (home, folder))
    });
    let root = (project.root().to_owned(), "wassam");
    flags.extend(
        homes
            .chain([root])
            .map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display())),
    );
    flags
}
