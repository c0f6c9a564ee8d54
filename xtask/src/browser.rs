//! The browser that tests use: the system's Chromium.

use std::env;
use std::path::Path;

use anyhow::Result;

use crate::debian;

/// Where it may be; tests/browser/harness.js looks in the same places.
const PATHS: [&str; 3] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
];
/// A variable that names it elsewhere.
const VARIABLE: &str = "CHROMIUM";

/// Installs Chromium when it is missing.
///
/// # Errors
///
/// When it is not ours to install, or that fails.
pub(crate) fn install() -> Result<()> {
    if env::var_os(VARIABLE).is_some() || PATHS.iter().any(|path| Path::new(path).exists()) {
        return Ok(());
    }
    debian::install(&["chromium"], "tests in the browser")
}
