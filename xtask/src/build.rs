//! Everything the page needs that is not committed.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::bindgen::{self, Kind};
use crate::fresh::Fingerprint;
use crate::project::Project;
use crate::{fonts, wasm};

/// What the compiled engine depends on.
const INPUTS: [&str; 7] = [
    "Cargo.toml",
    "Cargo.lock",
    "build.rs",
    "src",
    "seeds",
    "xtask/src/bindgen.rs",
    "xtask/src/wasm.rs",
];

/// The article that a visitor can try.
pub(crate) const FOUNDING_ARTICLE: &str = "seeds/articles/founding.txt";

/// The finished engine's name beside its glue.
pub(crate) const ENGINE: &str = "wassam_bg.wasm";

/// Where the glue for the single file is written, in the target folder.
pub(crate) const SCRIPT_GLUE: &str = "wasm-script";

/// Builds www/pkg/ and www/fonts/, as far as they are missing or stale.
///
/// # Errors
///
/// When a tool is missing or the engine does not compile.
pub(crate) fn build(project: &Project) -> Result<()> {
    fonts::copy(project)?;
    engine(project)?;
    let article = project.path(FOUNDING_ARTICLE);
    fs::copy(&article, project.path("www/pkg/founding.txt"))
        .with_context(|| format!("cannot copy {}", article.display()))?;
    Ok(())
}

fn engine(project: &Project) -> Result<()> {
    let package = project.path("www/pkg");
    let script = project.target(SCRIPT_GLUE);
    // Kept beside what it vouches for, so that the two go together.
    let stamp = package.join(".stamp");
    let inputs = INPUTS.map(|input| project.path(input));
    let now = Fingerprint::of(inputs.iter().map(AsRef::as_ref), "")?;
    if now.matches(&stamp) && script.join(ENGINE).exists() {
        return Ok(());
    }
    let module = wasm::compile(project)?;
    bindgen::generate(&module, Kind::Module, &package)?;
    bindgen::generate(&module, Kind::Script, &script)?;
    // One engine serves both, so that it is optimised and tested once.
    if fs::read(package.join(ENGINE))? != fs::read(script.join(ENGINE))? {
        bail!(
            "wasm-bindgen made the engine for the single file another one than that for the site"
        );
    }
    now.keep(&stamp)
}
