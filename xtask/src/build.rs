//! Everything the page needs that is not committed.

use anyhow::Result;

use crate::bindgen::{self, Kind};
use crate::fresh::Fingerprint;
use crate::project::Project;
use crate::{fonts, wasm};

/// What the compiled engine depends on.
const INPUTS: [&str; 6] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "src",
    "seeds",
    "xtask/src/wasm.rs",
];

/// Where the glue for the single file is written, in the target folder.
pub(crate) const SCRIPT_GLUE: &str = "wasm-script";

/// Builds www/pkg/ and www/fonts/, as far as they are missing or stale.
///
/// # Errors
///
/// When a tool is missing or the engine does not compile.
pub(crate) fn build(project: &Project) -> Result<()> {
    fonts::copy(project)?;
    engine(project)
}

fn engine(project: &Project) -> Result<()> {
    let package = project.path("www/pkg");
    let script = project.target(SCRIPT_GLUE);
    // Kept beside what it vouches for, so that the two go together.
    let stamp = package.join(".stamp");
    let inputs = INPUTS.map(|input| project.path(input));
    let now = Fingerprint::of(inputs.iter().map(AsRef::as_ref), "")?;
    if now.matches(&stamp) && script.join("wassam_bg.wasm").exists() {
        return Ok(());
    }
    let module = wasm::compile(project)?;
    bindgen::generate(&module, Kind::Module, &package)?;
    bindgen::generate(&module, Kind::Script, &script)?;
    now.keep(&stamp)
}
