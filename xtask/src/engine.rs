//! The engine with its glue, made anew when something that it depends on has changed.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::bindgen::{self, Kind};
use crate::fresh::Fingerprint;
use crate::project::Project;
use crate::wasm::{self, Profile};

/// What the engine and its glue depend on.
const INPUTS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "src",
    "seeds/lexicon",
    "xtask/src/bindgen.rs",
    "xtask/src/wasm.rs",
];

/// The finished module's name.
pub(crate) const MODULE: &str = "wassam_bg.wasm";
/// The glue's name beside it.
pub(crate) const GLUE: &str = "wassam.js";

/// Compiles the engine, and writes it with each kind of glue into the folder given for it.
///
/// # Errors
///
/// When there is no toolchain for it, it does not compile, or the kinds of glue want different modules.
pub(crate) fn make(project: &Project, profile: Profile, outputs: &[(Kind, PathBuf)]) -> Result<()> {
    let inputs = INPUTS.map(|input| project.path(input));
    let now = Fingerprint::of(inputs.iter().map(AsRef::as_ref), "")?;
    // Each stamp stands beside what it vouches for, so that the two go together.
    if outputs
        .iter()
        .all(|(_, folder)| now.matches(&folder.join(STAMP)))
    {
        return Ok(());
    }
    let compiled = wasm::compile(project, profile)?;
    for (kind, folder) in outputs {
        bindgen::generate(&compiled, *kind, folder)?;
    }
    // One module serves all, so that it is optimised and tested once.
    let modules = outputs
        .iter()
        .map(|(_, folder)| fs::read(folder.join(MODULE)));
    let modules = modules.collect::<Result<Vec<_>, _>>()?;
    if modules.windows(2).any(|pair| pair[0] != pair[1]) {
        bail!("wasm-bindgen made different modules for different glue");
    }
    outputs
        .iter()
        .try_for_each(|(_, folder)| now.keep(&folder.join(STAMP)))
}

const STAMP: &str = ".stamp";
