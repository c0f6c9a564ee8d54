//! The glue between JavaScript and the compiled engine.

use std::fs;
use std::path::Path;

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

/// What the glue is loaded as.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A module, for the site.
    Module,
    /// A classic script with one global, for the worker of the single file.
    Script,
}

/// The global through which the glue is reached in a classic script.
pub(crate) const GLOBAL: &str = "wasm_bindgen";

/// Writes the glue and the finished module into a folder, as `wassam.js` and `wassam_bg.wasm`.
///
/// # Errors
///
/// When the module was not made by the pinned version of wasm-bindgen, or the files cannot be written.
pub(crate) fn generate(module: &Path, kind: Kind, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("wassam");
    match kind {
        Kind::Module => bindgen
            .web(true)?
            .omit_default_module_path(false)
            .typescript(true),
        Kind::Script => bindgen
            .no_modules(true)?
            .no_modules_global(GLOBAL)?
            .typescript(false),
    };
    bindgen.generate(folder)
}
