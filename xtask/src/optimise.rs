//! wasm-opt, from npm's binaryen.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::fresh::Fingerprint;
use crate::project::Project;
use crate::{npm, process};

/// Speed first: size is far within its budget. The features are what rustc and `simd128` may use.
const FLAGS: [&str; 14] = [
    "-O3",
    "--strip-debug",
    "--strip-producers",
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-extended-const",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    // Names are for stack traces, which nobody reads in a finished build.
    "--strip-target-features",
];

/// Optimises a module; nothing is done when that was done before with the same input.
///
/// # Errors
///
/// When npm's packages are missing or wasm-opt fails.
pub(crate) fn optimise(project: &Project, input: &Path, output: &Path) -> Result<()> {
    npm::install(project)?;
    let program = npm::file(project, "binaryen/bin/wasm-opt")?;
    let stamp = output.with_extension("stamp");
    let now = Fingerprint::of([input, &program], &FLAGS.join(" "))?;
    if output.exists() && now.matches(&stamp) {
        return Ok(());
    }
    println!("wasm-opt {}", FLAGS[0]);
    if let Some(folder) = output.parent() {
        fs::create_dir_all(folder)?;
    }
    process::run(
        Command::new("node")
            .arg(program)
            .args(FLAGS)
            .arg(input)
            .arg("-o")
            .arg(output),
    )?;
    now.keep(&stamp)
}
