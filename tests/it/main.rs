//! The native tests, in one binary.

mod accuracy;
mod cases;
mod cli;
mod evaluate;
mod exports;
mod find;
mod format;
mod lexicon;
mod model;
mod properties;
mod texts;
mod tidy;
mod values;
mod xml;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use wassam::Annotator;

/// The engine, built once for all tests.
static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(Annotator::new);

/// A path in the repository.
fn path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

/// A file of the repository.
fn read(relative: &str) -> String {
    let path = path(relative);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
